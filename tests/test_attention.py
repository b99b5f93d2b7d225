"""The named list: who comes first, why in a sentence, and what is counted."""

import pandas as pd
import pytest
from small_cohorts import applied, cohort, owed

from followup_kit.attention import COLUMNS, NEEDS, AttentionRules, attention


def one(seeker: dict | None = None, **more: list[dict]) -> pd.Series:
    """Return the row of a cohort of one seeker."""
    return attention(cohort([{"seeker_id": "s1", "name": "Ann Lee"} | (seeker or {})], **more)).iloc[0]


def test_every_need_in_the_order_of_need() -> None:
    ids = ["none", "offer", "unanswered", "debrief", "no_log", "quiet", "feedback_request", "check_in", "thank_you"]
    seekers = [{"seeker_id": name, "name": name.title()} for name in ids]
    seekers[4] |= {"has_log": False, "last_activity_on": None}
    seekers[5] |= {"last_activity_on": "2026-03-17"}
    follow_ups = [
        owed("debrief", "debrief", "overdue", "2026-03-20"),
        owed("feedback_request", "feedback_request", "open", "2026-04-01"),
        owed("check_in", "check_in", "overdue", "2026-03-25"),
        owed("thank_you", "thank_you", "overdue", "2026-03-27"),
    ]
    applications = [applied("offer", "2026-02-02", responded_on="2026-03-02", offered_on="2026-03-20")]
    applications += [applied("unanswered", "2026-03-02") for _ in range(30)]
    named = attention(cohort(seekers, applications, follow_ups))
    assert named.need.tolist() == list(NEEDS) == ids[::-1]
    assert tuple(named.columns) == COLUMNS
    assert named.why.tolist() == [
        "1 thank-you overdue since Fri 27 Mar.",
        "1 check-in overdue since Wed 25 Mar.",
        "1 rejection without asking for feedback.",
        "No activity for 14 days, since Tue 17 Mar.",
        "No_Log has shared no log that can be read.",
        "1 interview not written down.",
        "30 applications in 60 days and no response to any of them.",
        "An offer came on Fri 20 Mar: time to celebrate.",
        "Nothing is owed, and the search goes on.",
    ]


def test_several_needs_make_one_sentence_and_the_first_gives_the_place() -> None:
    row = one(
        {"last_activity_on": "2026-03-11"},
        follow_ups=[
            owed("s1", "debrief", "due", "2026-03-31"),
            owed("s1", "thank_you", "overdue", "2026-03-27"),
            owed("s1", "thank_you", "overdue", "2026-03-13"),
        ],
        applications=[applied("s1", "2026-03-10", offered_on="2026-03-30", responded_on="2026-03-30")],
    )
    assert row.need == "thank_you"
    assert row.why == (
        "2 thank-yous overdue, the oldest since Fri 13 Mar; no activity for 20 days, since Wed 11 Mar; "
        "1 interview not written down; an offer came on Mon 30 Mar: time to celebrate."
    )
    assert (row.n_thank_yous_overdue, row.n_debriefs_open, row.days_since_activity) == (2, 1, 20)
    assert (row.n_applications, row.n_responses, row.offer) == (1, 1, True)


def test_what_is_not_late_snoozed_or_done_is_no_need() -> None:
    statuses = {"thank_you": "open", "check_in": "due", "feedback_request": "snoozed", "debrief": "done"}
    row = one(follow_ups=[owed("s1", kind, status, "2026-03-31") for kind, status in statuses.items()])
    assert (row.need, row.n_thank_yous_overdue, row.n_check_ins_overdue) == ("none", 0, 0)
    assert (row.n_feedback_unasked, row.n_debriefs_open) == (0, 0)


@pytest.mark.parametrize(("last", "need"), [("2026-03-18", "none"), ("2026-03-17", "quiet")])
def test_quiet_begins_with_the_fourteenth_day(last: str, need: str) -> None:
    assert one({"last_activity_on": last}).need == need


def test_a_log_in_which_nothing_is_dated_is_quiet() -> None:
    row = one({"last_activity_on": None})
    assert (row.need, row.why) == ("quiet", "The log has no dated activity.")
    assert pd.isna(row.days_since_activity)


