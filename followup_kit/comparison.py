"""Two groups or periods set side by side: the difference, how sure it is, and a sentence that says so."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from followup_kit.errors import BadValue, ColumnError
from followup_kit.intervals import newcombe, share

# Each rate with what it is a share of, and the words for it.
_RATES = {
    "response_rate": ("n_responded", ("n_mature",), "answered"),
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
        points = f"{abs(100 * self.difference):.0f} percentage points"
        how = f"{points} {'more' if self.difference >= 0 else 'less'}"
        between = f"95 % interval {_signed(self.low)} to {_signed(self.high)}"
        verdict = "could be chance" if self.could_be_chance else "is more than chance explains"
        return f"{a}; {b}: {how} ({between}), which {verdict}."

    def _said(self, name: str, count: int, n: int) -> str:
        return f"{name}: {count:,} of {n:,} {self.counted} ({100 * count / n:.0f} %)"


def compare(a: pd.Series | pd.DataFrame, b: pd.Series | pd.DataFrame, rate: str | None = None) -> Comparison:
    """Compare two rows of `response_rates` or `feedback_rates`: two periods, or two groups.

    Parameters
    ----------
    a, b : Series or DataFrame of one row
        As they come out of the frame.
    rate : {"response_rate", "feedback_rate", "asking_rate"}, optional
        Which rate to compare; the first of these that the rows have.

    Returns
    -------
    Comparison
        With ``difference``, ``low``, ``high``, ``could_be_chance`` and ``sentence``.

    Notes
    -----
    The interval is Newcombe's (see `intervals.newcombe`), for two independent shares: compare no row with itself or
    with a sum it is part of. Of twenty comparisons of equals about one is called more than chance.

    Examples
    --------
    >>> a = pd.Series({"period": "2026-02", "n_mature": 70, "n_responded": 56, "response_rate": 0.8})
    >>> b = pd.Series({"period": "2026-03", "n_mature": 80, "n_responded": 48, "response_rate": 0.6})
    >>> compare(a, b).sentence
    '2026-02: 56 of 70 answered (80 %); 2026-03: 48 of 80 answered (60 %): 20 percentage points more \
(95 % interval +5 to +33), which is more than chance explains.'
    """
    a, b = _row(a, "a"), _row(b, "b")
    if rate is None:
        rate = next((name for name in _RATES if name in a.index), "response_rate")
    if rate not in _RATES:
        raise BadValue(f"rate: {rate!r} is none. Use one of {', '.join(_RATES)}.", field="rate", value=rate)
    count, n, counted = _RATES[rate]
    for row in (a, b):
        missing = [name for name in (count, *n) if name not in row.index]
        if missing:
            raise ColumnError(
                f"A row to compare by {rate} needs {', '.join(missing)}; it has {list(row.index)}. "
                "Give rows of response_rates or feedback_rates."
            )
    n_a, n_b = (int(row[n[0]]) - sum(int(row[name]) for name in n[1:]) for row in (a, b))
    count_a, count_b = int(a[count]), int(b[count])
    low, high = newcombe(count_a, n_a, count_b, n_b)
    difference = float(share(count_a, n_a) - share(count_b, n_b))
    name_a, name_b = _names(a, b)
    return Comparison(name_a, count_a, n_a, name_b, count_b, n_b, difference, float(low), float(high), counted)


def _row(given: pd.Series | pd.DataFrame, field: str) -> pd.Series:
    if isinstance(given, pd.DataFrame):
        if len(given) != 1:
            raise BadValue(
                f"{field}: {len(given)} rows where one is compared. Choose one, or add them up.", field=field
            )
        return given.iloc[0]
    return given


def _names(a: pd.Series, b: pd.Series) -> tuple[str, str]:
    """Return what tells two rows apart: the period, the group, or both."""
    said = [[str(row[name]) or "not given" for name in row.index if isinstance(row[name], str)] for row in (a, b)]
    kept = [place for place, pair in enumerate(zip(*said, strict=True)) if len(set(pair)) > 1]
    name_a, name_b = (" ".join(words[place] for place in kept or range(len(words))) for words in said)
    return name_a, name_b


def _signed(share_: float) -> str:
    return f"{100 * share_:+.0f}"
