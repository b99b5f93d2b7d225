"""The command ``followup-kit``: each subcommand a thin door to the package."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from followup_kit.errors import BadValue, ColumnError, LogFileError, NotFound

if TYPE_CHECKING:
    from followup_kit.forgetting import Forgotten
    from followup_kit.importing import Preview

SHOWN_PROBLEMS = 20
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

app = typer.Typer(
    help="Follow up after job interviews: pages to work in, a log of your own, and what you owe to whom.",
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
    except (BadValue, NotFound, LogFileError, ColumnError, OSError, ImportError) as error:
        _tell(f"followup-kit: {error}", file=sys.stderr)
        sys.exit(1)


def _tell(words: str, file: TextIO | None = None) -> None:
    """Print without the characters that would steer a terminal: the words may be a stranger's."""
    print(_STEERING.sub("", words), file=file)


@app.command()
def lab(
    folder: Annotated[
        Path | None,
        typer.Argument(help="Where your pages and your log are kept. [default: followup-kit in your home folder]"),
    ] = None,
    port: Annotated[
        int | None, typer.Option(help="The port to listen on. [default: 8888, or the next one free]")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the page in your browser.")] = True,
) -> None:
    """Open the pages in JupyterLab. What you enter stays in your own folder, on this computer."""
    from followup_kit import home
    from followup_kit import lab as jupyterlab

    raise typer.Exit(jupyterlab.run(home.prepare(folder), port=port, browser=browser))


@app.command()
def due(
    log: Annotated[
        Path | None,
        typer.Option(help="The log to look at. [default: yours, else the sample]", exists=True, dir_okay=False),
    ] = None,
    as_of: Annotated[str, typer.Option(help="The day to ask for, as 2026-03-31. [default: today]")] = "",
) -> None:
    """Say what you owe to whom: overdue, due today, and coming up."""
    from followup_kit import home
    from followup_kit.dates import as_date, say
    from followup_kit.etiquette import follow_ups
    from followup_kit.log import open_log
    from followup_kit.worklist import as_text

    opened = open_log(log or home.current_log_path())
    day = as_date(as_of, "--as-of") if as_of else home.as_of_for(opened)
    owed = follow_ups(opened, day)
    name = "A sample search" if opened.settings.get("sample") else opened.path.name
    _tell(f"{name}, as of {say(day)}")
    _tell(as_text(owed))


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(help="The log you have kept so far: CSV or Excel, or an export.", exists=True)
    ],
    log: Annotated[
        Path | None, typer.Option(help="The log it goes into. [default: your own, made if there is none]")
    ] = None,
    sheet: Annotated[str | None, typer.Option(help="Which sheet of an Excel file.")] = None,
    date_order: Annotated[
        str, typer.Option(help="How its dates are written: dmy, mdy or ymd. [default: told from the dates]")
    ] = "",
    status: Annotated[
        list[str] | None, typer.Option(help="What a status word means, as Pending=applied. May be given several times.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Import without asking.")] = False,
) -> None:
    """Bring in applications kept elsewhere: shows what it found, then asks. Nothing is dropped in silence."""
    from followup_kit import home
    from followup_kit.importing import import_log, preview
    from followup_kit.log import open_log

    target = open_log(log or home.current_log_path())
    if log is None and target.settings.get("sample"):
        target = open_log(home.start_own_log())
    remembered = target.mappings()
    answers = {
        "sheet": sheet,
        "date_order": date_order,
        "status_words": {text: meaning for (kind, text), meaning in remembered.items() if kind == "status"}
        | dict(map(_meaning, status or ())),
        "columns": {text: meaning for (kind, text), meaning in remembered.items() if kind == "column"},
    }
    seen = preview(file, **answers)
    _show(seen)
    if not yes:
        typer.confirm(f"Import {len(seen.rows)} applications?", abort=True)
    done = import_log(file, target, **answers)
    _tell(f"{done.n_added} added, {done.n_updated} brought up to date, in {target.path}")


