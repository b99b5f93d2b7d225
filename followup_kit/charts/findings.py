"""What a frame of numbers says, in one or two plain sentences."""

import pandas as pd

from followup_kit import given
from followup_kit.charts.period_names import period_name
from followup_kit.curve import median_days
from followup_kit.dates import say
from followup_kit.errors import ColumnError
from followup_kit.intervals import newcombe
from followup_kit.rates import ANSWERED

# Under this many, a share says more than is known: the count is given alone.
FEW = 5


def describe(frame: pd.DataFrame) -> str:
    """Say what a frame shows: the text under a chart, and its alternative text.

    Parameters
    ----------
    frame : DataFrame
        What `response_rates`, `feedback_rates`, `response_curve`, `stage_funnel`, `stage_flows` or
        `weekly_activity` returned. Its columns say which.

    Returns
    -------
    str
        One or two sentences with their counts. Of fewer than five, no share is given.

    Raises
    ------
    ColumnError
        If the columns belong to none of these frames.

    Examples
    --------
    >>> week = pd.DataFrame({"week": pd.to_datetime(["2026-03-02"]), "n_applied": [4], "n_responded": [1]})
    >>> fk.charts.describe(week)
    '4 applications and 1 answer in 1 week. The busiest week began Mon 2 Mar 2026: 4 applications.'
    """
    return " ".join(_sentences(frame))


def headline(frame: pd.DataFrame) -> str:
    """Return the first sentence of `describe` without its full stop: a chart's title."""
    return _sentences(frame)[0].removesuffix(".")


def share(part: int, whole: int, what: str = "") -> str:
    """Say a count of a whole, with its percentage unless the whole is small.

    Examples
    --------
    >>> share(27, 131, "answered")
    '27 of 131 answered (21 %)'
    >>> share(1, 3), share(1, 271)
    ('1 of 3', '1 of 271 (under 1 %)')
    """
    percentage = f"({_percentage(part / whole)})" if whole >= FEW else ""
    return " ".join(filter(None, (f"{part:,} of {whole:,}", what, percentage)))


