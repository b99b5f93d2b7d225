"""What the report on a cohort says: findings, charts and tables of groups, and what the words mean."""

from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from typing import NamedTuple

import pandas as pd

from followup_kit.charts.findings import several, share
from followup_kit.charts.period_names import period_name
from followup_kit.cohort import Cohort
from followup_kit.cohort_report import pictures
from followup_kit.cohort_report.counting import KINDS
from followup_kit.cohort_report.grids import ALL, EVERYONE
from followup_kit.cohort_report.release import Release
from followup_kit.dates import say
from followup_kit.report.contents import Report
from followup_kit.suppression import OTHERS

HIDDEN = "hidden"
_WAYS = {"programme": "by programme", "campus": "by campus"}
_DEFINITIONS = (
    ("Hidden", "fewer seekers than the minimum, or a number from which such a group could be worked out: from totals, "
     "or from the difference to an earlier release. Checked by a linear program before anything was written."),
    ("Other groups", "groups of fewer seekers than the minimum, shown together."),
    ("Who is counted", "the seekers of the roster, where there is one: logs of others are left out. So totals may be "
     "smaller than what is counted of all logs."),
    ("Applied", "applications of the period, as of the day of the report."),
    ("Interviewed", "of these, those that led to an interview by that day."),
    ("Answered within 30 days", "the employer's first answer of any kind, a rejection too, but not a mere receipt; of "
     "the applications at least 30 days old and not withdrawn unanswered before that (old enough)."),
    ("Next step within 30 days", "an invitation or an offer, likewise; a rejection stays in what it is a share of."),
    ("Feedback", "asked: requests sent, of the rejections after an interview. Received: of those requests, less those "
     "under 30 days old and still unanswered."),
    ("In time", "follow-ups done by the day they were due, of those whose day has passed, late ones and those never "
     "done among them, in logs that keep them: notes of an interview the same day, a thank-you and a request for "
     "feedback within two business days, a check-in two business days after it opens, unless a log's own settings say "
     "otherwise. What was not owed any more by its day is left out; what a seeker gave up is not."),
    ("Still looking", "share of seekers without a first answer, or a first offer, so many days after their first "
     "application. Those still looking are followed as long as they can be and counted as such (Kaplan and Meier)."),
    ("Knowledge rate", "seekers whose outcome is known, of all in the roster (NACE)."),
    ("Career outcomes rate", "employed, in service, in the military or in continuing education, of the known outcomes "
     "less those not seeking, who are excluded (NACE)."),
    ("95 % interval", "how far the true share may lie from the one seen, given how few are counted (Wilson; for those "
     "still looking Greenwood)."),
)  # fmt: skip


class Exhibit(NamedTuple):
    """One table, with its chart if it has one, laid out as the report of a search lays out its own."""

    name: str
    title: str
    plot: Callable
    frame: pd.DataFrame
    table: pd.DataFrame
    description: str
    remark: str
    words: list[bool]
    rate: str


class _Share(NamedTuple):
    """One share of some counts: what people call it, and its parts."""

    kind: str
    rate: str
    part: str
    whole: str
    title: str
    verb: str
    heads: tuple[str, str, str]


_SHARES = (
    _Share("responses", "interview_rate", "n_interviewed", "n_applied", "Interviews", "led to an interview",
           ("Applied", "Interviewed", "Share")),
    _Share("responses", "response_rate", "n_responded", "n_mature", "Answered within 30 days", "answered",
           ("Old enough", "Answered", "Share")),
    _Share("responses", "positive_rate", "n_positive", "n_followed", "A next step within 30 days", "had a next step",
           ("Old enough", "Next step", "Share")),
    _Share("feedback", "asking_rate", "n_asked", "n_rejected", "Feedback asked after a rejection", "asked",
           ("Rejected", "Asked", "Share")),
    _Share("feedback", "feedback_rate", "n_received", "n_settled", "Feedback received", "received",
           ("Asked", "Received", "Share")),
    _Share("punctuality", "in_time_rate", "n_in_time", "n_due", "Follow-ups in time", "done in time",
           ("Due", "In time", "Share")),
)  # fmt: skip
_FIRSTS = {
    "first_response": ("Time to the first answer", "without an answer"),
    "first_offer": ("Time to the first offer", "without an offer"),
}


