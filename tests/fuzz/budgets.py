"""How many examples a fuzz test tries: the same few in every run; with FUZZ=long, many, and new ones each time."""

import os

from hypothesis import HealthCheck, Phase, settings

LONG = os.environ.get("FUZZ") == "long"
TIMES = 40


def budget(examples: int) -> settings:
    """Return settings for so many examples, or `TIMES` as many in a long run."""
    return settings(
        max_examples=examples * (TIMES if LONG else 1),
        derandomize=not LONG,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
    )
