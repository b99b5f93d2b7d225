"""How sure a share can be: intervals for one proportion and for the difference of two."""

from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

Z95 = NormalDist().inv_cdf(0.975)


class Interval(NamedTuple):
    """The two ends of a 95 % interval; missing where nothing was counted."""

    low: np.ndarray
    high: np.ndarray


def share(count: ArrayLike, n: ArrayLike) -> np.ndarray:
    """Return count / n as floats; of nothing there is no share, so n = 0 gives a missing one, never 0."""
    count, n = np.asarray(count, dtype=float), np.asarray(n, dtype=float)
    return np.divide(count, n, out=np.full(np.broadcast_shapes(count.shape, n.shape), np.nan), where=n > 0)


def wilson(count: ArrayLike, n: ArrayLike) -> Interval:
    """Return the 95 % score interval of count out of n.

    Parameters
    ----------
    count, n : array_like of int
        Successes and trials, 0 <= count <= n.

    Returns
    -------
    Interval
        Both ends between 0 and 1, of the inputs' shape; missing where n = 0.

    References
    ----------
    Wilson (1927), J. Am. Stat. Assoc. 22, 209-212; without continuity correction, method 3 of Newcombe
    (1998), Statistics in Medicine 17, 857-872.

    Examples
    --------
    >>> low, high = wilson(81, 263)
    >>> round(float(low), 4), round(float(high), 4)
    (0.2553, 0.3662)
    """
    count, n = np.asarray(count, dtype=float), np.asarray(n, dtype=float)
    rate = share(count, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = (count + Z95**2 / 2) / (n + Z95**2)
        half = Z95 / (n + Z95**2) * np.sqrt(n * rate * (1 - rate) + Z95**2 / 4)
    # At the edges the formula is exact but its rounding is not: 0 of n must not start at 1e-17.
    low = np.where(count == 0, 0.0, centre - half)
    high = np.where(count == n, 1.0, centre + half)
    missing = np.where(n > 0, 0.0, np.nan)
    return Interval(low + missing, high + missing)


def newcombe(count_a: ArrayLike, n_a: ArrayLike, count_b: ArrayLike, n_b: ArrayLike) -> Interval:
    """Return the 95 % interval of the difference a - b of two independent shares.

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17, 873-890, method 10: a hybrid of two Wilson intervals.

    Examples
    --------
    >>> low, high = newcombe(56, 70, 48, 80)
    >>> round(float(low), 4), round(float(high), 4)
    (0.0524, 0.3339)
    """
    a, b = share(count_a, n_a), share(count_b, n_b)
    of_a, of_b = wilson(count_a, n_a), wilson(count_b, n_b)
    return Interval(
        a - b - np.sqrt((a - of_a.low) ** 2 + (of_b.high - b) ** 2),
        a - b + np.sqrt((of_a.high - a) ** 2 + (b - of_b.low) ** 2),
    )
