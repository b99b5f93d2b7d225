"""Row keys: how a later import knows that a row is here already."""

from collections import Counter
from collections.abc import Iterable

from followup_kit.importing.applications import Application
from followup_kit.importing.words import fold


def row_keys(applications: Iterable[Application], namespace: str = "") -> list[str]:
    """Return a key for each application, all different.

    Its source's number or its link; else company, role and the day of applying. What is equal is counted through:
    two applications told in the same words stay two.

    Parameters
    ----------
    applications : iterable of Application
        In the order of the file.
    namespace : str
        The program whose numbers they are.

    Examples
    --------
    >>> twice = [Application(2, "", {"company": "Arbor", "role": "Nurse", "url": ""}, ())] * 2
    >>> row_keys(twice)
    ['row|arbor|nurse||1', 'row|arbor|nurse||2']
    """
    seen: Counter[str] = Counter()
    keys = []
    for application in applications:
        fields = application.fields
        if application.source_id:
            base = f"id|{namespace}|{application.source_id}"
        elif fields["url"]:
            base = f"url|{fields['url']}|{fold(str(fields['role']))}"
        else:
            day = application.applied_on
            names = f"{fold(str(fields['company']))}|{fold(str(fields['role']))}"
            base = f"row|{names}|{day.isoformat() if day else ''}"
        seen[base] += 1
        keys.append(f"{base}|{seen[base]}")
    return keys


def earlier_key(key: str) -> str:
    """Return the key a row had before its day of applying was known; empty where the key holds no day.

    Examples
    --------
    >>> earlier_key("row|arbor|nurse|2026-03-02|1")
    'row|arbor|nurse||1'
    """
    kind, _, rest = key.partition("|")
    names, day, ordinal = rest.rsplit("|", 2)
    return f"{kind}|{names}||{ordinal}" if kind == "row" and day else ""
