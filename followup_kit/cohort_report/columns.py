"""What the columns of the report's tables mean, for whoever opens one of them."""

import pandas as pd

_ROWS = (
    ("all", "by", "how the groups are made: everyone, programme, campus"),
    ("all", "group", "the group; “other groups” are small ones together, “not given” those the roster says nothing of"),
    ("all", "hidden", "True where the numbers are left out, so that no small group is given away"),
    ("all", "…_rate", "the share that the column's meaning says, from 0 to 1; empty where there is nothing to divide"),
    ("all", "…_low, …_high", "the ends of its 95 % interval: Wilson's, in first_response and first_offer Greenwood's"),
    ("responses", "period", "when they applied: 2026Q1, 2026-03 or 2026-W10; all: all periods together"),
    ("responses", "n_applied", "applications"),
    ("responses", "n_interviewed", "of n_applied: led to an interview; interview_rate is their share"),
    ("responses", "n_mature", "of n_applied: at least 30 days old, and not withdrawn unanswered before that"),
    ("responses", "n_responded", "of n_mature: answered within 30 days; response_rate is their share"),
    ("responses", "n_followed", "as n_mature, for the next step: an invitation or an offer"),
    ("responses", "n_positive", "of n_followed: a next step within 30 days; positive_rate is their share"),
    ("responses", "mature", "True where the period, or each of all, ended at least 30 days ago: its shares stay"),
    ("feedback", "period", "when they were rejected; all: all periods together"),
    ("feedback", "n_rejected", "rejections after an interview"),
    ("feedback", "n_asked", "of n_rejected: feedback was asked for; asking_rate is their share"),
    ("feedback", "n_settled", "of n_asked: answered, or asked at least 30 days ago"),
    ("feedback", "n_received", "of n_settled: feedback came; feedback_rate is their share"),
    ("punctuality", "kind", "debrief: notes of the interview; thank_you; check_in; feedback_request; all: together"),
    ("punctuality", "n_due", "follow-ups whose due day has passed and that were owed still"),
    ("punctuality", "n_in_time", "of n_due: done by that day; in_time_rate is their share"),
    ("first_response, first_offer", "days", "days since a seeker's first application"),
    ("first_response, first_offer", "n_looking", "seekers followed up to that day, without the event before it"),
    ("first_response, first_offer", "n_reached", "of n_begun: seekers with the event by that day"),
    ("first_response, first_offer", "n_begun", "seekers who have applied"),
    ("first_response, first_offer", "waiting_rate", "share without the event after so many days (Kaplan and Meier); "
     "waiting_low and waiting_high are the ends of its interval; empty where too few are followed"),
    ("outcomes", "n_seekers", "seekers"),
    ("outcomes", "n_known", "of n_seekers: the outcome is known; knowledge_rate is their share (NACE)"),
    ("outcomes", "n_counted", "of n_known: all but those not seeking, who are excluded"),
    ("outcomes", "n_reached", "of n_counted: employed, in service, in the military or in continuing education; "
     "outcomes_rate is their share (NACE)"),
)  # fmt: skip


def columns() -> pd.DataFrame:
    """Return a row for each column: table, column, meaning."""
    return pd.DataFrame(_ROWS, columns=["table", "column", "meaning"], dtype="str")