@app.command()
def share(
    out: Annotated[Path, typer.Argument(help="The copy to make. Name it by your id, as s017.db.")],
    log: Annotated[
        Path | None, typer.Option(help="The log to share. [default: yours]", exists=True, dir_okay=False)
    ] = None,
    companies: Annotated[bool, typer.Option("--companies", help="Let companies leave by name.")] = False,
    as_of: Annotated[str, typer.Option(help="The day it is handed over, as 2026-03-31. [default: today]")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Share without asking.")] = False,
) -> None:
    """Make a copy for your counselor: shows what leaves, then asks. No contact details, texts or notes leave."""
    from followup_kit import home
    from followup_kit.dates import as_date
    from followup_kit.log import open_log
    from followup_kit.share import share, what_leaves

    opened = open_log(log or home.current_log_path())
    day = as_date(as_of, "--as-of") if as_of else home.as_of_for(opened)
    for row in what_leaves(opened, companies=companies, as_of=day).itertuples():
        if row.n_leaving:
            _tell(f"  leaves ({row.leaves}): {row.table}, {row.column}: {row.n_leaving}, such as {row.example!r}")
        elif row.n_here:
            _tell(f"  stays: {row.table}, {row.column}: {row.n_here}")
    if not yes:
        typer.confirm(f"Write this copy to {out}?", abort=True)
    _tell(f"Written: {share(opened, out, companies=companies, as_of=day).path}")


@app.command()
def pack(
    folder: Annotated[Path, typer.Argument(help="The folder with your seekers' logs.", exists=True, file_okay=False)],
    out: Annotated[Path, typer.Option(help="The Parquet folder to make, as cohort.parquet.")],
    as_of: Annotated[str, typer.Option(help="The day to look at, as 2026-03-31. [default: today]")] = "",
    roster: Annotated[
        Path | None, typer.Option(help="Who is who. [default: roster.csv in the folder]", exists=True, dir_okay=False)
    ] = None,
) -> None:
    """Pack a cohort's applications into Parquet, with seekers' ids and without their names."""
    from followup_kit import home
    from followup_kit.cohort import load_cohort
    from followup_kit.dates import as_date
    from followup_kit.pack import pack

    day = as_date(as_of, "--as-of") if as_of else home.as_of_for_cohort(folder)
    cohort = load_cohort(folder, day, roster, progress=sys.stderr.isatty())
    for problem in cohort.problems.itertuples():
        where = f"{problem.file}, line {problem.line}" if problem.line else problem.file
        _tell(f"  {where}: {problem.reason}{'' if problem.kept else ' (left out)'}")
    files = pack(cohort, out)
    _tell(
        f"{len(cohort.applications):,} applications of {cohort.seekers.has_log.sum():,} seekers in {len(files)} files"
    )


@app.command()
def report(
    out: Annotated[Path, typer.Argument(help="The folder to write into; made if it is not there.", file_okay=False)],
    log: Annotated[
        Path | None,
        typer.Option(help="The log to report on. [default: yours, else the sample]", exists=True, dir_okay=False),
    ] = None,
    as_of: Annotated[str, typer.Option(help="The day to report as of, as 2026-03-31. [default: today]")] = "",
) -> None:
    """Write your numbers and charts as a page, a PDF, pictures and tables."""
    from followup_kit import home
    from followup_kit.dates import as_date
    from followup_kit.log import open_log
    from followup_kit.report import write_report

    opened = open_log(log or home.current_log_path())
    written = write_report(opened, out, as_date(as_of, "--as-of") if as_of else home.as_of_for(opened))
    _tell(f"{len(written)} files in {out}; begin with {written[0].name}")


@app.command()
def export(
    out: Annotated[Path, typer.Argument(help="The folder to write into.", file_okay=False)],
    log: Annotated[
        Path | None, typer.Option(help="The log to take out. [default: yours, else the sample]", exists=True)
    ] = None,
) -> None:
    """Take your whole log out, as CSV files and as one Excel workbook: it is yours, wherever you go."""
    from followup_kit import home
    from followup_kit.export import export_log
    from followup_kit.log import open_log

    written = export_log(open_log(log or home.current_log_path()), out)
    _tell(f"{len(written)} files in {out}")


@app.command()
def forget(
    name: Annotated[str, typer.Argument(help="The person: a name as you noted it, or an e-mail address.")],
    log: Annotated[
        Path | None, typer.Option(help="The log to forget in. [default: yours, else the sample]", exists=True)
    ] = None,
    company: Annotated[str | None, typer.Option(help="Which of several people of that name.")] = None,
    mentions: Annotated[
        bool, typer.Option("--mentions", help="Take the name and addresses out of your own notes as well.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Forget without asking.")] = False,
) -> None:
    """Take somebody you met out of your log, its backups and exports for good: shows what would go, then asks."""
    from followup_kit import home
    from followup_kit.forgetting import forget
    from followup_kit.log import open_log

    opened = open_log(log or home.current_log_path())
    if not yes:
        found = forget(opened, name, company=company, mentions=mentions, dry_run=True)
        _tell(f"{found.name}: this would go, and could not be brought back.")
        _show_forgotten(found)
        typer.confirm("Forget them for good?", abort=True)
    found = forget(opened, name, company=company, mentions=mentions)
    _tell(f"{found.name} is forgotten.")
    _show_forgotten(found)


@app.command()
def check(
    log: Annotated[Path | None, typer.Option(help="The log to look over. [default: yours, else the sample]")] = None,
) -> None:
    """Look your log over from end to end, and say what is wrong with it."""
    from followup_kit import home
    from followup_kit.store import rescue

    path = log or home.current_log_path()
    faults = rescue.check(path)
    _tell("\n".join(faults) if faults else f"{path} is sound.")
    raise typer.Exit(1 if faults else 0)


@app.command()
def restore(
    log: Annotated[Path | None, typer.Option(help="The log to bring back. [default: yours]")] = None,
    backup: Annotated[
        Path | None, typer.Option(help="Which copy. [default: the newest sound one]", exists=True)
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Restore without asking.")] = False,
) -> None:
    """Put a backup in your log's place. What was there before is kept among the backups."""
    from followup_kit import home
    from followup_kit.store import rescue

    path = log or home.folder() / home.OWN_LOG
    if not yes:
        typer.confirm(f"Put {backup or 'the newest sound backup'} in the place of {path}?", abort=True)
    _tell(f"Restored from {rescue.restore(path, backup)}")


@app.command("cohort-report")
def cohort_report(
    folder: Annotated[Path, typer.Argument(help="The folder with the seekers' logs and the roster.", exists=True)],
    out: Annotated[Path, typer.Option(help="The folder to write; it must not be there yet.")],
    as_of: Annotated[str, typer.Option(help="The day of the report, as 2026-03-31. [default: today]")] = "",
    minimum: Annotated[int, typer.Option(help="The least number of seekers a group may have, 5 to 30.")] = 10,
    previous: Annotated[Path | None, typer.Option(help="The folder of the report released before.")] = None,
    by: Annotated[str, typer.Option(help="Periods: month, week or quarter.")] = "quarter",
) -> None:
    """Write the report on a cohort that may be shared: groups only, the small ones hidden.

    Only seekers of the roster are counted, where there is one.
    """
    from followup_kit import home
    from followup_kit.cohort import load_cohort
    from followup_kit.cohort_report import write_cohort_report
    from followup_kit.dates import as_date
    from followup_kit.private_records import record_path

    day = as_date(as_of, "--as-of") if as_of else home.as_of_for_cohort(folder)
    cohort = load_cohort(folder, day, progress=sys.stderr.isatty())
    files = write_cohort_report(cohort, out, minimum, previous, by=by, progress=sys.stderr.isatty())
    _tell(f"{cohort!r}: {len(cohort.problems)} things that could not be taken as they stand.")
    _tell(f"{len(files)} files in {out}. They may be shared.")
    _tell(f"Private, for the next report alone: {record_path(out)}. It names seekers.")


def _show_forgotten(found: "Forgotten") -> None:
    for row in found.gone.itertuples():
        _tell(f"  {row.place}: {row.what}: {row.n}")
    _tell("Not reached:")
    for row in found.left.itertuples():
        _tell(f"  {row.place}: {row.what}. {row.advice}")


def _meaning(text: str) -> tuple[str, str]:
    word, equals, stage = text.rpartition("=")
    if not equals:
        raise BadValue(f"--status: {text!r} has no '='. Write the word, '=', and a stage, as in Pending=applied.")
    return word, stage


def _show(seen: "Preview") -> None:
    _tell(f"{seen.file}: {seen.format}. {seen.remark}".rstrip())
    _tell(f"{seen.n_rows} rows: {len(seen.rows)} applications, {seen.n_set_aside} set aside.")
    for problem in seen.problems.head(SHOWN_PROBLEMS).itertuples():
        where = f", {problem.column} {problem.value!r}" if problem.column else ""
        reason = problem.reason.replace("in status_words", "with --status").replace("with sheet", "with --sheet")
        _tell(f"  line {problem.line}{where}: {reason} ({'kept' if problem.kept else 'set aside'})")
    if len(seen.problems) > SHOWN_PROBLEMS:
        _tell(f"  and {len(seen.problems) - SHOWN_PROBLEMS} more of the same kinds.")
    for question in seen.questions:
        option = {"status_words": "--status", "date_order": "--date-order"}.get(question.parameter, question.parameter)
        _tell(f"  ? {question.text} Answer with {option}: {', '.join(word or 'nothing' for word in question.choices)}")
