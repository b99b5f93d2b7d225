"""What a frame of numbers says, in one or two plain sentences."""

import pandas as pd

from followup_kit.charts.period_names import period_name
from followup_kit.curve import median_days
from followup_kit.dates import say
from followup_kit.errors import ColumnError
from followup_kit.intervals import newcombe

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
    >>> describe(week)
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
    >>> share(1, 3)
    '1 of 3'
    """
    percentage = f"({100 * part / whole:.0f} %)" if whole >= FEW else ""
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
    return None if frame.columns[0] in ("period", "days", "stage") else frame.columns[0]


def within(frame: pd.DataFrame) -> str:
    """Say how soon an answer had to come to count in a frame of response rates, as far as it tells."""
    days = frame.attrs.get("within_days")
    return f"within {several(days, 'day')}" if days else "so far"


def _sentences(frame: pd.DataFrame) -> list[str]:
    for columns, find in _FINDINGS:
        if columns <= set(frame.columns):
            return [sentence for sentence in find(frame) if sentence]
    raise ColumnError(
        f"No chart is made of the columns {list(map(str, frame.columns))}. Give the frame that response_rates, "
        "feedback_rates, response_curve, stage_funnel, stage_flows or weekly_activity returned."
    )


def _response_rates(frame: pd.DataFrame) -> list[str]:
    n_applied, n_mature = frame.n_applied.sum(), frame.n_mature.sum()
    if not n_applied:
        return ["No applications yet."]
    if not n_mature:
        return [f"Too early to judge {several(n_applied, 'application')}."]
    moved = "led to a next step" if frame.attrs.get("kind") == "positive" else "were answered"
    first = share(frame.n_responded.sum(), n_mature, f"applications {moved} {within(frame)}") + "."
    group = group_column(frame)
    if group:
        return [first, _extremes(frame.groupby(group, sort=False)[["n_responded", "n_mature"]].sum())]
    return [first, _latest(frame[frame.mature & (frame.n_mature > 0)], "n_responded", "n_mature")]


def _feedback_rates(frame: pd.DataFrame) -> list[str]:
    n_rejected, n_asked, n_waiting = frame.n_rejected.sum(), frame.n_asked.sum(), frame.n_waiting.sum()
    if not n_rejected:
        return ["No rejection after an interview yet, so nothing to ask feedback about."]
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
        parts = [(str(name) or "not given", part) for name, part in frame.groupby(group, sort=False)]
        medians = {name: median_days(part) for name, part in parts}
        reached = {name: day for name, day in medians.items() if day is not None}
        if not reached:
            return [f"In none of {several(len(parts), 'group')} has half been answered yet."]
        fastest = min(reached, key=reached.get)
        first = f"{fastest} is answered soonest: half within {several(reached[fastest], 'day')}."
        rest = len(parts) - len(reached)
        return [first, f"In {several(rest, 'group')} half has not been answered yet." if rest else ""]
    n, answered, last = frame.n_at_risk.iloc[0], frame.n_responded.sum(), frame.iloc[-1]
    median = median_days(frame)
    if median is not None:
        return [
            f"Half of the applications are answered within {several(median, 'day')}.",
            f"Counted from {several(n, 'application')}, {answered:,} of them answered so far.",
        ]
    return [
        f"Fewer than half of the applications are answered within {several(last.days, 'day')}.",
        f"After {several(last.days, 'day')} {100 * last.waiting_rate:.0f} % are still waiting "
        f"({several(n, 'application')}, {answered:,} answered so far)."
        if n >= FEW
        else f"{answered:,} of {several(n, 'application')} answered so far.",
    ]


def _stage_funnel(frame: pd.DataFrame) -> list[str]:
    if frame.empty or not frame.n_reached.iloc[0]:
        return ["No applications yet."]
    n = dict(zip(frame.stage, frame.n_reached, strict=True))
    total = frame.n_reached.iloc[0]
    interviews = n.get("interviewing", 0)
    offers = n.get("offer", 0)
    first = share(interviews, total, "applications led to an interview") + "."
    if not interviews:
        return [first]
    return [first, share(offers, interviews, "interviews led to an offer") + "."]


def _stage_flows(frame: pd.DataFrame) -> list[str]:
    if frame.empty:
        return ["No application has moved yet."]
    moves = frame.sort_values("n", ascending=False, kind="stable")
    top = moves.iloc[0]
    return [
        f"{several(top.n, 'application')} went from {top.source} to {top.target}, the commonest of "
        f"{several(len(frame), 'move')}."
    ]


def _weekly_activity(frame: pd.DataFrame) -> list[str]:
    if frame.empty or not (frame.n_applied.sum() + frame.n_responded.sum()):
        return ["No applications yet."]
    busiest = frame.loc[frame.n_applied.idxmax()]
    return [
        f"{several(frame.n_applied.sum(), 'application')} and {several(frame.n_responded.sum(), 'answer')} in "
        f"{several(len(frame), 'week')}.",
        f"The busiest week began {say(busiest.week.date())}: {several(busiest.n_applied, 'application')}.",
    ]


def _latest(judged: pd.DataFrame, part: str, whole: str) -> str:
    """Set the latest period old enough to judge against all before it."""
    if judged.empty:
        return "No period is old enough to be judged as a whole."
    latest, before = judged.iloc[-1], judged.iloc[:-1]
    said = f"{period_name(latest.period)}: {share(latest[part], latest[whole])}"
    if len(before) == 0 or min(latest[whole], before[whole].sum()) < FEW:
        return f"{said}."
    earlier = share(before[part].sum(), before[whole].sum())
    change = _difference(latest[part], latest[whole], before[part].sum(), before[whole].sum())
    how = "more than" if change > 0 else "less than" if change < 0 else "no clear change from"
    return f"{said}, {how} the {earlier} before."


def _extremes(totals: pd.DataFrame) -> str:
    """Name the highest and the lowest of some groups, and whether that could be chance."""
    totals = totals.set_axis(["part", "whole"], axis=1)
    totals = totals[totals.whole >= FEW]
    if len(totals) < 2:
        return ""
    rates = totals.part / totals.whole
    high, low = rates.idxmax(), rates.idxmin()
    (a, n), (b, m) = totals.loc[high], totals.loc[low]
    chance = "" if _difference(a, n, b, m) else ", which could be chance"
    return f"Highest: {high or 'not given'}, {share(a, n)}; lowest: {low or 'not given'}, {share(b, m)}{chance}."


def _difference(part: int, whole: int, other_part: int, other_whole: int) -> int:
    """Return 1 or -1 where one share is clearly higher or lower than another, 0 where it could be chance."""
    low, high = newcombe(part, whole, other_part, other_whole)
    return int(low > 0) - int(high < 0)


_FINDINGS = (
    ({"period", "n_applied", "n_mature", "n_responded", "response_rate", "low", "high", "mature"}, _response_rates),
    ({"period", "n_rejected", "n_asked", "n_received", "asking_rate", "feedback_rate", "n_waiting"}, _feedback_rates),
    ({"days", "n_at_risk", "n_responded", "waiting_rate", "low", "high"}, _response_curve),
    ({"stage", "n_reached"}, _stage_funnel),
    ({"source", "target", "n"}, _stage_flows),
    ({"week", "n_applied", "n_responded"}, _weekly_activity),
)
