"""Outcomes of a cohort: of how many they are known, and how many came where they wanted to go."""

import pandas as pd

from followup_kit import given
from followup_kit.counting import since_1970
from followup_kit.dates import as_date
from followup_kit.errors import BadValue
from followup_kit.intervals import share, wilson
from followup_kit.roster import OUTCOMES, outcome_of
from followup_kit.rows import NEVER, days

REACHED = ("employed", "service", "military", "continuing_education")
EXCLUDED = "not_seeking"


def outcome_rates(seekers: pd.DataFrame, as_of: object, group: str | None = None) -> pd.DataFrame:
    """Return the knowledge rate and the career outcomes rate, as NACE defines them.

    Parameters
    ----------
    seekers : DataFrame
        One row per seeker: outcome and outcome_on, as in ``Cohort.seekers`` or a roster. With a column ``in_roster``
        only the seekers of the roster are counted: of the others nobody was asked.
    as_of : date or ISO text
        An outcome dated later is not known yet; one without a date is.
    group : str, optional
        A column to split by.

    Returns
    -------
    DataFrame
        One row per group. Columns: the group's (named as it, text), then

        - n_seekers: all
        - n_known: of these, with a known outcome, `followup_kit.roster.OUTCOMES`
        - knowledge_rate, knowledge_low, knowledge_high: n_known / n_seekers and its 95 % Wilson interval
        - n_employed, n_service, n_military, n_continuing_education, n_seeking, n_not_seeking: of the known
        - n_reached: the first four of these together
        - n_counted: n_known less n_not_seeking, who are excluded
        - outcomes_rate, low, high: n_reached / n_counted likewise

        A rate of nobody is missing.

    Raises
    ------
    BadValue
        If an outcome is none of these: it would else count as unknown.

    References
    ----------
    National Association of Colleges and Employers, Standards and Protocols for the Collection and Dissemination
    of Graduating Student Initial Career Outcomes Information.

    Examples
    --------
    >>> seekers = pd.DataFrame({"outcome": ["employed", "seeking", "not_seeking", ""], "outcome_on": pd.NaT})
    >>> rates = fk.outcome_rates(seekers, as_of="2026-03-31")
    >>> rates[["n_known", "knowledge_rate", "n_reached", "n_counted", "outcomes_rate"]]
       n_known  knowledge_rate  n_reached  n_counted  outcomes_rate
    0        3            0.75          1          2            0.5
    """
    columns = given.frame(seekers, "seekers", "Give cohort.seekers.").columns
    given.need(columns, ["outcome", "outcome_on"], group)
    counted = outcome_flags(seekers, as_of)
    keys = seekers.loc[counted.index, group].fillna("").astype("str") if group else pd.Series("", index=counted.index)
    frame = counted.groupby(keys.rename(group or "all")).sum().astype("int64")
    if not group and frame.empty:
        frame.loc[""] = 0
    return with_rates(frame.reset_index(drop=not group))


def outcome_flags(seekers: pd.DataFrame, as_of: object) -> pd.DataFrame:
    """Return for each seeker counted whether they stand in each of the counts ``n_…`` of `outcome_rates`."""
    if "in_roster" in seekers:
        seekers = seekers[seekers.in_roster]
    known_on = days(seekers.outcome_on)
    later = (known_on > since_1970(as_date(as_of))) & (known_on != NEVER)
    outcome = _outcomes(seekers.outcome).mask(later, "")
    flags = {"n_seekers": pd.Series(True, index=seekers.index), "n_known": outcome.isin(OUTCOMES)}
    flags |= {f"n_{name}": outcome == name for name in OUTCOMES}
    flags |= {"n_reached": outcome.isin(REACHED), "n_counted": flags["n_known"] & (outcome != EXCLUDED)}
    return pd.DataFrame(flags)


def _outcomes(words: pd.Series) -> pd.Series:
    """Return the outcomes that words mean, as in a roster; refuse others, which would else count as unknown."""
    words = words.fillna("").astype("str")
    meant = {word: outcome_of(word) for word in words.unique()}
    strange = [word for word, outcome in meant.items() if outcome is None]
    if strange:
        raise BadValue(
            f"outcome: {', '.join(map(repr, strange[:5]))} {'is' if len(strange) == 1 else 'are'} none of "
            f"{', '.join(OUTCOMES)}, or empty for unknown.",
            field="outcome",
            value=strange[0],
        )
    return words.map(meant)


def with_rates(counts: pd.DataFrame) -> pd.DataFrame:
    """Return counts with their rates and intervals behind the numbers these are made of."""
    frame = counts.copy()
    known, reached = wilson(frame.n_known, frame.n_seekers), wilson(frame.n_reached, frame.n_counted)
    at = frame.columns.get_loc("n_known") + 1
    for name, values in zip(
        ("knowledge_high", "knowledge_low", "knowledge_rate"),
        (known.high, known.low, share(frame.n_known, frame.n_seekers)),
        strict=True,
    ):
        frame.insert(at, name, values)
    return frame.assign(outcomes_rate=share(frame.n_reached, frame.n_counted), low=reached.low, high=reached.high)
