"""Days: one order for a column, nothing turned round in silence, what cannot be read is said."""

from datetime import date, timedelta

import pytest

from followup_kit.importing import preview, read_applications
from followup_kit.importing.dating import decide_order, read_days

DAYS = [date(2024, 8, 18) + timedelta(days=step) for step in range(500)]
# How a day is written, and the order that would have to be told where a file holds only days up to the twelfth.
WRITTEN = {
    "ISO": (lambda d: f"{d.year}-{d.month:02}-{d.day:02}", None),
    "month first": (lambda d: f"{d.month}/{d.day}/{d.year}", "mdy"),
    "day first": (lambda d: f"{d.day:02}/{d.month:02}/{d.year}", "dmy"),
    "day first with points": (lambda d: f"{d.day:02}.{d.month:02}.{d.year}", "dmy"),
    "short, with a time": (lambda d: f"{d.month}/{d.day}/{d.year % 100}, 8:15 AM", "mdy"),
}


def log_of(texts: list[str]) -> str:
    rows = [f'Company {at},Nurse,"{text}"' for at, text in enumerate(texts)]
    return "\n".join(["Company,Role,Date applied", *rows])


@pytest.mark.parametrize("way", WRITTEN)
def test_five_hundred_days_come_out_as_they_were_meant(way, written):
    write, _ = WRITTEN[way]
    frame, problems = read_applications(written(log_of([write(day) for day in DAYS])))
    assert [day.date() for day in frame.applied_on] == DAYS
    assert problems.empty


@pytest.mark.parametrize("way", WRITTEN)
def test_each_day_alone_is_read_rightly_or_asked_about(way):
    write, _ = WRITTEN[way]
    asked = 0
    for day in DAYS:
        text = write(day)
        order = decide_order([text])
        read = read_days(text, order.order)
        assert read.days in ((day,), ()), text
        if not read.days:
            assert order.asked and "could be" in read.fault, text
            asked += 1
    # 1 to 12 of a month, less the days whose number is the month's, which mean the same either way.
    doubtful = sum(day.day <= 12 and day.day != day.month for day in DAYS)
    assert asked == (0 if way == "ISO" else doubtful)


@pytest.mark.parametrize("way", [way for way, (_, order) in WRITTEN.items() if order])
def test_a_doubtful_column_waits_for_an_answer_and_takes_it(way, written):
    write, order = WRITTEN[way]
    days = [day for day in DAYS if day.day <= 12]
    path = written(log_of([write(day) for day in days]))
    frame, problems = read_applications(path)
    told = [day.date() if day == day else None for day in frame.applied_on]
    assert told == [day if day.day == day.month else None for day in days]
    assert problems.kept.all() and problems.column.unique().tolist() == ["Date applied"]
    seen = preview(path)
    assert [question.parameter for question in seen.questions] == ["date_order"]
    assert "day first" in seen.questions[0].text and "month first" in seen.questions[0].text
    frame, problems = read_applications(path, date_order=order)
    assert [day.date() for day in frame.applied_on] == days and problems.empty


def test_the_answer_does_not_turn_an_iso_day_round(written):
    frame, _ = read_applications(written(log_of(["2026-01-02", "2026-02-01"])), date_order="dmy")
    assert [str(day.date()) for day in frame.applied_on] == ["2026-01-02", "2026-02-01"]


def test_a_column_of_both_orders_is_not_half_turned(written):
    path = written(log_of(["3/14/2025", "14/3/2025", "3/4/2025", "2025-03-09"]))
    frame, problems = read_applications(path)
    assert [str(day.date()) if day == day else "" for day in frame.applied_on] == ["", "", "", "2025-03-09"]
    assert problems.line.tolist() == [2, 3, 4]
    assert "some dates can only be day first, others only month first" in preview(path).questions[0].text
    frame, problems = read_applications(path, date_order="mdy")
    assert [str(day.date()) if day == day else "" for day in frame.applied_on] == [
        "2025-03-14",
        "",
        "2025-03-04",
        "2025-03-09",
    ]
    assert problems.line.tolist() == [3] and "month first" in problems.reason[0]


def test_a_doubtful_column_takes_the_order_of_the_files_others(written):
    path = written(
        "Company,Applied on,Interview date\nArbor Clinic,13/02/2025,03/04/2025\nCivic Library,14/02/2025,05/04/2025\n"
    )
    frame, problems = read_applications(path)
    assert [str(day.date()) for day in frame.interviewed_on] == ["2025-04-03", "2025-04-05"]
    assert problems.empty
    assert preview(path).columns[2].dates == "day first: as in the file's other columns"


