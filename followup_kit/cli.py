"""The command ``followup-kit``: each subcommand a thin door to the package."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from followup_kit.errors import BadValue, ColumnError, LogFileError, NotFound

app = typer.Typer(
    help="Follow up after job interviews: notebooks, a log of your own, and what you owe to whom.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command; a mistake of the user's ends in one line and exit code 1, or 2 for a wrong command line."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may not speak UTF-8, and names do.
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app(prog_name="followup-kit")
    except (BadValue, NotFound, LogFileError, ColumnError, OSError) as error:
        print(f"followup-kit: {error}", file=sys.stderr)
        sys.exit(1)


@app.callback()
def _several_commands() -> None:
    """Follow up after job interviews: notebooks, a log of your own, and what you owe to whom."""


@app.command()
def lab(
    folder: Annotated[
        Path | None,
        typer.Argument(help="Where your pages and your log are kept.", show_default="followup-kit in your home"),
    ] = None,
    port: Annotated[
        int | None, typer.Option(help="The port to listen on.", show_default="8888, or the next one free")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the page in your browser.")] = True,
) -> None:
    """Open the notebooks in JupyterLab. Your changes stay in your own folder, and on this computer."""
    from followup_kit import home
    from followup_kit import lab as jupyterlab

    place = home.prepare(folder)
    raise typer.Exit(jupyterlab.run(place, port=port, browser=browser))
