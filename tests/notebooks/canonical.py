"""Bring the notebooks into the one form in which they are committed.

    python tests/notebooks/canonical.py             execute each on the sample and write it
    python tests/notebooks/canonical.py --check     execute each and say where the file differs

Executed from a clean kernel on a copy of the sample, whose as-of day is stored in it: cells are counted 1 to n and
have stable ids, pictures and widget state are left out, and a widget leaves a sentence for the reader instead.
"""

import argparse
import difflib
import os
import shutil
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLE = REPOSITORY / "data" / "sample_search.db"
WIDGET = "application/vnd.jupyter.widget-view+json"
COMES_TO_LIFE = "This part of the page comes to life when you press Run all, at the top."
KERNEL = {"kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}}


def executed(path: Path) -> NotebookNode:
    """Return a notebook as a clean kernel leaves it, on a copy of the sample.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell raises.
    """
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        log = shutil.copy(SAMPLE, folder)
        client = NotebookClient(
            notebook,
            timeout=120,
            kernel_name="python3",
            store_widget_state=False,
            coalesce_streams=True,
            resources={"metadata": {"path": str(path.parent)}},
        )
        client.create_kernel_manager().transport_encryption = "auto"
        client.execute(env=os.environ | {"FOLLOWUP_KIT_LOG": log})
    return notebook


def canonical(notebook: NotebookNode) -> str:
    """Return the text of an executed notebook in the one form.

    Raises
    ------
    ValueError
        If a cell warned, or shows a widget without the tag nbval-ignore-output.
    """
    notebook.metadata = NotebookNode(KERNEL)
    count = 0
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number:02}"
        cell.metadata = NotebookNode({key: cell.metadata[key] for key in ("jupyter", "tags") if key in cell.metadata})
        if cell.cell_type == "code":
            count += 1
            cell.execution_count = count
            cell.outputs = [_output(output, cell, number, count) for output in cell.outputs]
    return nbformat.writes(notebook) + "\n"


def _output(output: NotebookNode, cell: NotebookNode, number: int, count: int) -> NotebookNode:
    if output.get("name") == "stderr":
        raise ValueError(f"cell {number} writes to stderr: {output.text}")
    if "execution_count" in output:
        output.execution_count = count
    data = output.get("data", {})
    data.pop("image/png", None)
    if WIDGET in data:
        if "nbval-ignore-output" not in cell.metadata.get("tags", []):
            raise ValueError(f"cell {number} shows a widget, whose address changes: tag it nbval-ignore-output")
        output.data = NotebookNode({"text/plain": COMES_TO_LIFE})
    return output


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, and fail where a file differs")
    parser.add_argument("notebooks", nargs="*", type=Path, default=sorted((REPOSITORY / "notebooks").glob("*.ipynb")))
    options = parser.parse_args(arguments)
    wrong = 0
    for path in options.notebooks:
        before, after = path.read_text(encoding="utf-8"), canonical(executed(path))
        if not options.check:
            path.write_text(after, encoding="utf-8", newline="\n")
        elif before != after:
            wrong += 1
            print(*difflib.unified_diff(before.splitlines(), after.splitlines(), path.name, "executed"), sep="\n")
            print(f"{path.name} is not as a clean run leaves it. Mend it with: python tests/notebooks/canonical.py")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
