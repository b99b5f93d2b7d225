"""The command: what it says, what it changes, and how it ends when something is wrong."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from followup_kit import cli, lab
from followup_kit.log import open_log

APPLICATIONS = """\
Company,Role,Date Applied,Status
Riverside Dental,Office Manager,2026-03-02,Interview
Arbor Clinic,Receptionist,2026-03-05,Carrier pigeon
Tern Ferries,Reservations,2026-13-05,Applied
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the person's folder be an empty one."""
    monkeypatch.setenv("FOLLOWUP_KIT_FOLDER", str(tmp_path / "search"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "search"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> Callable[..., tuple[int, str, str]]:
    """Return a function that runs the command as a terminal does: exit code, what it printed, what went wrong."""

    def run_once(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["followup-kit", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return ended.value.code or 0, *capsys.readouterr()

    return run_once


@pytest.fixture
def thank_yous(tmp_path: Path) -> Path:
    """Return a log with one interview, on Thursday 12 March 2026, with two people."""
    log = open_log(tmp_path / "log.db")
    people = [{"name": "Dr. Ada Marchetti"}, {"name": "Jun Okafor"}]
    log.add_interview(company="Riverside Dental", held_on="2026-03-12", debriefed_on="2026-03-12", interviewers=people)
    return log.path


def test_due_today(run: Callable, thank_yous: Path) -> None:
    code, printed, _ = run("due", "--log", thank_yous, "--as-of", "2026-03-16")
    assert code == 0
    title, summary, *lines = [line for line in printed.splitlines() if line]
    assert title == "log.db, as of Mon 16 Mar 2026"
    assert summary == "2 due today, 1 coming up."
    assert lines[0] == "Due today"
    assert [line for line in lines if line.startswith("  ●")] == [
        "  ● Thank-you to Dr. Ada Marchetti, Riverside Dental: due today",
        "  ● Thank-you to Jun Okafor, Riverside Dental: due today",
    ]
    assert max(map(len, printed.splitlines())) <= 100


def test_due_names_groups_in_order_of_urgency(run: Callable, thank_yous: Path) -> None:
    open_log(thank_yous).add_interview(
        company="Arbor Clinic", held_on="2026-03-16", debriefed_on="2026-03-16", interviewers=["Sam Vale"]
    )
    printed = run("due", "--log", thank_yous, "--as-of", "2026-03-17")[1]
    assert [line for line in printed.splitlines() if line and not line.startswith(" ")][2:] == [
        "Overdue",
        "Open now",
        "Coming up",
    ]
    assert "▲ Thank-you to Jun Okafor, Riverside Dental: 1 business day overdue" in printed
    assert "○ Thank-you to Sam Vale, Arbor Clinic: due Wed 18 Mar" in printed


def test_due_says_the_good_news(run: Callable, thank_yous: Path) -> None:
    assert "Nothing is owed today" in run("due", "--log", thank_yous, "--as-of", "2026-03-11")[1]


def test_due_without_an_own_log_says_that_it_is_the_sample(run: Callable) -> None:
    assert run("due")[1].startswith("A sample search, as of Tue 31 Mar 2026")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["due", "--log", "nowhere.db"], 2, "nowhere.db"),
        (["due", "--as-of", "31.3.2026"], 1, "--as-of: '31.3.2026' is no day"),
        (["import", "nowhere.csv"], 2, "nowhere.csv"),
        (["import", "list.csv", "--status", "Pending"], 1, "has no '='"),
        (["import", "list.csv", "--status", "Pending=hopeful"], 1, "hopeful"),
        (["lab", "list.csv"], 1, "is a file"),
    ],
)
def test_a_mistake_is_told_without_a_traceback(
    run: Callable, tmp_path: Path, words: list[str], code: int, said: str
) -> None:
    (tmp_path / "list.csv").write_text(APPLICATIONS, encoding="utf-8")
    ended, _, complaint = run(*words)
    assert ended == code
    assert said in complaint
    assert "Traceback" not in complaint
    assert code == 2 or complaint.count("\n") == 1


def test_import_shows_asks_and_starts_an_own_log(
    run: Callable, tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "list.csv").write_text(APPLICATIONS, encoding="utf-8")
    monkeypatch.setattr("typer.confirm", lambda question, abort: print(question))
    code, printed, _ = run("import", tmp_path / "list.csv")
    assert code == 0
    assert "3 rows: 3 applications, 0 set aside" in printed
    assert "line 4, Date Applied '2026-13-05'" in printed
    assert "What does 'Carrier pigeon' mean?" in printed
    assert "Import 3 applications?" in printed
    log = open_log(place / "my-search.db")
    assert log.applications.company.tolist() == ["Riverside Dental", "Arbor Clinic", "Tern Ferries"]
    assert not log.settings.get("sample")


def test_import_takes_answers_and_remembers_them(run: Callable, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(APPLICATIONS, encoding="utf-8")
    printed = run("import", tmp_path / "list.csv", "--log", "mine.db")[1]
    assert "what stage this word means is not known: say it with --status" in printed
    run("import", tmp_path / "list.csv", "--log", "mine.db", "--status", "Carrier pigeon=replied", "--yes")
    assert open_log("mine.db").applications.stage.tolist() == ["interviewing", "replied", "applied"]
    assert "Carrier pigeon" not in run("import", tmp_path / "list.csv", "--log", "mine.db", "--yes")[1]
    assert len(open_log("mine.db").applications) == 3


def test_import_unconfirmed_adds_nothing(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(APPLICATIONS, encoding="utf-8")
    command = [sys.executable, "-m", "followup_kit", "import", "list.csv", "--log", "mine.db"]
    ended = subprocess.run(command, cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8")
    assert ended.returncode == 1
    assert len(open_log(tmp_path / "mine.db").applications) == 0


def test_names_print_on_a_console_that_speaks_no_utf_8(thank_yous: Path) -> None:
    open_log(thank_yous).add_interview(company="Øresund Łódź", held_on="2026-03-12")
    command = [sys.executable, "-m", "followup_kit", "due", "--log", thank_yous, "--as-of", "2026-03-12"]
    environment = os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    ended = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert "Øresund Łódź" in ended.stdout.decode("utf-8")


@pytest.mark.parametrize("command", ["lab", "due", "import"])
def test_help_says_what_every_word_means(run: Callable, command: str) -> None:
    code, printed, _ = run(command, "--help")
    assert code == 0
    options = [line for line in printed.splitlines() if line.startswith("  --")]
    assert options and all(len(line.split("  ")) > 1 for line in options)


def test_the_token_is_not_on_the_command_line(tmp_path: Path) -> None:
    environment = lab._environment(tmp_path, "secret")
    assert environment["JUPYTER_TOKEN"] == "secret"
    assert not any("secret" in word for word in lab._command(tmp_path, None))


def test_settings_of_theirs_stay_behind_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/theirs")
    ours, theirs = lab._environment(tmp_path, "secret")["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert theirs == "/theirs"
    assert (Path(ours) / "jupyter_server_config.json").is_file()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no root on this system")
@pytest.mark.parametrize(("user", "allowed"), [(0, True), (1000, False)])
def test_root_is_allowed_where_one_is_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, user: int, allowed: bool
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    assert ("--allow-root" in lab._command(tmp_path, None)) is allowed


@pytest.mark.parametrize(
    ("platform", "display", "desktop"),
    [("linux", "", False), ("linux", ":0", True), ("darwin", "", True), ("win32", "", True)],
)
def test_no_browser_without_a_desktop(
    monkeypatch: pytest.MonkeyPatch, platform: str, display: str, desktop: bool
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert lab._has_desktop() is desktop


def test_check_and_restore(run: Callable, thank_yous: Path) -> None:
    backup = open_log(thank_yous).backup()
    assert run("check", "--log", thank_yous)[:2] == (0, f"{thank_yous} is sound.\n")
    thank_yous.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)
    code, printed, _ = run("check", "--log", thank_yous)
    assert code == 1
    assert "sound" not in printed
    code, printed, _ = run("restore", "--log", thank_yous, "--yes")
    assert (code, printed) == (0, f"Restored from {backup}\n")
    assert open_log(thank_yous).interviewers.name.tolist() == ["Dr. Ada Marchetti", "Jun Okafor"]


def test_export_takes_everything_out(run: Callable, thank_yous: Path, tmp_path: Path) -> None:
    code, _, _ = run("export", tmp_path / "out", "--log", thank_yous)
    assert code == 0
    assert "Dr. Ada Marchetti" in next((tmp_path / "out").rglob("interviewers.csv")).read_text(encoding="utf-8-sig")


def test_report_says_where_to_begin(run: Callable, thank_yous: Path, tmp_path: Path) -> None:
    code, printed, _ = run("report", tmp_path / "out", "--log", thank_yous, "--as-of", "2026-03-31")
    assert code == 0
    assert printed.endswith("begin with report.html\n")
    assert (tmp_path / "out" / "report.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("command", ["pack", "cohort-report"])
def test_a_cohort_is_looked_at_on_the_day_that_is_set(
    run: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    (tmp_path / "logs").mkdir()
    monkeypatch.setenv("FOLLOWUP_KIT_AS_OF", "soon")
    code, _, wrong = run(command, tmp_path / "logs", "--out", tmp_path / "out")
    assert code == 1 and "FOLLOWUP_KIT_AS_OF" in wrong
    code, _, wrong = run(command, tmp_path / "logs", "--out", tmp_path / "out", "--as-of", "someday")
    assert code == 1 and "--as-of" in wrong


@pytest.mark.parametrize("as_error", [False, True])
def test_a_stranger_s_words_do_not_steer_the_terminal(run: Callable, tmp_path: Path, as_error: bool) -> None:
    hostile = "\x1b]0;x\x07\x1b[2JArbor\x9b31m\rClinic\x7f"
    if as_error:
        (tmp_path / f"{hostile}.csv").write_text("no table", encoding="utf-8")
        _, printed, wrong = run("import", tmp_path / f"{hostile}.csv")
    else:
        log = open_log(tmp_path / "log.db")
        log.add_interview(company=hostile, held_on="2026-03-12", interviewers=[{"name": hostile}])
        _, printed, wrong = run("due", "--log", log.path, "--as-of", "2026-03-16")
    assert "Arbor" in printed + wrong
    assert not set(printed + wrong) & {"\x1b", "\x07", "\x9b", "\r", "\x7f"}