def contents(
    frames: Mapping[str, pd.DataFrame],
    release: Release,
    merged: Mapping[str, Sequence[str]],
    minimum: int,
    cohort: Cohort,
    compared: Sequence[str],
) -> Report:
    """Return what there is to say.

    Parameters
    ----------
    frames : mapping
        What `followup_kit.cohort_report.shown` returns: nothing hidden is in it.
    release : Release
        Only how many cells are hidden is taken from it.
    merged : mapping
        Which groups are shown together.
    minimum : int
    cohort : Cohort
        Everybody, in the roster or not; only its day and whether there is a roster are told of.
    compared : sequence of str
        The days of the earlier releases this one was compared with.
    """
    findings = [
        _finding(frames[each.kind], each) for each in _SHARES if each.rate in ("response_rate", "positive_rate")
    ]
    findings += [_outcomes_finding(frames["outcomes"])]
    n_merged = sum(map(len, merged.values()))
    n_cells = sum(len(grid.cells) for grid in release.grids)
    findings.append(
        f"Small groups are protected: {several(n_merged, 'group')} merged into “{OTHERS}”, "
        f"{release.n_hidden:,} of {n_cells:,} cells hidden."
    )
    exhibits = []
    for each in _SHARES:
        for way, by in _WAYS.items():
            exhibits.append(_share_exhibit(frames[each.kind], each, way, by))
    for kind, (title, label) in _FIRSTS.items():
        for way, by in _WAYS.items():
            exhibits.append(_first_exhibit(frames[kind], kind, f"{title}, {by}", label, way))
    exhibits += [
        _outcomes_exhibit(frames["outcomes"], way, by, rate, head) for way, by in _WAYS.items()
        for rate, head in (("knowledge_rate", "Knowledge rate"), ("outcomes_rate", "Career outcomes rate"))
    ]  # fmt: skip
    shown = [exhibit for exhibit in exhibits if exhibit.frame[exhibit.rate].notna().any()]
    others = [exhibit for exhibit in exhibits if exhibit not in shown]
    for what, hides in (("Hidden as a whole", True), ("Nothing to count yet", False)):
        if titles := [exhibit.title for exhibit in others if exhibit.frame.hidden.any() == hides]:
            findings.append(f"{what}: {'; '.join(titles)}.")
    if compared:
        findings.append(f"Compared with the release of {' and '.join(compared)}: no difference gives a few away.")
    who = "Seekers of the roster only" if cohort.seekers.in_roster.any() else "Everybody with a log"
    subtitle = f"{who}, in groups of {minimum} or more. As of {say(cohort.as_of)}. "
    subtitle += f"Follow-up Kit {version('followup-kit')}."
    return Report("Cohort report", subtitle, findings, shown, _DEFINITIONS)


def rows_of(frame: pd.DataFrame, way: str) -> pd.DataFrame:
    """Return the rows of one way to group, everyone's first."""
    return frame[frame.by.isin([EVERYONE[0], way])]


def _finding(frame: pd.DataFrame, each: _Share) -> str:
    total = frame[(frame.by == EVERYONE[0]) & (frame.iloc[:, 2] == ALL)]
    if total.empty or total.hidden.any() or not total[each.whole].iloc[0]:
        return f"{each.title}: {HIDDEN if total.hidden.any() else 'nothing to count yet'}."
    return f"{each.title}: {share(int(total[each.part].iloc[0]), int(total[each.whole].iloc[0]), each.verb)}."


def _outcomes_finding(frame: pd.DataFrame) -> str:
    (row,) = frame[frame.by == EVERYONE[0]].itertuples()
    if row.hidden:
        return "Outcomes: hidden."
    known = share(int(row.n_known), int(row.n_seekers), "outcomes are known") if row.n_seekers else "no roster"
    reached = share(int(row.n_reached), int(row.n_counted), "reached one they sought") if row.n_counted else "none yet"
    return f"Outcomes: {known}; {reached}."


