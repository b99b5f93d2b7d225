"""Letters: the templates of the notes, and the one whose turn it is."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from followup_kit.errors import BadValue

_NEXT_LETTER = re.compile(r"^---[ \t]*\r?\n", re.MULTILINE)
_SUBJECT = re.compile(r"\s*Subject:[ \t]*(.*)")


def write(name: str, turn: int, values: Mapping[str, Any], folder: Path | None = None) -> tuple[str, str]:
    """Return subject and body of the letter in a template whose turn it is.

    Parameters
    ----------
    name : str
        Of the template, ``thank_you_email``.
    turn : int
        From 0; with as many letters as the template holds it begins again.
    values : mapping
        What the template may use.
    folder : path, optional
        Where a template of that name is looked for first.

    Raises
    ------
    BadValue
        If the template cannot be used: which, where, and why.
    """
    from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, StrictUndefined, TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    own = [FileSystemLoader(folder)] if folder else []
    # A sandbox: the folder beside a log may come from somebody else.
    loader = ChoiceLoader([*own, PackageLoader("followup_kit.notes")])
    env = ImmutableSandboxedEnvironment(loader=loader, undefined=StrictUndefined, autoescape=False)  # text, no HTML
    file = f"{name}.j2"
    try:
        letters = [part for part in _NEXT_LETTER.split(loader.get_source(env, file)[0]) if part.strip()]
        text = env.from_string(letters[turn % len(letters)]).render(values)
    except (TemplateError, UnicodeError, ZeroDivisionError, TypeError, ValueError, LookupError) as error:
        line = f", line {error.lineno} of its letter" if getattr(error, "lineno", None) else ""
        raise BadValue(
            f"The template {file}{line} cannot be used: {error}. Mend it, or take it away to use the kit's own.",
            field="templates",
            value=str(folder or ""),
        ) from error
    lines = [re.sub(r" {2,}", " ", line).strip() for line in text.strip().splitlines()]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    subject = _SUBJECT.match(text)
    return (subject[1].strip(), text[subject.end() :].strip()) if subject else ("", text)
