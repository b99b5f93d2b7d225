"""A log's settings: a few named values, kept in its file."""

import json
from collections.abc import Iterator, MutableMapping
from typing import TYPE_CHECKING, Any

from followup_kit.calendars import calendar_for
from followup_kit.dates import as_date
from followup_kit.errors import BadValue

if TYPE_CHECKING:
    from followup_kit.log import Log

KNOWN = {
    "seeker_name": "your name, as you sign",
    "seeker_email": "your e-mail address",
    "seeker_phone": "your phone number",
    "country": "the country whose public holidays count, two letters: US, GB, DE",
    "subdivision": "its state or region, as the holidays package calls it: CA, ENG, BY",
    "weekend": "the days off in a week, Monday being 0: [5, 6]",
    "as_of": "the day a sample is looked at",
    "sample": "true for the sample search",
}
OVERRIDES = "etiquette."


class Settings(MutableMapping[str, Any]):
    """The settings of a log, read and written like a dict; every write is saved at once.

    Keys are those of `KNOWN`, and ``etiquette.<name>`` for a number of the etiquette.

    Examples
    --------
    >>> log.settings["country"] = "US"  # doctest: +SKIP
    """

    def __init__(self, log: "Log") -> None:
        self._log = log

    def _all(self) -> dict[str, Any]:
        with self._log._reading() as con:
            return {key: json.loads(value) for key, value in con.execute("SELECT key, value FROM settings")}

    def __getitem__(self, key: str) -> Any:
        return self._all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __setitem__(self, key: str, value: Any) -> None:
        if key not in KNOWN and not key.startswith(OVERRIDES):
            raise BadValue(
                f"There is no setting {key!r}. Settings are {', '.join(KNOWN)} and etiquette.<name>.",
                field=key,
            )
        self._check(key, value)
        try:
            text = json.dumps(value, allow_nan=False, ensure_ascii=False)
            text.encode()  # half a character, as a broken paste leaves it, is no text
        except (TypeError, ValueError):
            raise BadValue(
                f"The setting {key} cannot be {value!r}: give text, a number, a list, true or false.",
                field=key,
            ) from None
        with self._log._writing(f"Changed the setting {key}") as con:
            con.execute(
                "INSERT INTO settings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                [key, text],
            )
            if key == "country":  # a region is one of its country's
                con.execute("DELETE FROM settings WHERE key = 'subdivision'")

    def _check(self, key: str, value: Any) -> None:
        """Refuse what would make every question fail later on."""
        if key.startswith("seeker_") and not isinstance(value, str):
            raise BadValue(f"The setting {key} cannot be {value!r}: give {KNOWN[key]}.", field=key, value=value)
        if key == "as_of":
            as_date(value, "as_of")
        if key.startswith(OVERRIDES) and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
            raise BadValue(
                f"{key}: {value!r} is no number of days or times. Give a whole number.", field=key, value=value
            )
        if key in ("country", "weekend"):
            calendar_for(**{key: value})
        if key == "subdivision" and value:
            calendar_for(self.get("country"), value)

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        with self._log._writing(f"Removed the setting {key}") as con:
            con.execute("DELETE FROM settings WHERE key = ?", [key])

    def __repr__(self) -> str:
        return repr(self._all())
