"""Letters: the templates of the notes, and the one whose turn it is."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from followup_kit.errors import BadValue

_NEXT_LETTER = re.compile(r"^---[ \t]*\r?\n", re.MULTILINE)
_SUBJECT = re.compile(r"\s*Subject:[ \t]*(.*)")


def letter(name: str, turn: int, folder: str | Path | None = None) -> Callable[[Mapping[str, Any]], tuple[str, str]]:
    """Return the letter of a template whose turn it is: a function of what it may use to subject and body.

    Parameters
    ----------
    name : str
        Of the template, ``thank_you_email``.
    turn : int
        From 0; with as many letters as the template holds it begins again.
    folder : path, optional
        Where a template of that name is looked for first.

    Raises
    ------
    BadValue
        If the template cannot be used, when it is read or when it is filled in: which, where, and why.
    """
    from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    own = [FileSystemLoader(folder)] if folder else []
    # A sandbox: the folder beside a log may come from somebody else.
    loader = ChoiceLoader([*own, PackageLoader("followup_kit.notes")])
    env = ImmutableSandboxedEnvironment(loader=loader, undefined=StrictUndefined, autoescape=False)  # text, no HTML
    file = f"{name}.j2"
    with _named(file):
        letters = [part for part in _NEXT_LETTER.split(loader.get_source(env, file)[0]) if part.strip()]
        if not letters:
            raise ValueError("it holds no letter")
        template = env.from_string(letters[turn % len(letters)])

    def fill(values: Mapping[str, Any]) -> tuple[str, str]:
        with _named(file):
            return _parted(template.render(values))

    return fill


@contextmanager
def _named(file: str) -> Iterator[None]:
    """Whatever a template does wrong is told with its name."""
    from jinja2 import TemplateError

    try:
        yield
    except (TemplateError, UnicodeError, ArithmeticError, TypeError, ValueError, LookupError) as error:
        line = f", line {error.lineno} of its letter," if getattr(error, "lineno", None) else ""
        raise BadValue(
            f"The template {file}{line} cannot be used: {error}. Mend it, or take it away to use the kit's own.",
            field="templates",
            value=file,
        ) from error


def _parted(text: str) -> tuple[str, str]:
    """Subject and body, without the blanks that a template leaves behind."""
    lines = [re.sub(r" {2,}", " ", line).strip() for line in text.strip().splitlines()]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    subject = _SUBJECT.match(text)
    return (subject[1].strip(), text[subject.end() :].strip()) if subject else ("", text)
