"""What is dangerous is done in one place: text becomes HTML, a name becomes a file's, a cell leaves for a spreadsheet.

The code is read, not run. Each rule is held to code that breaks it.
"""

import ast
import re

import pytest
from reading_code import PACKAGE, SOURCES, Reader, names_used, unescaped, unnamed

# What only some modules may do, and which.
ONE_PLACE: dict[str, tuple[str, set[str]]] = {
    "text becomes HTML": (r"(import )?html\.escape|.*(saxutils|markupsafe).*|(.*\.)?Markup", {"markup.py"}),
    "text is shown as HTML by somebody else": (
        r"(.*\.)?(HTMLMath|Label|Markdown|Output|Styler|to_html)|import IPython.*(?<!display\.display)|escape=False",
        set(),
    ),
    "text is printed by the notebook": (r"import IPython.*|display", {"panels/printed.py"}),  # as text alone: see below
    "a label is HTML": (r"description_allow_html=True", {"panels/panel.py"}),
    "a template does not escape": (r"no autoescape", {"notes/letters.py"}),  # text, which goes into fields and mails
    "a text is run": (r"eval|exec|compile|.*\.(query|eval|system|popen)|shell=True|(import )?pickle.*|contains", set()),
    "a name is made plain": (r"names made plain", {"files.py", "panels/panel.py"}),  # there a style's class
    "a cell leaves as CSV": (r"(.*\.)?(csv\.writer|DictWriter|to_csv|to_clipboard|write_csv_file)", {"cells.py"}),
    "a cell leaves as XLSX": (r"(.*\.)?(Workbook|to_excel|ExcelWriter|xlsxwriter.*)", {"sheets/__init__.py"}),
}


def misplaced(rule: str, sources: dict[str, str]) -> dict[str, list[str]]:
    """Return the modules that do what others have to do for them, and how."""
    pattern, places = ONE_PLACE[rule]
    used = {file: names_used(file, source) for file, source in sources.items() if file not in places}
    found = {file: [name for name in names if re.fullmatch(pattern, name)] for file, names in used.items()}
    return {file: names for file, names in found.items() if names}


SHOWN = "def shown(name):\n    return "
UNESCAPED = [
    "f'<b>{name}</b>'",
    "f'<b title=\"{name}\">x</b>'",
    "f'<b>{name:>20}</b>'",
    "f'<b>{name.strip()}</b>'",
    "f\"<ul>{''.join(f'<li>{each}' for each in name)}</ul>\"",
    "f'<b>{escape(name) if len(name) > 3 else name}</b>'",
    "f'<b>{escape(name) + name}</b>'",
    "'<b>' + name",
    "name + '</b>'",
    "'<b>{}</b>'.format(name)",
    "'<b>{x}</b>'.format(x=name)",
    "PAGE.format(x=escape(name), y=name)\nPAGE = '<p>{x}{y}</p>'",
    "f'<b>{name}</b>'\n    if not name:\n        name = 'nobody'",
    "f'<b>{first}</b>'\n    first, last = name",
    "f'<b>{first}</b>'\n    first = 'nobody'\n    for first, last in name:\n        pass",
    "widgets.HTML(name)",
    "widgets.HTML(value=name)",
    "f'<b>{text(name)}</b>'\ndef text(words):\n    return words",
    "f'<b>{text(name)}</b>'\ndef text(words):\n    if words:\n        return ''\n    return words",
]


@pytest.mark.parametrize("code", UNESCAPED)
def test_a_text_that_is_not_escaped_is_noticed(code: str) -> None:
    assert unescaped("new.py", SHOWN + code) != []