def _share_exhibit(frame: pd.DataFrame, each: _Share, way: str, by: str) -> Exhibit:
    part = rows_of(frame, way)
    kinds = frame.columns[2] == "kind"
    names = [
        (KINDS.get(name, name) if kinds else period_name(name)) if name != ALL else ALL for name in part.iloc[:, 2]
    ]
    table = pd.DataFrame(
        {
            "Group": part.group.to_list(),
            "Kind" if kinds else "Period": names,
            each.heads[0]: _counts(part, each.whole),
            each.heads[1]: _counts(part, each.part),
            each.heads[2]: _percent(part, each.rate),
            "95 % interval": _interval(part, each.rate),
        },
        dtype="str",
    )
    title = f"{each.title}, {by}"
    finding = _finding(frame, each).removesuffix(".")
    name = f"{each.rate.removesuffix('_rate')}_{way}"
    shown = part[part.iloc[:, 2] != ALL]
    if kinds:
        shown = shown.assign(kind=shown.kind.map({kind: word.split()[0] for kind, word in KINDS.items()}))
    heading = finding.replace(":", f", {by}:", 1)
    plot = pictures.by_kind(each.rate, each.whole, heading)
    if not kinds:
        plot = pictures.by_period(each.rate, each.whole, each.verb, heading)
    words = [True, True, *[False] * 4]
    return Exhibit(name, title, plot, shown, table, f"{title}. {finding}.", _remark(shown), words, each.rate)


def _first_exhibit(frame: pd.DataFrame, kind: str, title: str, label: str, way: str) -> Exhibit:
    part = rows_of(frame, way)
    table = pd.DataFrame(
        {
            "Group": part.group.to_list(),
            "Days": part.days.to_list(),
            "Still followed": _counts(part, "n_looking"),
            "Reached by then": _counts(part, "n_reached"),
            f"Share {label}": _percent(part, "waiting_rate"),
            "95 % interval": _interval(part, "waiting"),
        },
        dtype="str",
    )
    plot = pictures.by_days(label, f"{title}: share {label}")
    words = [True, *[False] * 5]
    return Exhibit(f"{kind}_{way}", title, plot, part, table, f"{title}.", _remark(part), words, "waiting_rate")


def _outcomes_exhibit(frame: pd.DataFrame, way: str, by: str, rate: str, head: str) -> Exhibit:
    part = rows_of(frame, way)
    whole, count = ("n_seekers", "n_known") if rate == "knowledge_rate" else ("n_counted", "n_reached")
    numbers = {"Seekers": "n_seekers", "Known": "n_known"}
    if rate == "outcomes_rate":
        numbers = {"Known": "n_known", "Not seeking (excluded)": "n_excluded", "Counted": whole, "Reached": count}
        part = part.assign(n_excluded=part.n_known - part.n_counted)
    table = pd.DataFrame(
        {
            "Group": part.group.to_list(),
            **{name: _counts(part, column) for name, column in numbers.items()},
            "Share": _percent(part, rate),
            "95 % interval": _interval(part, rate),
        },
        dtype="str",
    )
    title = f"{head}, {by}"
    verb = "known" if rate == "knowledge_rate" else "reached one they sought"
    everyone = part[~part.hidden & (part.by == EVERYONE[0]) & (part[whole] > 0)]
    finding = "".join(f": {share(int(row[count]), int(row[whole]), verb)}" for _, row in everyone.iterrows())
    plot = pictures.by_group(rate, whole, "known" if rate == "knowledge_rate" else "of those counted", title + finding)
    words = [True, *[False] * (table.shape[1] - 1)]
    name = f"{rate.removesuffix('_rate')}_{way}"
    return Exhibit(name, title, plot, part, table, f"{title}{finding}.", _remark(part), words, rate)


def _remark(frame: pd.DataFrame) -> str:
    n, groups = int(frame.hidden.sum()), frame.hidden.groupby(frame.group, sort=False).all()
    said = f"{n} of {len(frame)} values hidden, so that no small group is given away." if n else "Nothing is hidden."
    if groups.any():
        said += f" Not shown: {', '.join(groups.index[groups])}."
    if not frame.get("mature", groups | True).all():
        said += " Hatched: too early, some applications are under 30 days old."
    return said


def _counts(frame: pd.DataFrame, column: str) -> list[str]:
    return [HIDDEN if hidden else f"{n:,}" for hidden, n in zip(frame.hidden, frame[column], strict=True)]


def _percent(frame: pd.DataFrame, rate: str) -> list[str]:
    return ["" if pd.isna(each) else f"{100 * each:.0f} %" for each in frame[rate]]


def _interval(frame: pd.DataFrame, rate: str) -> list[str]:
    ends = zip(frame[f"{rate}_low"], frame[f"{rate}_high"], strict=True)
    return ["" if pd.isna(low) else f"{100 * low:.0f} to {100 * high:.0f} %" for low, high in ends]