def several(number: int, noun: str) -> str:
    """Say a number of things.

    Examples
    --------
    >>> several(1, "answer"), several(2, "answer")
    ('1 answer', '2 answers')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def group_column(frame: pd.DataFrame) -> str | None:
    """Return the name of the column in front that tells groups apart, if there is one."""
    return None if frame.columns[0] in ("period", "days") else frame.columns[0]


def answered(frame: pd.DataFrame) -> str:
    """Say what counts in a frame of response rates or a curve: ``answered``, or ``led to a next step``."""
    return ANSWERED[frame.attrs.get("kind", "any")]


def answered_within(frame: pd.DataFrame) -> str:
    """Say what counts in a frame of response rates, and how soon it has to come where the frame still knows."""
    if "within_days" not in frame.attrs:  # it came back from a file, say
        return answered(frame)
    days = frame.attrs["within_days"]
    how_soon = "so far" if days is None else f"within {several(days, 'day')}"
    return f"{answered(frame)} {how_soon}"


def _percentage(rate: float) -> str:
    nearest = round(100 * rate)
    if nearest in (0, 100) and rate not in (0, 1):
        return "under 1 %" if nearest == 0 else "over 99 %"
    return f"{nearest} %"


def check(frame: pd.DataFrame, *made_by: str) -> str:
    """Return which function made a frame, of those named or of all; refuse one that none of them made.

    Raises
    ------
    BadValue
        If it is no frame.
    ColumnError
        If the columns belong to none of them.
    """
    makers = made_by or tuple(_FINDINGS)
    do = f"Give the frame that {' or '.join(filter(None, (', '.join(makers[:-1]), makers[-1])))} returned."
    columns = set(given.frame(frame, "frame", do).columns)
    for maker in makers:
        if _FINDINGS[maker][0] <= columns:
            return maker
    raise ColumnError(f"No chart is made of the columns {list(map(str, frame.columns))}. {do}")


def _sentences(frame: pd.DataFrame) -> list[str]:
    _, find = _FINDINGS[check(frame)]
    return [sentence for sentence in find(frame) if sentence]


def _response_rates(frame: pd.DataFrame) -> list[str]:
    n_applied, n_mature = frame.n_applied.sum(), frame.n_mature.sum()
    if not n_applied:
        return ["No applications yet."]
    if not n_mature and frame.mature.all():
        return [f"{several(n_applied, 'application')}, all withdrawn before they could be judged."]
    if not n_mature:
        return [f"Too early to judge {several(n_applied, 'application')}."]
    first = share(frame.n_responded.sum(), n_mature, f"applications {answered_within(frame)}") + "."
    group = group_column(frame)
    if group:
        return [first, _extremes(frame.groupby(group, sort=False)[["n_responded", "n_mature"]].sum())]
    return [first, _latest(frame) if len(frame) > 1 else ""]


def _feedback_rates(frame: pd.DataFrame) -> list[str]:
    n_rejected, n_asked, n_waiting = frame.n_rejected.sum(), frame.n_asked.sum(), frame.n_waiting.sum()
    if not n_rejected:
        return ["No rejection after an interview yet, so no feedback to ask for."]
    first = "Feedback was asked for after " + share(n_asked, n_rejected, "rejections that followed an interview")
    settled = n_asked - n_waiting
    received = share(frame.n_received.sum(), settled, "requests brought some") if settled else ""
    waiting = f"{several(n_waiting, 'request')} under 30 days old {'is' if n_waiting == 1 else 'are'} still open"
    second = "; ".join(filter(None, (received, waiting if n_waiting else "")))
    return [f"{first}.", f"{second}." if second else ""]


def _response_curve(frame: pd.DataFrame) -> list[str]:
    group = group_column(frame)
    if frame.empty:
        return ["No applications yet."]
    if group:
        return _group_curves(frame, group)
    n, n_answered, last = frame.n_at_risk.iloc[0], frame.n_responded.sum(), int(frame.days.iloc[-1])
    verb = answered(frame)
    past = f"were {verb}" if verb == "answered" else verb
    so_far = f"{n_answered:,} of {several(n, 'application')} {verb} so far"
    if n < FEW:
        return [f"{so_far}: too few for a curve."]
    median = median_days(frame)
    if median is not None:
        return [f"Half of the applications {past} within {several(median, 'day')}.", f"{so_far}."]
    waiting = _percentage(frame.waiting_rate.iloc[-1])
    return [
        f"Fewer than half of the applications {past} within {several(last, 'day')}.",
        f"{so_far}; of those followed that long, {waiting} would still wait.",
    ]


def _group_curves(frame: pd.DataFrame, group: str) -> list[str]:
    medians = {name: median_days(part) for name, part in frame.groupby(group) if part.n_at_risk.iloc[0] >= FEW}
    reached = {name: median for name, median in medians.items() if median is not None}
    if not reached:
        return [f"One half {answered(frame)}: not yet in any of {several(frame[group].nunique(), 'group')}."]
    fastest = min(reached, key=reached.get)
    name = f"{fastest or 'Not given'}, n = {frame.n_at_risk[frame[group] == fastest].iloc[0]:,}"
    first = f"{name}: half {answered(frame)} within {several(reached[fastest], 'day')}"
    others = len(medians) - len(reached)
    return [
        f"{first}, the soonest of {several(frame[group].nunique(), 'group')}.",
        f"In {several(others, 'group')} one half is not reached." if others else "",
    ]


def _stage_funnel(frame: pd.DataFrame) -> list[str]:
    n = dict(zip(frame.stage, frame.n_reached, strict=True))
    total, interviews = max(n.values(), default=0), n.get("interviewing", 0)
    if not total:
        return ["No applications yet."]
    offers = share(n.get("offer", 0), total, "led to an offer")
    return [share(interviews, total, "applications led to an interview") + ".", f"{offers}."]


def _stage_flows(frame: pd.DataFrame) -> list[str]:
    if frame.empty:
        return ["No application has moved yet."]
    top = frame.loc[frame.n.idxmax()]
    ends = frame.groupby("target").n.sum()
    said = [
        f"{name} {ends[name]:,}" for name in ("waiting", "rejected", "ghosted", "withdrawn", "accepted") if name in ends
    ]
    return [
        f"The commonest move is from {top.source} to {top.target}: {several(top.n, 'application')}.",
        f"Where they ended: {', '.join(said)}." if said else "",
    ]


def _weekly_activity(frame: pd.DataFrame) -> list[str]:
    n_applied, n_responded = frame.n_applied.sum(), frame.n_responded.sum()
    if not n_applied + n_responded:
        return ["No applications yet."]
    busiest = frame.loc[frame.n_applied.idxmax()]
    counts = f"{several(n_applied, 'application')} and {several(n_responded, 'answer')}"
    return [
        f"{counts} in {several(len(frame), 'week')}.",
        f"The busiest week began {say(busiest.week.date())}: {several(busiest.n_applied, 'application')}.",
    ]


def _latest(frame: pd.DataFrame) -> str:
    """Set the latest period that is old enough to judge against all before it."""
    judged = frame[frame.mature & (frame.n_mature > 0)]
    if judged.empty:
        return "No period is old enough to be judged as a whole."
    latest, before = judged.iloc[-1], judged.iloc[:-1]
    said = f"{period_name(latest.period)}: {share(latest.n_responded, latest.n_mature)}"
    part, whole = before.n_responded.sum(), before.n_mature.sum()
    if min(latest.n_mature, whole) < FEW:
        return f"{said}."
    change = _difference(latest.n_responded, latest.n_mature, part, whole)
    how = "more than" if change > 0 else "less than" if change < 0 else "no clear change from"
    return f"{said}, {how} the {share(part, whole)} before."


def _extremes(totals: pd.DataFrame) -> str:
    """Name the highest and the lowest of some groups, and whether that could be chance."""
    totals = totals[totals.n_mature >= FEW]
    if len(totals) < 2:
        return ""
    rates = totals.n_responded / totals.n_mature
    high, low = rates.idxmax(), rates.idxmin()
    most, least = totals.loc[high], totals.loc[low]
    chance = "" if _difference(*most, *least) else ", which could be chance"
    return f"Highest: {high or 'not given'}, {share(*most)}; lowest: {low or 'not given'}, {share(*least)}{chance}."


def _difference(part: int, whole: int, other_part: int, other_whole: int) -> int:
    """Return 1 or -1 where one share is clearly higher or lower than another, 0 where it could be chance."""
    low, high = newcombe(part, whole, other_part, other_whole)
    return int(low > 0) - int(high < 0)


_FINDINGS = {
    "response_rates": (
        {"period", "n_applied", "n_mature", "n_responded", "response_rate", "low", "high", "mature"},
        _response_rates,
    ),
    "feedback_rates": (
        {"period", "n_rejected", "n_asked", "n_received", "asking_rate", "feedback_rate", "n_waiting"},
        _feedback_rates,
    ),
    "response_curve": ({"days", "n_at_risk", "n_responded", "waiting_rate", "low", "high"}, _response_curve),
    "stage_funnel": ({"stage", "n_reached"}, _stage_funnel),
    "stage_flows": ({"source", "target", "n"}, _stage_flows),
    "weekly_activity": ({"week", "n_applied", "n_responded"}, _weekly_activity),
}