def test_the_header_may_say_the_order(written):
    frame, problems = read_applications(written("Company,Date applied (DD/MM/YYYY)\nArbor Clinic,03/04/2025\n"))
    assert str(frame.applied_on[0].date()) == "2025-04-03" and problems.empty


def test_a_header_that_its_dates_belie_is_not_followed(written):
    """A spreadsheet program writes its own order into a column headed for another."""
    path = written("Company,Date applied (YYYY-MM-DD)\nArbor,3/14/2025\nBell,3/15/2025\n")
    frame, problems = read_applications(path)
    assert [str(day.date()) for day in frame.applied_on] == ["2025-03-14", "2025-03-15"] and problems.empty


def test_a_year_of_two_figures_may_stand_in_front():
    order = decide_order(["25-01-14", "25-01-20"])
    assert order.asked and read_days("25-01-14", order.order).days == ()
    assert read_days("25-01-14", "ymd").days == (date(2025, 1, 14),)
    # With strokes it is always the last.
    assert decide_order(["25/01/14"]).order == "dmy"


def test_a_column_of_both_orders_does_not_take_that_of_the_files_others(written):
    path = written("Company,Applied on,Interview date\nArbor,13/02/2025,3/14/2025\nBell,14/02/2025,14/3/2025\n")
    frame, problems = read_applications(path)
    assert frame.applied_on.notna().all() and frame.interviewed_on.isna().all()
    assert problems.line.tolist() == [2, 3]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-11-20T08:15:00.123456Z", "2024-11-20"),
        ("2024-11-20 23:15:00+00:00", "2024-11-20"),
        ("2024/11/20", "2024-11-20"),
        ("20241120", "2024-11-20"),
        ("45616", "2024-11-20"),  # the day's number in a spreadsheet: 45292 is 1 January 2024
        ("45616.75", "2024-11-20"),
        ("20 Nov 2024", "2024-11-20"),
        ("20-Nov-24", "2024-11-20"),
        ("November 20th, 2024 at 5:00 PM", "2024-11-20"),
        ("Wed, 20 November 2024", "2024-11-20"),
        ("20. November 2024", "2024-11-20"),
        ("3. März 2025", "2025-03-03"),
        ("3 février 2025", "2025-02-03"),
        ("3 de marzo de 2025", "2025-03-03"),
        ("3 de março de 2025", "2025-03-03"),
    ],
)
def test_days_that_need_no_order(text, day):
    assert read_days(text, decide_order([text]).order) == ((date.fromisoformat(day),), *read_days(text, "")[1:])
    assert not read_days(text, "").fault


@pytest.mark.parametrize(
    "text",
    ["8/82019", "8-Jul", "Oct 2024", "2026-02-31", "31/04/2025", "3019-01-01", "next week 3", "10/2 with Bo", "12345"],
)
def test_what_is_no_day_is_said_and_not_guessed(text):
    for order in ("ymd", "dmy", "mdy", ""):
        reading = read_days(text, order)
        assert reading.days == () and len(reading.fault) > 10


def test_an_unreadable_day_keeps_its_row_and_its_text(written):
    path = written("Company,Role,Date applied\nArbor Clinic,Nurse,8-Jul\nCivic Library,Clerk,3019-03-02\n")
    frame, problems = read_applications(path)
    assert frame.stage.tolist() == ["applied", "applied"] and frame.applied_on.isna().all()
    assert problems[["line", "column", "value", "kept"]].values.tolist() == [
        [2, "Date applied", "8-Jul", True],
        [3, "Date applied", "3019-03-02", True],
    ]
    assert preview(path).rows[0].stages == (("applied", None, "8-Jul"),)


def test_an_answer_before_its_application_is_reported_and_left_out(written):
    path = written("Company,Date applied,Response date,Status\nArbor Clinic,2025-03-02,2024-03-09,Rejected\n")
    frame, problems = read_applications(path)
    assert frame.responded.tolist() == [True] and frame.responded_on.isna().all()
    assert problems.value.tolist() == ["2024-03-09"] and problems.column.tolist() == ["Response date"]
    assert preview(path).rows[0].stages[1] == ("rejected", None, "dated 2024-03-09")