@pytest.mark.parametrize(
    ("applications", "need"),
    [
        ([applied("s1", "2026-01-31")] * 30, "unanswered"),  # 59 days before 31 March
        ([applied("s1", "2026-01-30")] * 30, "none"),  # 60 days before: no longer within the sixty
        ([applied("s1", "2026-03-02")] * 29, "none"),
        ([applied("s1", "2026-03-02")] * 30 + [applied("s1", "2026-03-02", responded_on="2026-03-31")], "none"),
        ([applied("s1", "2026-03-02")] * 30 + [applied("s1", "2026-03-02", responded_on="2026-04-01")], "unanswered"),
        ([applied("s1", "2026-03-02")] * 30 + [applied("s1", "2026-03-02", responded=True)], "none"),
        ([applied("s1", "2026-03-02")] * 30 + [applied("s1", "2025-12-01", responded_on="2026-01-05")], "unanswered"),
        ([applied("s1", "2026-04-01")] * 30, "none"),
    ],
)
def test_many_applications_without_any_response(applications: list[dict], need: str) -> None:
    assert one(applications=applications).need == need


def test_counts_leave_out_what_is_still_to_come() -> None:
    row = one(
        applications=[
            applied("s1", "2026-03-02", responded_on="2026-03-05"),
            applied("s1", "2026-03-02", responded_on="2026-04-05"),
            applied("s1", "2026-04-02"),
            applied("s1", None),
        ]
    )
    assert (row.n_applications, row.n_responses) == (2, 1)


@pytest.mark.parametrize(("offered_on", "offer"), [("2026-03-01", True), ("2026-02-28", False), ("2026-04-01", False)])
def test_an_offer_is_news_for_thirty_days(offered_on: str, offer: bool) -> None:
    row = one(applications=[applied("s1", "2026-01-05", offered_on=offered_on)])
    assert row.offer == offer
    assert row.need == ("offer" if offer else "none")


def test_who_is_no_longer_looking_is_not_chased_for_silence() -> None:
    gone = {"outcome": "continuing_education", "last_activity_on": "2025-11-03"}
    row = one(gone)
    assert (row.need, row.days_since_activity) == ("none", 148)
    assert row.why == "Nothing to follow up; Ann Lee is no longer looking (continuing education)."
    assert one(gone | {"outcome": "seeking"}).need == "quiet"
    assert one(gone, follow_ups=[owed("s1", "thank_you", "overdue", "2026-03-27")]).need == "thank_you"
    busy = [applied("s1", "2026-03-02")] * 30
    assert one({"outcome": "employed"}, applications=busy).need == "none"
    without = one({"outcome": "employed", "has_log": False, "last_activity_on": None})
    assert without.need == "none" and without.why.endswith("(employed) and has shared no log that can be read.")


def test_who_has_no_name_is_called_by_the_id() -> None:
    assert one({"name": "", "has_log": False}).why == "S1 has shared no log that can be read."


def test_among_equals_the_most_owed_then_the_longest_silent_come_first() -> None:
    seekers = [
        {"seeker_id": name, "last_activity_on": f"2026-03-{day}"} for name, day in (("a", 30), ("b", 20), ("c", 25))
    ]
    late = [owed(name, "check_in", "overdue", "2026-03-20") for name in ("a", "a", "b", "c")]
    assert attention(cohort(seekers, follow_ups=late)).seeker_id.tolist() == ["a", "b", "c"]


def test_the_numbers_can_be_changed_and_the_cohort_stays_as_it_is() -> None:
    small = cohort([{"seeker_id": "s1", "last_activity_on": "2026-03-28"}], [applied("s1", "2026-03-27")])
    before = [frame.copy() for frame in (small.applications, small.follow_ups, small.seekers)]
    assert attention(small, AttentionRules(quiet_days=3)).need.tolist() == ["quiet"]
    assert attention(small, AttentionRules(many_applications=1)).need.tolist() == ["unanswered"]
    for frame, after in zip(before, (small.applications, small.follow_ups, small.seekers), strict=True):
        pd.testing.assert_frame_equal(frame, after)


def test_nobody_makes_an_empty_list() -> None:
    named = attention(cohort([]))
    assert tuple(named.columns) == COLUMNS and len(named) == 0


def test_who_is_no_longer_looking_comes_after_all_who_are() -> None:
    seekers = [{"seeker_id": "a", "outcome": "employed"}, {"seeker_id": "b"}, {"seeker_id": "c"}]
    late = [owed("a", "thank_you", "overdue", "2026-03-27"), owed("c", "debrief", "overdue", "2026-03-20")]
    assert attention(cohort(seekers, follow_ups=late)).seeker_id.tolist() == ["c", "b", "a"]