@pytest.mark.parametrize(
    "code",
    [
        "f'<b title=\"{escape(name)}\">{escape(name.strip())}</b>'",
        "f'<b>{len(name)} {number:,}</b>'",
        "f\"<ul>{''.join(f'<li>{escape(each)}' for each in name)}</ul>\"",
        "f'<b>{words}</b>'\n    words = escape(name) if name else 'nobody'",
        "f'<b>{text(name)}</b>'\ndef text(words):\n    return f'<i>{escape(words)}</i>'",
        "'<b>' + escape(name)",
        "'<b>{}</b>'.format(escape(name))",
        "widgets.HTML('<b>nobody</b>')",
        "f'{name} is no HTML'",
    ],
)
def test_a_text_that_is_escaped_passes(code: str) -> None:
    assert unescaped("new.py", SHOWN + code) == []


def test_a_value_put_into_a_widget_of_html_is_noticed() -> None:
    made = "class A:\n    def __init__(self):\n        self.a, self.b = widgets.HTML(), widgets.Text()\n"
    assert unescaped("new.py", f"{made}    def show(self, name):\n        self.a.value = name\n") == ["name"]
    assert unescaped("new.py", f"{made}    def show(self, name):\n        self.b.value = name\n") == []
    later = "        words = []\n        words.append(name)\n        self.a.value = ''.join(words)\n"
    assert unescaped("new.py", f"{made}    def show(self, name):\n{later}") == ["''.join(words)"]
    assert unescaped("new.py", f"{made}    def show(self, name):\n{later.replace('(name)', '(escape(name))')}") == []


@pytest.mark.parametrize("file", SOURCES)
def test_text_becomes_html_escaped(file: str) -> None:
    assert unescaped(file, SOURCES[file]) == []


@pytest.mark.full
def test_each_escape_that_is_taken_out_is_noticed() -> None:
    missed, n = [], 0
    for file, source in SOURCES.items():
        code = Reader(file, source)
        for call in [call for call in code.all(ast.Call) if ast.unparse(call.func) == "escape"]:
            n += 1
            call.func.id = "str"
            missed += [] if unescaped(file, ast.unparse(code.tree)) else [f"{file}: {ast.unparse(call)}"]
            call.func.id = "escape"
    assert missed == [] and n > 90


@pytest.mark.parametrize("rule", ONE_PLACE)
def test_it_is_done_where_it_belongs(rule: str) -> None:
    assert misplaced(rule, SOURCES) == {}


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("text becomes HTML", "from html import escape"),
        ("text becomes HTML", "import html\nhtml.escape(name)"),
        ("text becomes HTML", "from xml.sax import saxutils"),
        ("text becomes HTML", "from markupsafe import Markup"),
        ("text becomes HTML", "jinja2.utils.markupsafe.Markup(name)"),
        ("text is shown as HTML by somebody else", "from IPython.display import HTML"),
        ("text is shown as HTML by somebody else", "widgets.HTMLMath(name)"),
        ("text is shown as HTML by somebody else", "widgets.Label(name)"),
        ("text is shown as HTML by somebody else", "frame.to_html(index=False)"),
        ("text is shown as HTML by somebody else", "something(frame, escape=False)"),
        ("text is printed by the notebook", "from IPython.display import display"),
        ("text is printed by the notebook", "display(frame)"),
        ("a label is HTML", "widgets.Text(description=name, description_allow_html=True)"),
        ("a label is HTML", "control.description_allow_html = True"),
        ("a template does not escape", "jinja2.Environment(loader=loader)"),
        ("a template does not escape", "Environment()"),
        ("a template does not escape", "SandboxedEnvironment(autoescape=select_autoescape())"),
        ("a text is run", "frame.query(words)"),
        ("a text is run", "pd.eval(words)"),
        ("a text is run", "eval(words)"),
        ("a text is run", "os.system(words)"),
        ("a text is run", "subprocess.run(words, shell=True)"),
        ("a text is run", "import pickle"),
        ("a text is run", "frame.role.str.contains(words, case=False)"),
        ("a name is made plain", "re.sub('[^a-z]+', '-', name)"),
        ("a cell leaves as CSV", "csv.writer(file)"),
        ("a cell leaves as CSV", "frame.to_csv(path)"),
        ("a cell leaves as XLSX", "frame.to_excel(path)"),
        ("a cell leaves as XLSX", "openpyxl.Workbook()"),
    ],
)
def test_what_is_done_elsewhere_is_noticed(rule: str, code: str) -> None:
    assert misplaced(rule, {"new.py": code})
    assert not ONE_PLACE[rule][1] or not misplaced(rule, {next(iter(ONE_PLACE[rule][1])): code})


