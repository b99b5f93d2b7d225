"""What a stranger may write where a name or a remark is expected, and a log and a cohort full of it.

In text that became HTML, a payload sets ``fkHit`` on the window, asks ``outside.invalid`` for something, or leaves
an element with the attribute ``data-fk``: a page on which none of that shows has taken it for text.
"""

import csv
import shutil
from pathlib import Path

from followup_kit.log import Log, open_log

AS_OF = "2026-03-31"
PAYLOADS = (
    "<script data-fk>top.fkHit=1</script>",
    "<img data-fk src=x onerror=top.fkHit=1>",
    "<svg data-fk/onload=top.fkHit=1>",
    '<iframe data-fk srcdoc="<script>top.fkHit=1</script>"></iframe>',
    '"><img data-fk src=x onerror=top.fkHit=1>',
    "'><img data-fk src=x onerror=top.fkHit=1>",
    '" data-fk onfocus="top.fkHit=1" autofocus tabindex=0 x="',
    "' data-fk onmouseover='top.fkHit=1' x='",
    '<a data-fk href="javascript:top.fkHit=1">x</a>',
    "[x](javascript:top.fkHit=1)",
    "![x](https://outside.invalid/markdown.png)",
    '<b data-fk data-commandlinker-command="notebook:run-all-cells">x</b>',
    '<style data-fk>@import "https://outside.invalid/style.css";</style>',
    '<p data-fk style="background:url(https://outside.invalid/back.png)">x',
    "<link data-fk rel=stylesheet href=https://outside.invalid/link.css>",
    "<form data-fk action=https://outside.invalid/><button>x</button></form>",
    '<meta data-fk http-equiv=refresh content="300;url=https://outside.invalid/">',
    "</textarea></title></style></script><img data-fk src=x onerror=top.fkHit=1>",
    '<!--<img src="--><img data-fk src=x onerror=top.fkHit=1>">',
    '<svg></p><style><a id="</style><img data-fk src=x onerror=top.fkHit=1>">',
    r"$\href{javascript:top.fkHit=1}{x}$ \(\unicode{x41}\)",
    "&lt;img data-fk src=x onerror=top.fkHit=1&gt; &#60;b data-fk&#62;",
    "{{7*7}} {{ self }} {% for x in y %} ${7*7} #{7*7} %s {0.__class__}",
    "\u202e＜img data-fk src=x onerror=top.fkHit=1＞ \u200b\ufeff\U0001f600",
    "<details\tdata-fk\topen\tontoggle=top.fkHit=1>x</details>",
)


def address(payload: str) -> str:
    """Return an e-mail address that the log takes, with as much of a payload in it as can be."""
    return "".join(letter for letter in payload if letter not in "<>@,;" and not letter.isspace()) + "@x.example"


def web_address(payload: str) -> str:
    """Return a web address that the log takes, with a payload in it."""
    return f"https://x.example/{''.join(payload.split())}"


def file_name(payload: str) -> str:
    """Return a file's name made of a payload; a name has no slash in it."""
    return payload.replace("/", "")


def hostile_log(path: Path) -> Log:
    """Make a log in which every text of every table holds every payload.

    Each payload has an application, an interview held with two people, one of them thanked, another interview to
    come, a check-in without an answer, and feedback; the payload itself is all that is written in them.
    """
    log = open_log(path)
    with log.transaction("Written by a stranger"):
        for at, text in enumerate(PAYLOADS):
            one = log.add_application(
                text,
                text,
                source=text,
                location=text,
                url=web_address(text),
                notes=text,
                applied_on=f"2026-02-{at + 1:02}",
            )
            said = {"title": text, "email": address(text), "phone": text, "address": text, "remembered": text}
            people = [{"name": text, **said}, {"name": f"{text} Roe", **said, "email": f"roe{address(text)}"}]
            what = {"round": text, "topics": text, "questions": text}
            when = {"held_on": "2026-03-27", "debriefed_on": "2026-03-27", "mode": "in_person"}
            held = log.add_interview(one, **when, **what, interviewers=people)
            log.add_interview(one, held_on=f"2026-04-{at + 1:02}", **what, interviewers=people[:1])
            sent = {"interview_id": held, "interviewer_id": 3 * at + 1, "sent_on": "2026-03-28"}
            log.add_message("thank_you", one, subject=text, body=text, **sent)
            log.add_message("check_in", one, subject=text, body=text, sent_on="2026-03-30")
            log.add_feedback(one, "2026-03-29", text, giver=text, themes=[text])
            log.snooze(f"check_in:{one}:{held}:-:2", "2026-04-20", text)
            log.add_import(f"{text}.csv", text, ())
    for name in ("seeker_name", "seeker_phone"):
        log.settings[name] = " ".join(PAYLOADS)
    return log


