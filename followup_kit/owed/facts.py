"""A log as it was known on a day: what is dated later has not happened yet."""

from datetime import date

import numpy as np
import pandas as pd

from followup_kit.flat import in_order
from followup_kit.schema import CLOSED_STAGES, CONTACT_STAGES, Tables

NOT_YET = np.datetime64("NaT", "D")
_LONG_AGO = np.datetime64("0001-01-01", "D")
_NEVER = np.datetime64("9999-12-31", "D")
_BITS = 22  # holds every day of the years 1 to 9999


class Facts:
    """What follow-ups are worked out from; applications go by their position, not their id.

    Attributes
    ----------
    applications : DataFrame
        Those that anything could be owed to, in order of id; arrays with an entry per application follow it.
    known : array of bool
        False for an application that is made only later.
    stage, stage_on : arrays
        The last stage change in the order of events, and its day; empty and NaT where there is none.
    interviews : DataFrame
        In order of day and id, with ``application`` (the position), ``held`` (it has taken place) and
        ``called_off`` (the application had ended before that day, and nothing was written down).
    held, contacts, talks, rejections, feedback : Timeline
        Interviews held; employer contact; interviews held and moves to interviewing; rejections; feedback received.
    ended : array of bool
        Whether the application is accepted, rejected, withdrawn or ghosted, and in the last case without
        employer contact since.
    """

    def __init__(self, tables: Tables, as_of: date) -> None:
        self.tables = tables
        self.as_of = np.datetime64(as_of, "D")
        self.applications = _concerned(tables).sort_values("application_id", ignore_index=True)
        self._ids = self.applications.application_id.to_numpy()
        self.everyone = np.arange(len(self._ids))
        self.now = np.full(len(self._ids), self.as_of)

        changes = tables.stage_changes[tables.stage_changes.application_id.isin(self._ids)]
        changed_on = days(changes.changed_on)
        last = in_order(changes[~(changed_on > self.as_of)]).drop_duplicates("application_id", keep="last")
        self.stage, self.stage_on = np.full(len(self._ids), "", dtype=object), np.full(len(self._ids), NOT_YET)
        at = self._position(last)
        self.stage[at], self.stage_on[at] = last.stage.to_numpy(), days(last.changed_on)

        interviews = tables.interviews.sort_values(["held_on", "interview_id"], ignore_index=True)
        application, held_on = self._position(interviews), days(interviews.held_on)
        over = np.isin(self.stage, ("rejected", "withdrawn"))[application]
        called_off = over & (self.stage_on[application] < held_on) & ~(days(interviews.debriefed_on) <= self.as_of)
        held = (held_on <= self.as_of) & ~called_off
        stage = changes.stage.to_numpy(dtype=object)
        applied = stage == "applied"
        applied_on = np.full(len(self._ids), NOT_YET)
        np.fmin.at(applied_on, self._position(changes)[applied], changed_on[applied])
        self.known = ~(applied_on > self.as_of)
        self.known[application[held]] = True
        interviews = interviews.assign(application=application, called_off=called_off, held=held)
        self.interviews = interviews[self.known[application]].reset_index(drop=True)

        self.held = self._timeline(self.interviews, "held_on", self.interviews.held.to_numpy())
        self.feedback = self._timeline(tables.feedback, "received_on")
        self.rejections = self._timeline(changes, "changed_on", stage == "rejected")
        answers = self._timeline(tables.messages, "answered_on")
        moves = self._timeline(changes, "changed_on", np.isin(stage, CONTACT_STAGES))
        self.contacts = Timeline.merged(self.held, moves, answers, self.feedback)
        invitations = self._timeline(changes, "changed_on", stage == "interviewing")
        self.talks = Timeline.merged(self.held, invitations)
        revived = self.contacts.last_day(self.everyone, self.now) > self.stage_on
        self.ended = np.isin(self.stage, CLOSED_STAGES) & ~((self.stage == "ghosted") & revived)

    def sent(self, kind: str) -> "Timeline":
        """Return the messages of a kind that have been sent."""
        messages = self.tables.messages
        return self._timeline(messages, "sent_on", (messages.kind == kind).to_numpy())

    def _timeline(self, frame: pd.DataFrame, column: str, of: np.ndarray | None = None) -> "Timeline":
        """Return the rows of a frame whose day has come."""
        day = days(frame[column])
        come = day <= self.as_of if of is None else (day <= self.as_of) & of
        rows = np.flatnonzero(come)
        return Timeline(self._position(frame)[rows], day[rows], frame, rows)

    def _position(self, frame: pd.DataFrame) -> np.ndarray:
        return np.searchsorted(self._ids, frame.application_id.to_numpy())