def test_what_the_notebook_prints_is_plain_text() -> None:
    calls = Reader("", SOURCES["panels/printed.py"]).all(ast.Call)
    printed = [call.args[0] for call in calls if ast.unparse(call.func).endswith(("display", ".update"))]
    assert printed and {tuple(map(ast.unparse, each.keys)) for each in printed} == {("'text/plain'",)}


def test_every_text_cell_that_leaves_goes_through_neutralise() -> None:
    """The two places that write cells, for CSV and for workbooks, do it with the same function."""
    for file in ("cells.py", "sheets/__init__.py"):
        assert "neutralise" in {ast.unparse(call.func) for call in Reader(file, SOURCES[file]).all(ast.Call)}


@pytest.mark.parametrize("file", SOURCES)
def test_a_name_becomes_a_files_name_in_one_place(file: str) -> None:
    assert unnamed(file, SOURCES[file]) == []


@pytest.mark.parametrize(
    ("code", "noticed"),
    [
        ("f'{name}.csv'", True),
        ("f'{name.lower()}-{day.isoformat()}.db'", True),
        ("f'{stem}.eml'\n    stem = name.strip()", True),
        ("f'{stem}.eml'\n    stem = slug(name)", False),
        ("f'{slug(name)}-{day.isoformat()}.pdf'", False),
        ("f'{path.stem}.png'", False),
    ],
)
def test_a_name_that_did_not_go_through_files_is_noticed(code: str, noticed: bool) -> None:
    assert bool(unnamed("new.py", SHOWN + code)) == noticed


TEMPLATES = [path for path in sorted(PACKAGE.rglob("*")) if path.suffix == ".html" or path.name.endswith(".html.j2")]
IN_A_TEMPLATE = {
    "an escape is taken away": re.compile(r"\|\s*safe|autoescape|\|\s*xmlattr|\|\s*tojson|Markup"),
    "a value is in a script, a style or a handler": re.compile(
        r"""<(script|style)[^>]*>[^<]*\{\{|\bon\w+\s*=\s*(["'])(?:(?!\2).)*\{\{""", re.DOTALL
    ),
    "a value is in an attribute without quotes": re.compile(r"=\s*\{\{"),
    "a value is a link": re.compile(r"\b(href|action|formaction)\s*=\s*[\"']?\s*\{\{"),
    "something runs, or is asked for": re.compile(r"<script|javascript:|https?://|@import|url\("),
}


@pytest.mark.parametrize("wrong", IN_A_TEMPLATE)
def test_templates_leave_the_escaping_on(wrong: str) -> None:
    assert len(TEMPLATES) == 3
    assert [path.name for path in TEMPLATES if IN_A_TEMPLATE[wrong].search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("an escape is taken away", "<p>{{ name | safe }}</p>"),
        ("an escape is taken away", "{% autoescape false %}"),
        ("a value is in a script, a style or a handler", "<style> p { color: {{ name }} } </style>"),
        ("a value is in a script, a style or a handler", "<p onclick=\"go('{{ name }}')\">"),
        ("a value is in an attribute without quotes", "<p title={{ name }}>"),
        ("a value is a link", '<a href="{{ url }}">'),
        ("something runs, or is asked for", "<link href=https://x.example/a.css>"),
    ],
)
def test_a_template_that_does_not_is_noticed(wrong: str, code: str) -> None:
    assert IN_A_TEMPLATE[wrong].search(code)


def test_pages_of_our_own_say_that_nothing_may_run_in_them() -> None:
    pages = [path.read_text(encoding="utf-8") for path in TEMPLATES] + [SOURCES["named_list.py"]]
    assert all("""http-equiv="Content-Security-Policy" content="default-src 'none';""" in page for page in pages)
