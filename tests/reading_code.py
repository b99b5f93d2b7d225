"""Reads the package's code: what becomes HTML there and whether it was escaped, what names a file, what is called."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "followup_kit"
SOURCES = {str(path.relative_to(PACKAGE)): path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
_NAMES = "a|b|body|br|button|code|dd|details|div|dl|dt|em|figure|form|h[1-6]|head|html|i|iframe|img|input|label|li|link"
_NAMES += "|main|meta|ol|option|p|pre|s|script|section|select|small|span|strong|style|summary|svg|table|td|textarea|th"
TAG = re.compile(rf"</?({_NAMES}|title|tr|u|ul)[\s>/]")
FILE = re.compile(r"\.(csv|db|eml|html|ics|json|lock|parquet|partial|pdf|png|rels|svg|txt|xlsx|zip)$")
# What stands in HTML as it is: constants of ours and numbers, which the code around them does not show to be that.
KNOWN = {
    "panels/banner.py": {"CSS"},
    "panels/cohort_seeker.py": {"SIGNS[one['status']]"},
    "panels/cohort_worklist.py": {"sign"},
    "panels/drafting.py": {"n_words"},
    "panels/forgetting.py": {"line.n"},
    "panels/import_summary.py": {"noun", "line", "earlier", "seen.n_set_aside"},
    "panels/links.py": {"kind", "base64.b64encode(content).decode('ascii')"},
    "panels/panel.py": {"tag", "kind", "escape(label).replace('$', '&#36;').replace('\\\\', '&#92;')"},
    "panels/preparation.py": {"entries"},
    "panels/trends.py": {"self.name", "data", "width", "height"},
    "panels/worklist.py": {"SIGNS[status]", "kind"},
}

# Functions that put together what is HTML already.
TAKE_HTML = {"panels/preparation.py": {"_list"}}
# What stands in the name of a file as it is: names of ours.
FILE_NAMES = {
    "cohort_report/__init__.py": {"name"},
    "export.py": {"name"},
    "importing/hyperlinks.py": {"folder", "name"},  # within a workbook
    "notes/lexicon.py": {"name"},
    "notes/weights.py": {"name"},
    "pack.py": {"number"},
    "panels/handover.py": {"name"},  # a slug, and a number behind it
    "store/backups.py": {"moment", "label"},
    "traces.py": {"name"},
}


class Reader:
    """The code of one module, with the function each part of it stands in."""

    def __init__(self, file: str, source: str) -> None:
        self.file = file
        self.tree = ast.parse(source)
        self.around: dict[ast.AST, ast.AST] = {}
        for node in ast.walk(self.tree):  # from the outside in: the innermost function stays
            if isinstance(node, ast.FunctionDef):
                self.around |= dict.fromkeys(ast.walk(node), node)

    def all(self, *kinds: type) -> Iterator:
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))

    def is_html(self, node: ast.AST) -> bool:
        """Say whether an expression holds nothing that a browser could take for more than it is."""
        if ast.unparse(node) in KNOWN.get(self.file, ()):
            return True
        match node:
            case ast.Constant():
                return True
            case ast.FormattedValue(format_spec=ast.JoinedStr(values=[ast.Constant(value=str(spec))])) if "," in spec:
                return True  # a number: of text Python refuses this
            case ast.FormattedValue() | ast.Starred():
                return self.is_html(node.value)
            case ast.JoinedStr() | ast.BoolOp():
                return all(map(self.is_html, node.values))
            case ast.List() | ast.Tuple():
                return isinstance(node.ctx, ast.Load) and all(map(self.is_html, node.elts))
            case ast.GeneratorExp() | ast.ListComp():
                return self.is_html(node.elt)
            case ast.IfExp():
                return self.is_html(node.body) and self.is_html(node.orelse)
            case ast.BinOp(op=ast.Add()):
                return self.is_html(node.left) and self.is_html(node.right)
            case ast.Call(func=ast.Name(id="escape" | "len")):
                return True
            case ast.Call(func=ast.Name(id="map"), args=[ast.Name(id=name), *_]):
                return name == "escape" or self.made_by(name)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(value=ast.Name(id="self"), attr=name)):
                return self.made_by(name)
            case ast.Call(func=ast.Attribute(attr="join" | "format", value=whole)):
                return all(map(self.is_html, [whole, *node.args, *(keyword.value for keyword in node.keywords)]))
            case ast.Name() if self.value_of(node):
                return True
            case ast.Name(id=name) if put := self.put_under(name, node):
                return all(map(self.is_html, put))
        return False

    def made_by(self, function: str) -> bool:
        """Say whether a function of this module, or one imported from another of ours, returns HTML only."""
        if here := [node for node in self.all(ast.FunctionDef) if node.name == function]:
            returned = [each.value for node in here for each in ast.walk(node) if isinstance(each, ast.Return)]
            return bool(returned) and all(map(self.is_html, returned))
        for node in self.all(ast.ImportFrom):
            file = f"{(node.module or '').removeprefix('followup_kit.').replace('.', '/')}.py"
            if file in SOURCES and function in {alias.asname or alias.name for alias in node.names}:
                return Reader(file, SOURCES[file]).made_by(function)
        return False

    def put_under(self, name: str, node: ast.AST) -> list[ast.AST]:
        """Return what the function around a name puts under it; a parameter, or a part of something, as it is."""
        found = []
        for each in ast.walk(self.around.get(node, self.tree)):
            match each:
                case ast.Assign(targets=[ast.Name(id=target)]) | ast.AugAssign(target=ast.Name(id=target)):
                    found += [each.value] if target == name else []
                case ast.For(target=ast.Name(id=target)) | ast.comprehension(target=ast.Name(id=target)):
                    found += [each.iter] if target == name else []
                case ast.arg(arg=target):
                    found += [each] if target == name else []
                case ast.Tuple(elts=targets, ctx=ast.Store()):
                    found += [each] if name in map(ast.unparse, targets) else []
                case ast.Call(func=ast.Attribute(attr="append" | "insert", value=ast.Name(id=target))):
                    found += each.args if target == name else []
        return found

    def value_of(self, node: ast.AST) -> str:
        """Return a text written here, or the constant of the module that a name stands for; else nothing."""
        if isinstance(node, ast.Name):
            at_top = [each.value for each in self.tree.body if isinstance(each, ast.Assign)]
            names = [ast.unparse(each.targets[0]) for each in self.tree.body if isinstance(each, ast.Assign)]
            node = dict(zip(names, at_top, strict=True)).get(node.id, node)
        return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""

    def has_tags(self, node: ast.AST) -> bool:
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        return any(TAG.search(self.value_of(part)) for part in parts)


def unescaped(file: str, source: str) -> list[str]:
    """Return the expressions that become HTML without having been escaped."""
    code = Reader(file, source)
    shown = {
        ast.unparse(target)
        for node in code.all(ast.Assign)
        for target, value in _pairs(node)
        if ast.unparse(value).startswith("widgets.HTML(")
    }
    parts: list[ast.AST] = []
    for node in code.all(ast.JoinedStr, ast.Call, ast.Assign, ast.BinOp):
        match node:
            case ast.JoinedStr(values=inner) if code.has_tags(node):
                parts += inner
            case ast.Call(func=ast.Attribute(attr="HTML"), args=args, keywords=more):
                parts += [*args, *(keyword.value for keyword in more if keyword.arg == "value")]
            case ast.Call(func=ast.Attribute(attr="format", value=whole)) if code.has_tags(whole):
                parts += [*node.args, *(keyword.value for keyword in node.keywords)]
            case ast.Call(func=ast.Name(id=name), args=args) if name in TAKE_HTML.get(file, ()):
                parts += args
            case ast.Assign(targets=[ast.Attribute(attr="value", value=widget)]) if ast.unparse(widget) in shown:
                parts.append(node.value)
            case ast.BinOp(left=left, right=right) if code.has_tags(left) or code.has_tags(right):
                parts += [left, right]
    return [ast.unparse(part) for part in parts if not code.is_html(part)]


def _pairs(node: ast.Assign) -> Iterator[tuple[ast.AST, ast.AST]]:
    target, value = node.targets[0], node.value
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        yield from zip(target.elts, value.elts, strict=True)
    else:
        yield target, value


@cache
def names_used(file: str, source: str) -> list[str]:
    """Return the calls and imports of a module, and the settings that take an escape away or run a text."""
    code, found = Reader(file, source), []
    for node in code.all(ast.Call, ast.ImportFrom, ast.Import, ast.Assign):
        match node:
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                of = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
                found += [f"import {of}{alias.name}" for alias in names]
            case ast.Call(func=function, keywords=keywords):
                name, settings = ast.unparse(function), {f"{each.arg}={ast.unparse(each.value)}" for each in keywords}
                found += [name, *settings]
                if name.endswith("str.contains") and "regex=False" not in settings and not code.is_html(node.args[0]):
                    found.append("contains")
                if name.endswith("Environment") and "autoescape=True" not in settings:
                    found.append("no autoescape")
                if name == "re.sub" and ast.unparse(node.args[1]) in ("'-'", "'_'"):
                    found.append("names made plain")
            case ast.Assign(targets=[ast.Attribute(attr=name)]):
                found.append(f"{name}={ast.unparse(node.value)}")
    return found


def unnamed(file: str, source: str) -> list[str]:
    """Return what of a file's name is neither made by `files` nor the name of a file that is there."""
    code, found = Reader(file, source), []
    for node in code.all(ast.JoinedStr):
        ending = node.values[-1]
        if isinstance(ending, ast.Constant) and FILE.search(ending.value):
            found += [ast.unparse(part) for part in node.values if not _is_name(code, part)]
    return found


def _is_name(code: Reader, node: ast.AST) -> bool:
    if ast.unparse(node) in FILE_NAMES.get(code.file, ()):
        return True
    match node:
        case ast.Constant() | ast.Call(func=ast.Name(id="slug" | "file_name")):
            return True
        case ast.Attribute(attr="name" | "stem") | ast.Call(func=ast.Attribute(attr="isoformat")):
            return True  # of a path, of a part of ours; a day
        case ast.IfExp(body=body, orelse=other):
            return _is_name(code, body) and _is_name(code, other)
        case ast.Name(id=name) if name.isupper():
            return True
        case ast.Name(id=name) if put := code.put_under(name, node):
            return all(_is_name(code, each) for each in put)
        case ast.JoinedStr(values=parts):
            return all(_is_name(code, part) for part in parts)
        case ast.FormattedValue(value=value):
            return _is_name(code, value)
    return False
