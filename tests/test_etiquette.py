"""The numbers of the rules, and the frame, the sentences and the one-liners made of them."""

import dataclasses

import pandas as pd
import pytest

from followup_kit import open_log, schema
from followup_kit.errors import BadValue, NotFound
from followup_kit.etiquette import Etiquette, follow_ups, headline, why_early
from followup_kit.schema import Tables, frame


@pytest.fixture
def log(tmp_path):
    """Return a log in which, on Monday 30 March, every status but one occurs."""
    log = open_log(tmp_path / "search.db")
    riverside = log.add_application("Riverside Dental", "Hygienist", applied_on="2026-03-02")
    log.add_interview(
        riverside,
        held_on="2026-03-25",  # thank-you due Fri 27 March
        mode="in_person",
        debriefed_on="2026-03-25",
        decision_by="2026-04-10",
        interviewers=[{"name": "Dr. Marchetti", "title": "Owner", "email": "m@riverside.example"}],
    )
    arbor = log.add_application("Arbor Clinic", applied_on="2026-03-03")
    log.add_interview(arbor, held_on="2026-03-26", interviewers=["Jo Park"])  # due Mon 30 March
    log.add_interview(arbor, held_on="2026-04-02", interviewers=["Lu Ye"])
    cedar = log.add_application("Cedar School", applied_on="2026-03-04")
    log.add_interview(cedar, held_on="2026-03-27", debriefed_on="2026-03-27", interviewers=["Kai Roe"])
    log.set_stage(cedar, "rejected", "2026-03-30")
    return log


def of(log, day, follow_up_id):
    return follow_ups(log, day).set_index("follow_up_id", drop=False).loc[follow_up_id]


class TestEtiquette:
    def test_the_numbers_of_the_design(self):
        assert dataclasses.asdict(Etiquette()) == {
            "thank_you_business_days": 2,
            "thank_you_aim": 1,
            "thank_you_retire_business_days": 10,
            "check_in_after_promise": 1,
            "check_in_after_contact": 7,
            "second_check_in_after": 5,
            "check_in_due": 2,
            "check_in_max": 2,
            "feedback_due": 2,
            "feedback_retire": 10,
        }

    def test_is_frozen(self):
        with pytest.raises(dataclasses.FrozenInstanceError):
            Etiquette().check_in_max = 3

    def test_every_number_says_where_it_comes_from(self):
        texts = Etiquette.__doc__.split("Parameters")[1].split("Raises")[0].split(" : int")[1:]
        assert len(texts) == len(dataclasses.fields(Etiquette))
        assert all("article" in text for text in texts)

    def test_a_log_has_its_own_numbers(self, log):
        log.settings["etiquette.check_in_after_contact"] = 3
        assert Etiquette.from_settings(log.settings).check_in_after_contact == 3
        assert Etiquette.from_settings(log.tables().settings) == Etiquette(check_in_after_contact=3)

    def test_numbers_given_win_over_those_of_the_log(self, log):
        log.settings["etiquette.thank_you_business_days"] = 3
        due = follow_ups(log, "2026-03-26", Etiquette()).set_index("follow_up_id").due_on
        assert due["thank_you:1:1:1:1"] == pd.Timestamp("2026-03-27")

    @pytest.mark.parametrize("value", [-1, 2.0, "2", True, None, 251])
    def test_a_number_that_is_none_is_refused(self, value):
        with pytest.raises(BadValue, match="whole number") as caught:
            Etiquette.from_settings({"etiquette.check_in_max": value})
        assert caught.value.field == "etiquette.check_in_max"

    @pytest.mark.parametrize("name", ["check_in_after_promise", "check_in_after_contact", "second_check_in_after"])
    def test_a_check_in_is_never_at_once(self, name):
        with pytest.raises(BadValue, match="from 1 to"):
            Etiquette(**{name: 0})

    @pytest.mark.parametrize(
        ("numbers", "field"),
        [
            ({"thank_you_business_days": 10}, "thank_you_retire_business_days"),
            ({"thank_you_aim": 3}, "thank_you_aim"),
            ({"feedback_retire": 2}, "feedback_retire"),
        ],
    )
    def test_numbers_out_of_order_are_refused(self, numbers, field):
        with pytest.raises(BadValue) as caught:
            Etiquette(**numbers)
        assert caught.value.field == f"etiquette.{field}"

    def test_a_slip_in_a_name_gets_a_suggestion(self):
        with pytest.raises(BadValue, match="Did you mean check_in_max"):
            Etiquette.from_settings({"etiquette.checkin_max": 1})

    def test_a_bad_country_is_said_before_anything_is_worked_out(self, log):
        tables = log.tables()._replace(settings={"country": "USX"})
        with pytest.raises(BadValue, match="Did you mean US"):
            follow_ups(tables, "2026-03-31")


