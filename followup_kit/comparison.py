"""Two groups or periods set side by side: the difference, how sure it is, and a sentence that says so."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from followup_kit.errors import BadValue, ColumnError
from followup_kit.intervals import newcombe, share
from followup_kit.rates import ANSWERED

# Each rate with what it is a share of, and the words for it.
_RATES = {
    "response_rate": ("n_responded", ("n_mature",), ANSWERED["any"]),
    "feedback_rate": ("n_received", ("n_asked", "n_waiting"), "requests for feedback answered"),
    "asking_rate": ("n_asked", ("n_rejected",), "rejections asked about"),
}


@dataclass(frozen=True)
class Comparison:
    """What `compare` found: a minus b.

    Parameters
    ----------
    name_a, name_b : str
        What is compared.
    n_a, n_b : int
        The denominators.
    count_a, count_b : int
        The numerators.
    difference, low, high : float
        The difference of the rates and its 95 % interval; missing where one of them has no rate.
    counted : str
        What the numerators count.
    """

    name_a: str
    count_a: int
    n_a: int
    name_b: str
    count_b: int
    n_b: int
    difference: float
    low: float
    high: float
    counted: str

    @property
    def could_be_chance(self) -> bool:
        """Whether the interval leaves it open which of the two is higher."""
        return not (self.low > 0 or self.high < 0)

    @property
    def sentence(self) -> str:
        """The finding in words."""
        if np.isnan(self.difference):
            empty = self.name_a if self.n_a == 0 else self.name_b
            return f"{empty} has nothing to judge by yet, so there is no difference to speak of."
        a, b = self._said(self.name_a, self.count_a, self.n_a), self._said(self.name_b, self.count_b, self.n_b)
        verdict = "could be chance" if self.could_be_chance else "is more than chance explains"
        return f"{a}; {b}. {self._difference()}, which {verdict}."

    def _said(self, name: str, count: int, n: int) -> str:
        return f"{name}: {count:,} of {n:,} {self.counted} ({100 * count / n:.0f} %)"

    def _difference(self) -> str:
        if self.difference == 0:
            said = f"There is no difference between {self.name_a} and {self.name_b}"
            return f"{said} ({_interval(self.low, self.high)})"
        points = round(100 * abs(self.difference))
        how_much = f"{points or 'under 1'} percentage point{'s' if points > 1 else ''} higher"
        # Always the higher one first: "more" and "less" leave it open which of the two is meant.
        if self.difference > 0:
            return f"{self.name_a} is {how_much} than {self.name_b} ({_interval(self.low, self.high)})"
        return f"{self.name_b} is {how_much} than {self.name_a} ({_interval(-self.high, -self.low)})"


def compare(a: pd.Series | pd.DataFrame, b: pd.Series | pd.DataFrame, rate: str | None = None) -> Comparison:
    """Compare two periods, two spans of periods, or two groups of `response_rates` or `feedback_rates`.

    Parameters
    ----------
    a, b : Series or DataFrame
        Rows as they come out of the frame. Several are added up: they must be periods of one group.
    rate : {"response_rate", "feedback_rate", "asking_rate"}, optional
        Which rate to compare; the first of these that the rows have.

    Returns
    -------
    Comparison
        With ``difference``, ``low``, ``high``, ``could_be_chance`` and ``sentence``.

    Raises
    ------
    BadValue
        If there is nothing to compare, or the two count different responses or within different days.
    ColumnError
        If the rows have no such rate.

    Notes
    -----
    The interval is Newcombe's (see `intervals.newcombe`), for two independent shares: compare no row with itself or
    with a sum it is part of. Of twenty comparisons of equals about one is called more than chance.

    Examples
    --------
    >>> a = pd.Series({"period": "2026-02", "n_mature": 70, "n_responded": 56, "response_rate": 0.8})
    >>> b = pd.Series({"period": "2026-03", "n_mature": 80, "n_responded": 48, "response_rate": 0.6})
    >>> print(fk.compare(a, b).sentence)  # doctest: +NORMALIZE_WHITESPACE
    2026-02: 56 of 70 answered (80 %); 2026-03: 48 of 80 answered (60 %).
    2026-02 is 20 percentage points higher than 2026-03 (95 % interval +5 to +33),
    which is more than chance explains.
    """
    a, b = _rows(a, "a"), _rows(b, "b")
    if rate is None:
        rate = next((name for name in _RATES if name in a), "response_rate")
    if rate not in _RATES:
        raise BadValue(f"rate: {rate!r} is none. Use one of {', '.join(_RATES)}.", field="rate", value=rate)
    for name in ("kind", "within_days"):
        if name in a.attrs and name in b.attrs and a.attrs[name] != b.attrs[name]:
            raise BadValue(
                f"{name}: a has {a.attrs[name]!r}, b has {b.attrs[name]!r}. Compare what was counted in one way.",
                field=name,
            )
    (count_a, n_a), (count_b, n_b) = _counts(a, "a", rate), _counts(b, "b", rate)
    low, high = newcombe(count_a, n_a, count_b, n_b)
    difference = float(share(count_a, n_a) - share(count_b, n_b))
    name_a, name_b = _names(a, b)
    counted = ANSWERED[a.attrs.get("kind", "any")] if rate == "response_rate" else _RATES[rate][2]
    return Comparison(name_a, count_a, n_a, name_b, count_b, n_b, difference, float(low), float(high), counted)


def _rows(given: pd.Series | pd.DataFrame, field: str) -> pd.DataFrame:
    """Return the rows to add up for one side."""
    if isinstance(given, pd.Series):
        return given.to_frame().T
    if not isinstance(given, pd.DataFrame):
        raise BadValue(
            f"{field}: rows of response_rates or feedback_rates are compared, not a {type(given).__name__}.",
            field=field,
            value=given,
        )
    if given.empty:
        raise BadValue(f"{field}: there is no row in it. Choose one or more.", field=field)
    if "period" in given and given.period.duplicated().any():
        twice = given.period[given.period.duplicated()].iloc[0]
        raise BadValue(
            f"{field}: the period {twice} stands in it twice. Choose the rows of one group, or ask for rates without "
            "groups.",
            field=field,
        )
    return given


def _counts(rows: pd.DataFrame, field: str, rate: str) -> tuple[int, int]:
    """Return the numerator and the denominator of some rows together."""
    count, n, _ = _RATES[rate]
    missing = [name for name in (count, *n) if name not in rows]
    if missing:
        raise ColumnError(
            f"A row to compare by {rate} needs {', '.join(missing)}; it has {list(rows)}. "
            "Give rows of response_rates or feedback_rates."
        )
    part, whole, *less = (int(rows[name].sum()) for name in (count, *n))
    whole -= sum(less)
    if not 0 <= part <= whole:
        raise BadValue(
            f"{field}: {part} of {whole} cannot be a share. Give rows as response_rates made them.", field=field
        )
    return part, whole


def _names(a: pd.DataFrame, b: pd.DataFrame) -> tuple[str, str]:
    """Return what tells two sides apart: the periods, the group, or both."""
    said_a, said_b = (
        {name: _span(rows[name]) for name in rows if isinstance(rows[name].iloc[0], str)} for rows in (a, b)
    )
    return _different(said_a, said_b), _different(said_b, said_a)


def _different(said: dict[str, str], other: dict[str, str]) -> str:
    return " ".join([word for name, word in said.items() if other.get(name) != word] or said.values())


def _span(values: pd.Series) -> str:
    first, last = values.iloc[0] or "not given", values.iloc[-1] or "not given"
    return first if first == last else f"{first} to {last}"


def _interval(low: float, high: float) -> str:
    return f"95 % interval {100 * low:+.0f} to {100 * high:+.0f}"
