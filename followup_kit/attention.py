"""Who of a cohort needs a counselor's attention, and why: a list with names, for the counselor's eyes alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from followup_kit import given
from followup_kit.dates import say_short

if TYPE_CHECKING:
    from followup_kit.cohort import Cohort

# By need, the most urgent first: a thank-you is soon too late to help, a debrief is not.
NEEDS = {
    "thank_you": "Thank-yous overdue",
    "check_in": "Check-ins overdue",
    "feedback_request": "Feedback not asked for",
    "quiet": "No activity lately",
    "no_log": "No log to read",
    "debrief": "Interviews not written down",
    "unanswered": "Many applications, no response",
    "offer": "An offer to celebrate",
    "none": "Nothing needed",
}
COLUMNS = (
    "seeker_id",
    "name",
    "programme",
    "campus",
    "counselor",
    "need",
    "why",
    "n_thank_yous_overdue",
    "n_check_ins_overdue",
    "n_feedback_unasked",
    "n_debriefs_open",
    "days_since_activity",
    "n_applications",
    "n_responses",
    "offer",
    "last_activity_on",
)
NO_LONGER_LOOKING = ("employed", "service", "military", "continuing_education", "not_seeking")
_OWED_NOW = ("open", "due", "overdue")


@dataclass(frozen=True)
class AttentionRules:
    """The numbers behind the list.

    Attributes
    ----------
    quiet_days : int
        So many days without any activity are worth a question: two weeks pass without a promise being late.
    many_applications, within_days : int
        So many applications in so many days, none of them answered, say that the applications and not the luck want a
        look: were one in ten answered, 30 would all stay without an answer about once in 24 times. Sixty days leave
        employers the time to answer.
    offer_days : int
        An offer is news for so long.
    """

    quiet_days: int = 14
    many_applications: int = 30
    within_days: int = 60
    offer_days: int = 30


def attention(cohort: "Cohort", rules: AttentionRules | None = None) -> pd.DataFrame:
    """Return every seeker of a cohort with what they need, those who need it most first.

    The first need of `NEEDS` that a seeker has decides the place; among equals, who has most owed, then who has been
    silent longest. Who is no longer looking, as the roster says (employed, in service, studying or not seeking), comes
    after all who are; silence, a missing log and missing responses do not count for them.

    Parameters
    ----------
    cohort : Cohort
        It is left alone.
    rules : AttentionRules, optional

    Returns
    -------
    DataFrame
        seeker_id, name, programme, campus, counselor; need (a key of `NEEDS`); why (a sentence);
        n_thank_yous_overdue, n_check_ins_overdue, n_feedback_unasked, n_debriefs_open (what is owed now and not
        snoozed); days_since_activity (missing where nothing is known); n_applications, n_responses (by the cohort's
        day, over all time); offer (whether one came lately); last_activity_on.

    Examples
    --------
    >>> from followup_kit.cohort import load_cohort
    >>> named = fk.attention(fk.load_cohort("data/sample_cohort", as_of="2026-03-31"))  # doctest: +SKIP
    >>> named[["name", "why"]].head()  # doctest: +SKIP
    """
    given.cohort(cohort)
    rules = rules or AttentionRules()
    seekers = cohort.seekers.reset_index(drop=True)
    day = pd.Timestamp(cohort.as_of).as_unit("us")
    owed = _Owed(cohort.follow_ups, seekers.seeker_id)
    sent = _applications(cohort.applications, seekers.seeker_id, day, rules)
    looking = ~seekers.outcome.isin(NO_LONGER_LOOKING)
    silent_days = (day - seekers.last_activity_on).dt.days.astype("Int64")

    told = seekers[["seeker_id", "name", "programme", "campus", "counselor"]].assign(
        n_thank_yous_overdue=owed.count("thank_you", ("overdue",)),
        n_check_ins_overdue=owed.count("check_in", ("overdue",)),
        n_feedback_unasked=owed.count("feedback_request", _OWED_NOW),
        n_debriefs_open=owed.count("debrief", _OWED_NOW),
        days_since_activity=silent_days,
        n_applications=sent.n_applications,
        n_responses=sent.n_responses,
        offer=sent.offer_on.notna(),
        last_activity_on=seekers.last_activity_on,
    )
    who = told.name.where(told.name != "", told.seeker_id)
    unanswered = (sent.n_lately >= rules.many_applications) & (sent.n_answered_lately == 0)
    undated = seekers.has_log & seekers.last_activity_on.isna()
    # Each need in words, empty where a seeker does not have it; in the order of NEEDS.
    words = pd.DataFrame(
        {
            "thank_you": _counted(
                told.n_thank_yous_overdue, owed.oldest("thank_you", ("overdue",)), "thank-you", "overdue"
            ),
            "check_in": _counted(
                told.n_check_ins_overdue, owed.oldest("check_in", ("overdue",)), "check-in", "overdue"
            ),
            "feedback_request": _each(
                told.n_feedback_unasked > 0,
                lambda n: f"{_plural(n, 'rejection')} without asking for feedback",
                told.n_feedback_unasked,
            ),
            "quiet": _each(
                looking & (silent_days.fillna(0) >= rules.quiet_days),
                lambda n, last: f"no activity for {n} days, since {say_short(last)}",
                silent_days,
                seekers.last_activity_on,
            ).where(~(looking & undated), "the log has no dated activity"),
            "no_log": _each(looking & ~seekers.has_log, lambda name: f"{name} has shared no log that can be read", who),
            "debrief": _each(
                told.n_debriefs_open > 0,
                lambda n: f"{_plural(n, 'interview')} not written down",
                told.n_debriefs_open,
            ),
            "unanswered": _each(
                looking & unanswered,
                lambda n: f"{n} applications in {rules.within_days} days and no response to any of them",
                sent.n_lately,
            ),
            "offer": _each(
                told.offer, lambda on: f"an offer came on {say_short(on)}: time to celebrate", sent.offer_on
            ),
        }
    )
    has = (words != "").assign(none=True)
    need = has.idxmax(axis=1)
    told["need"] = need.astype("str")
    told["why"] = _sentences(words, seekers, who)
    most = told[["n_thank_yous_overdue", "n_check_ins_overdue", "n_feedback_unasked", "n_debriefs_open"]].sum(axis=1)
    order = np.lexsort((-silent_days.fillna(-1).to_numpy("int64"), -most, need.map(list(NEEDS).index), ~looking))
    return told.loc[order, list(COLUMNS)].reset_index(drop=True)


class _Owed:
    """What is owed, counted for each seeker of a list."""

    def __init__(self, follow_ups: pd.DataFrame, seeker_ids: pd.Series) -> None:
        self.follow_ups = follow_ups
        self.seeker_ids = seeker_ids

    def count(self, kind: str, statuses: tuple[str, ...]) -> pd.Series:
        counts = self._chosen(kind, statuses).seeker_id.value_counts()
        return counts.reindex(self.seeker_ids, fill_value=0).astype("int64").reset_index(drop=True)

    def oldest(self, kind: str, statuses: tuple[str, ...]) -> pd.Series:
        first = self._chosen(kind, statuses).groupby("seeker_id").due_on.min()
        return first.reindex(self.seeker_ids).reset_index(drop=True)

    def _chosen(self, kind: str, statuses: tuple[str, ...]) -> pd.DataFrame:
        return self.follow_ups[(self.follow_ups.kind == kind) & self.follow_ups.status.isin(statuses)]


def _applications(
    applications: pd.DataFrame, seeker_ids: pd.Series, day: pd.Timestamp, rules: AttentionRules
) -> pd.DataFrame:
    """Return counts of each seeker's applications; what is dated after the day has not happened yet."""
    sent = applications[applications.applied_on <= day]
    offers = applications.offered_on.where(applications.offered_on.between(day - _days(rules.offer_days), day))
    # An answer without a date is an answer; one in the future is none yet.
    answered = sent.responded & ~(sent.responded_on > day)
    lately = sent.applied_on > day - _days(rules.within_days)
    counts = pd.DataFrame(
        {
            "n_applications": 1,
            "n_responses": answered,
            "n_lately": lately,
            "n_answered_lately": answered & lately,
        },
        index=sent.index,
    )
    summed = counts.groupby(sent.seeker_id).sum().reindex(seeker_ids, fill_value=0).astype("int64")
    summed["offer_on"] = offers.groupby(applications.seeker_id).max().reindex(seeker_ids)
    return summed.reset_index(drop=True)