class TestFrame:
    def test_columns_and_types(self, log):
        found = follow_ups(log, "2026-03-30")
        assert found.dtypes.to_dict() == frame("follow_ups").dtypes.to_dict()
        assert list(found.columns) == schema.names("follow_ups")

    def test_an_empty_log_gives_an_empty_frame_of_the_same_types(self, tmp_path):
        found = follow_ups(open_log(tmp_path / "new.db"), "2026-03-30")
        pd.testing.assert_frame_equal(found, frame("follow_ups"))

    def test_order_and_content(self, log):
        log.add_message("thank_you", interviewer_id=4, sent_on="2026-03-27")
        log.snooze("check_in:2:2:-:1", "2026-04-08")
        found = follow_ups(log, "2026-03-30")
        assert list(zip(found.follow_up_id, found.status, found.business_days_overdue, strict=True)) == [
            ("debrief:2:2:-:1", "overdue", 2),  # Thu 26 and Fri 27 March
            ("thank_you:1:1:1:1", "overdue", 1),
            ("thank_you:2:2:2:1", "due", 0),
            ("feedback_request:3:-:-:1", "open", 0),
            ("debrief:2:3:-:1", "upcoming", 0),  # due 2 April
            ("thank_you:2:3:3:1", "upcoming", 0),  # due 6 April
            ("check_in:1:1:-:1", "upcoming", 0),  # promised 10 April, due 15 April
            ("check_in:2:2:-:1", "snoozed", 0),
            ("debrief:1:1:-:1", "done", 0),
            ("debrief:3:4:-:1", "done", 0),
            ("thank_you:3:4:4:1", "done", 0),
            ("check_in:3:4:-:1", "retired", 0),
        ]
        first = found.iloc[1]
        assert (first.company, first.role, first.recipient, first.title) == (
            "Riverside Dental",
            "Hygienist",
            "Dr. Marchetti",
            "Owner",
        )

    def test_tables_will_do_and_are_left_alone(self, log):
        tables = log.tables()
        before = Tables(*(one.copy() for one in tables))
        from_tables = follow_ups(tables, "2026-03-30")
        pd.testing.assert_frame_equal(from_tables, follow_ups(log, "2026-03-30"))
        for name in Tables._fields[:-1]:
            pd.testing.assert_frame_equal(getattr(tables, name), getattr(before, name))
        assert tables.settings == before.settings

    def test_rows_in_another_order_give_the_same(self, log):
        tables = log.tables()
        turned = Tables(*(one.iloc[::-1].reset_index(drop=True) for one in tables[:-1]), tables.settings)
        pd.testing.assert_frame_equal(follow_ups(turned, "2026-03-30"), follow_ups(tables, "2026-03-30"))

    def test_the_same_id_from_day_to_day(self, log):
        seen = [set(follow_ups(log, day).follow_up_id) for day in ("2026-03-30", "2026-03-31", "2026-04-01")]
        assert seen[0] == seen[1] == seen[2]

    @pytest.mark.parametrize("day", ["30.03.2026", "", None, 20260330])
    def test_a_day_that_is_none_is_refused(self, log, day):
        with pytest.raises(BadValue, match="as_of"):
            follow_ups(log, day)


class TestWhyEarly:
    def test_on_the_promised_date_and_before_it(self, log):
        expected = "Riverside Dental said they would decide by Fri 10 Apr. A check-in is welcome from Mon 13 Apr."
        assert why_early(log, 1, "2026-03-30") == expected
        assert why_early(log, 1, "2026-04-10") == expected

    def test_not_once_it_has_passed(self, log):
        assert why_early(log, 1, "2026-04-11") is None

    def test_not_where_nothing_was_promised(self, log):
        assert why_early(log, 2, "2026-03-30") is None
        assert why_early(log, log.add_application("Dune Labs"), "2026-03-30") is None

    def test_a_promise_of_an_interview_ahead_is_not_known_yet(self, log):
        assert why_early(log, 1, "2026-03-24") is None

    def test_it_agrees_with_what_the_log_refuses(self, log):
        message = log.add_message("check_in", 1)
        with pytest.raises(BadValue, match="is early"):
            log.mark_sent(message, "2026-04-10")
        log.mark_sent(message, "2026-04-11")

    def test_an_application_that_is_not_there(self, log):
        with pytest.raises(NotFound, match="99"):
            why_early(log, 99, "2026-03-30")


class TestHeadline:
    @pytest.mark.parametrize(
        ("day", "follow_up_id", "expected"),
        [
            ("2026-03-30", "thank_you:1:1:1:1", "Thank-you to Dr. Marchetti, Riverside Dental: 1 business day overdue"),
            (
                "2026-03-31",
                "thank_you:1:1:1:1",
                "Thank-you to Dr. Marchetti, Riverside Dental: 2 business days overdue",
            ),
            ("2026-03-30", "thank_you:2:2:2:1", "Thank-you to Jo Park, Arbor Clinic: due today"),
            ("2026-03-30", "thank_you:2:3:3:1", "Thank-you to Lu Ye, Arbor Clinic: opens Thu 2 Apr"),
            ("2026-03-30", "feedback_request:3:-:-:1", "Feedback request, Cedar School: due Wed 1 Apr"),
            ("2026-03-30", "check_in:1:1:-:1", "Check-in with Dr. Marchetti, Riverside Dental: opens Mon 13 Apr"),
            ("2026-03-30", "debrief:1:1:-:1", "Debrief, Riverside Dental: done"),
            ("2026-03-30", "check_in:3:4:-:1", "Check-in, Cedar School: retired"),
        ],
    )
    def test_who_and_what_and_where_it_stands(self, log, day, follow_up_id, expected):
        row = of(log, day, follow_up_id)
        assert headline(row) == expected
        assert headline(row.to_dict()) == expected

    def test_a_company_that_an_import_left_empty(self, log):
        row = of(log, "2026-03-30", "thank_you:2:2:2:1").to_dict() | {"company": ""}
        assert headline(row) == "Thank-you to Jo Park: due today"
