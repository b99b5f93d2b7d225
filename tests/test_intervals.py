import numpy as np
import pytest

from followup_kit.intervals import newcombe, share, wilson


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_reproduces_the_table_of_newcombe_1998(count, n, low, high):
    interval = wilson(count, n)
    assert (round(float(interval.low), 4), round(float(interval.high), 4)) == (low, high)


@pytest.mark.parametrize(
    ("a", "m", "b", "n", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (10, 10, 0, 10, 0.6075, 1.0),
        (10, 10, 0, 20, 0.6791, 1.0),
        (0, 10, 0, 20, -0.1611, 0.2775),
    ],
)
def test_newcombe_reproduces_the_table_of_newcombe_1998(a, m, b, n, low, high):
    interval = newcombe(a, m, b, n)
    assert (round(float(interval.low), 4), round(float(interval.high), 4)) == (low, high)


def test_the_interval_of_none_and_of_all_touches_the_edge():
    low, high = wilson([0, 7], [7, 7])
    assert low[0] == 0.0
    assert high[1] == 1.0
    assert high[0] == pytest.approx(1 - low[1], abs=1e-15)


def test_the_interval_holds_the_share():
    n = np.repeat(np.arange(1, 60), 60)
    count = np.minimum(np.tile(np.arange(60), 59), n)
    low, high = wilson(count, n)
    assert ((low >= 0) & (low <= share(count, n)) & (share(count, n) <= high) & (high <= 1)).all()


def test_nothing_has_no_share_and_no_interval():
    assert np.isnan(share(0, 0))
    assert np.isnan(wilson(0, 0)).all()
    assert np.isnan(newcombe(0, 0, 3, 5)).all()
    assert share([1, 0], [4, 0]).tolist()[0] == 0.25