def hostile_cohort(folder: Path, log: Log) -> Path:
    """Make a folder of logs in which names, programmes, companies, files and what is wrong with them are payloads.

    Of the roster's seekers the first has the log given, the others a small table each; as many tables are of nobody
    in the roster, and as many files can be read by nobody.
    """
    folder.mkdir()
    with (folder / "roster.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["seeker_id", "name", "programme", "campus", "counselor", "started_on"])
        out.writerows([f"s{at:02}", *[text] * 4, "2026-01-05"] for at, text in enumerate(PAYLOADS))
    shutil.copy(log.path, folder / "s00.db")
    for at, text in enumerate(PAYLOADS):
        names = [f"{file_name(text)}.csv"] + ([f"s{at:02}.csv"] if at else [])
        for name in names:
            with (folder / name).open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(
                    [
                        ["company", "role", "source", "applied_on", "status", text],
                        [text, text, text, "2026-02-02", "applied", text],
                        ["Arbor", "Nurse", text, text, text, text],
                    ]
                )
        (folder / f"broken {file_name(text)}.xlsx").write_bytes(b"no workbook")
    return folder


_LONG = "Gewerbe- und Handelsschule für Erwachsene "
LABELS = (
    *("$", "$$", "$50k to $60k", "$x$", "$$x$$", r"$\frac{", r"$\frac{1}{2}$", "100 % $x$", r"\$5", "US$ 5 $"),
    *("{", "}", "{}", "{0}", "{{7*7}}", "a_b", "a_{b}", "a^b", "a^{b}_{c}", "_private_"),
    *("%", "%s", "%(name)s", "100 %", "&", "R&D", "&amp;", "#", "#1", "~"),
    *("\\", "\\alpha", "\\textbf{x}", "\\n", "<b>", "<script>x</script>", "]]>", "<!--", '"', "'"),
    *(
        "\U0001f600 \U0001f468\u200d\U0001f467",
        "日本語の会社",
        "שלום עולם",
        "مرحبا",
        "\u202eabc",
        "e\u0301\u200b",
        "Ω✓",
    ),
    *("two\nlines", "\x01bell\x07", _LONG * 8),
)
"""Fifty names for the marks of a chart: mathematics, markup, alphabets, and lengths that no chart has room for."""

_COMMANDS = (
    "@__import__('os').system('touch harmed')",
    "__import__('pathlib').Path('harmed').touch()",
    "@pd.core.common.os.system('touch harmed')",
    "exec(\"open('harmed','w')\")",
    "eval(\"open('harmed','w')\")",
    "$(touch harmed)",
    "`touch harmed`",
    "| touch harmed",
    "'; ATTACH DATABASE 'harmed' AS x; --",
    "'); VACUUM INTO 'harmed'; --",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "${open('harmed','w')}",
    "%(os.system('touch harmed'))s",
    "lambda: open('harmed','w')",
    "role.map(open)",
)
_PATTERNS = (
    *("C++", "c++", ".NET", "*", "+", "?", "(", ")", "[", "]", "{", "}", "\\", "|", "^", "$", ".", ".*", "[^]", "(?"),
    *("(?P<x>", "(?i)", "\\Z", "\\1", "a{9999999}", "(a+)+$", "x" * 5000, "[[:alpha:]]", "%", "_", "a\\", "\\N{DASH}"),
    *("NULL", "nan", "<NA>", "None", "True", "''", '""', "#"),
)
_AROUND = ("x", "role == x", "' or x or '", "x # x")
FILTERS = (*_PATTERNS, *(around.replace("x", text) for text in _COMMANDS for around in _AROUND))
"""A hundred texts to look for, that some way of looking would run, or read as a pattern."""

_FOLDERS = ("", "..", "../..", "/", "/etc/", "//host/share/", "C:\\", "C:", "~", "~root/", "a/b", "a\\b", "./", ".")
_STEMS = (
    *("x", " ", ".", "..", "passwd", "CON", "nul.txt", "PRN ", "aux.", "com1", "LPT9.db", "COM¹", "CONIN$"),
    *("é", "日本", "東京", "שלום", "\u202egnp.exe", "%2e%2e", "*?|:<>\"'", "$HOME `id`", "-rf", "a" * 300, "日" * 300),
    *("\0", "a\0b", "line\nbreak", "\ud800", "\U0001f600", "x" * 59 + "- y", "CON" + " " * 80 + "x"),
)
NAMES = tuple(dict.fromkeys(folder + stem for stem in _STEMS for folder in _FOLDERS))[:200]
"""Two hundred names that mean something else to a file system."""

_SCHEMES = (
    *("javascript:", "JaVaScRiPt:", "java\tscript:", "java\nscript:", "\x01javascript:", " javascript:"),
    *("javascript&colon;", "vbscript:", "data:text/html,", "data:text/html;base64,", "file:///", "ftp://"),
    *("blob:https://", "view-source:https://", "//", "\\\\", "/", "", "http:/", "https:/", "https:\\\\", "http:////"),
    *("https://[", "\x01https://", "mailto:"),
)
_BEHIND = ("alert(1)", "//x.example/%0aalert(1)", '"onmouseover="top.fkHit=1')
NO_WEB_ADDRESSES = tuple(scheme + behind for scheme in _SCHEMES for behind in _BEHIND)
_HOSTS = ("http://", "https://", "HTTPS://user:password@", "https://javascript:80@", "https://\u202e")
_PATHS = ('"onmouseover="top.fkHit=1', "'onfocus='top.fkHit=1", "><script>top.fkHit=1</script>", "`x`", "#javascript:x")
ODD_WEB_ADDRESSES = tuple(f"{host}x.example/{path}" for host in _HOSTS for path in _PATHS)
URLS = (*NO_WEB_ADDRESSES, *ODD_WEB_ADDRESSES)
"""A hundred addresses: those a link may not have, and those it may, as long as they are quoted."""