class Timeline:
    """Dated events of applications, to be asked for the last one by a day, many applications at a time.

    Parameters
    ----------
    application, day : arrays
        An entry per event; no day is missing. Events of one application and day keep their order.
    frame, rows : DataFrame and array, optional
        Where the events come from, for `column`.
    """

    def __init__(
        self,
        application: np.ndarray,
        day: np.ndarray,
        frame: pd.DataFrame | None = None,
        rows: np.ndarray | None = None,
    ) -> None:
        order = np.lexsort((day, application))
        self.application, self.day = application[order], day[order]
        self._frame, self._rows = frame, None if rows is None else rows[order]
        self._keys = _keys(self.application, self.day)

    @classmethod
    def merged(cls, *timelines: "Timeline") -> "Timeline":
        """Return one timeline of several."""
        application = np.concatenate([timeline.application for timeline in timelines])
        return cls(application, np.concatenate([timeline.day for timeline in timelines]))

    def column(self, name: str) -> pd.Series:
        """Return a column of the frame the events come from, an entry per event."""
        return self._frame[name].iloc[self._rows]

    def count(self, application: np.ndarray, day: np.ndarray) -> np.ndarray:
        """Return how many events each application had by a day, that day included; none by NaT."""
        return self._end(application, day) - self._start(application)

    def last(self, application: np.ndarray, day: np.ndarray) -> np.ndarray:
        """Return the row of each application's last event by a day, that day included; -1 where there is none."""
        return np.where(self.count(application, day) > 0, self._end(application, day) - 1, -1)

    def last_day(self, application: np.ndarray, day: np.ndarray) -> np.ndarray:
        """Return the day of each application's last event by a day; NaT where there is none."""
        return take(self.day, self.last(application, day))

    def first_day(self, application: np.ndarray, since: np.ndarray | None = None) -> np.ndarray:
        """Return the day of each application's first event, or first since a day (included); NaT where there is none.

        Since NaT there is none.
        """
        since = np.full(len(application), _LONG_AGO) if since is None else since
        row = self._start(application) + self.count(application, since - 1)
        there = (row < self._end(application, _NEVER)) & ~np.isnat(since)
        return take(self.day, np.where(there, row, -1))

    def _start(self, application: np.ndarray) -> np.ndarray:
        return np.searchsorted(self._keys, _keys(application, _LONG_AGO))

    def _end(self, application: np.ndarray, day: np.ndarray) -> np.ndarray:
        return np.searchsorted(self._keys, _keys(application, day), side="right")


def _concerned(tables: Tables) -> pd.DataFrame:
    """Return the applications with an interview, a promised date, a message or feedback: most logs have few."""
    invited = tables.stage_changes[(tables.stage_changes.stage == "interviewing").to_numpy()]
    having = [frame.application_id for frame in (tables.interviews, tables.messages, tables.feedback, invited)]
    promised = tables.applications.decision_by.notna()
    return tables.applications[promised | tables.applications.application_id.isin(np.concatenate(having))]


def days(column: pd.Series) -> np.ndarray:
    """Return a column of dates as whole days."""
    return column.to_numpy().astype("datetime64[D]")


def take(values: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Return the dates in some rows; NaT for row -1."""
    return np.append(values, NOT_YET)[rows]


def optional_ids(column: pd.Series) -> list[int | None]:
    """Return a column of ids that may be missing as whole numbers and None."""
    return [None if value is pd.NA else value for value in column.tolist()]


def _keys(application: np.ndarray, day: np.ndarray) -> np.ndarray:
    day = np.where(np.isnat(day), _LONG_AGO, day)
    return (application.astype(np.int64) << _BITS) + (day - _LONG_AGO).astype(np.int64)