def _days(n: int) -> pd.Timedelta:
    return pd.Timedelta(days=n)


def _each(chosen: pd.Series, say: Callable[..., str], *values: pd.Series) -> pd.Series:
    """Return what is to be said of those chosen, and an empty text for the others."""
    words = pd.Series("", index=chosen.index, dtype="str")
    told = [say(*row) for row in zip(*(value[chosen] for value in values), strict=True)]
    words[chosen] = pd.Series(told, index=chosen.index[chosen], dtype="str")
    return words


def _counted(n: pd.Series, since: pd.Series, what: str, how: str) -> pd.Series:
    return _each(
        n > 0,
        lambda count, day: f"{_plural(count, what)} {how}{', the oldest' if count > 1 else ''} since {say_short(day)}",
        n,
        since,
    )


def _plural(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


def _sentences(words: pd.DataFrame, seekers: pd.DataFrame, who: pd.Series) -> pd.Series:
    told = []
    rows = zip(words.to_numpy().tolist(), seekers.outcome, seekers.has_log, who, strict=True)
    for parts, outcome, has_log, name in rows:
        said = "; ".join(filter(None, parts))
        if outcome in NO_LONGER_LOOKING:
            about = f"{name} is no longer looking ({outcome.replace('_', ' ')})"
            about += "" if has_log else " and has shared no log that can be read"
            said = f"{said}; {about}" if said else f"nothing to follow up; {about}"
        # Not capitalize(): it would write the names after the first letter small.
        told.append(f"{said[:1].upper()}{said[1:]}." if said else "Nothing is owed, and the search goes on.")
    return pd.Series(told, index=words.index, dtype="str")
