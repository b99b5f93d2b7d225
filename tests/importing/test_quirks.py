"""The quirks of real logs, each in a small invented one."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from followup_kit.errors import LogFileError
from followup_kit.importing import import_log, preview, read_applications


def test_no_company_a_response_date_and_a_padded_no(written):
    path = written(
        "applied date,Job Source,job title,customized resume?,response date,selected for interview?\n"
        "6/26/2024,Boardroom,Nurse,Yes,7/25/2024,No \n"
        "6/26/2024,Boardroom,Nurse,No ,,\n"
        "6/26/2024,Boardroom,Nurse,No ,,\n"
        "6/27/2024,,Clerk,No,7/1/2024,Yes\n"
        "6/27/2024,Referral,Clerk,Yes,,Yes\n"
        "6/28/2024,Boardroom,Cook,No,7/2/2024,Other\n"
        "6/28/2024,Boardroom,Cook,No,7/3/2024,TBD\n"
        "6/28/2024,Boardroom,Cook,No,7/4/2024,N/A\n"
        "6/28/2024,Boardroom,Cook,No,7/5/2024,\n"
        "6/29/2024,Boardroom,,No,,\n"
    )
    frame, problems = read_applications(path)
    assert frame.stage.tolist() == [
        "rejected",
        "applied",
        "applied",
        "interviewing",
        "interviewing",
        "replied",
        "replied",
        "replied",
        "replied",
        "applied",
    ]
    assert frame.responded.tolist() == [True, False, False, True, True, True, True, True, True, False]
    assert frame.responded_on.notna().sum() == 6 and str(frame.responded_on[0].date()) == "2024-07-25"
    assert frame.n_interviews.tolist() == [0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
    seen = preview(path)
    assert seen.duplicates == ((4, 3),)
    assert len({row.key for row in seen.rows}) == 10
    assert seen.unknown_words == {"Other": 1, "TBD": 1}
    assert problems.kept.all() and problems.line.tolist() == [7, 8, 11]
    assert seen.rows[0].fields["notes"] == "customized resume?: Yes"


WIDE = (
    "Company,Role name,Applied Date,Coding Challenge,Recruiter,Phone,On-Campus,Onsite,Result\n"
    "Arbor,Intern,8/82019 ,,,,,,\n"
    "Bell (Winter),Intern,8-Jul,,,8/5/2019 & 8/14/2019,,,Rejection :(\n"
    "Civic,Intern,7/19/2019,,,,yes,yes,Accepted!\n"
    "Dune,,,,,,,,\n"
    "Elm ,Intern,8/26/2019,yes,,n/a,,,reeejected\n"
    "Fern,Intern,8/14/2019,expired,,,,,\n"
    "Grove,Intern,,,,,,,\n"
    "Heath,Intern,8/3/2019 and 9/9/2019,,,,,,\n"
    "Iris,Intern,8/28/2019,,yes,9/13/2019,,,ongoing\n"
)


def test_a_column_for_each_stage(written, log):
    path = written(WIDE)
    seen = preview(path)
    assert seen.format == "A list with a column for each stage"
    frame = seen.frame
    assert frame.stage.tolist() == [
        "applied",
        "rejected",
        "accepted",
        "saved",
        "rejected",
        "applied",
        "applied",
        "applied",
        "screening",
    ]
    assert frame.applied_on.notna().tolist() == [False, False, True, False, True, True, False, False, True]
    assert seen.problems[["line", "value"]].values.tolist() == [
        [2, "8/82019"],
        [3, "8-Jul"],
        [7, "expired"],
        [9, "8/3/2019 and 9/9/2019"],
    ]
    assert seen.rows[1].stages == (
        ("applied", None, "8-Jul"),
        ("screening", date(2019, 8, 5), "Phone"),
        ("screening", date(2019, 8, 14), "Phone"),
        ("rejected", None, "Rejection :("),
    )
    assert seen.unknown_words == {"expired": 1}
    import_log(path, log)
    notes = Counter(log.stage_changes.note)
    assert (notes["Coding Challenge"], notes["On-Campus"], notes["Onsite"]) == (1, 1, 1)


def test_days_in_stage_columns(written):
    path = written(
        "Company,Role name,Applied Date,Coding Challenge,Phone,Onsite,Result\n"
        "Arbor,Intern,7/19/2020,CodeSignal,27-Oct,10/3/2020,Rejected\n"
        "Bell,Intern,7/20/2020,,10/29/2020,,\n"
    )
    seen = preview(path)
    assert seen.rows[0].stages == (
        ("applied", date(2020, 7, 19), ""),
        ("screening", None, "Coding Challenge: CodeSignal"),
        ("screening", None, "Phone: 27-Oct"),
        ("interviewing", date(2020, 10, 3), "Onsite"),
        ("rejected", None, ""),
    )
    assert seen.problems.value.tolist() == ["27-Oct"]


def test_semicolons_a_mark_empty_headers_and_blank_rows(written):
    text = (
        "\ufeff;company;time;interviewed;;\r\n"
        "1;Öljy & Söner;2018-01-26;;;\r\n"
        "2;Hämeen koulu;2018-02-08;ok;;\r\n"
        ";;;;;\r\n;;;;;\r\n"
    )
    seen = preview(written(text))
    assert (seen.n_rows, seen.n_blank) == (2, 2)
    assert seen.frame.company.tolist() == ["Öljy & Söner", "Hämeen koulu"]
    assert seen.frame.stage.tolist() == ["applied", "interviewing"]
    assert seen.problems.empty
    assert [use.field for use in seen.columns] == ["leave", "company", "applied", "interviewing", "leave", "leave"]


def test_ragged_rows_to_apply_with_a_day(written):
    path = written(
        "Job Title,Company,Location,Source,Status,Date Added,Resume Version,Notes,Application Link\n"
        "Walker,Unknown,Northtown NW 2000,Unknown,To Apply,28.10.2025,v1,,\n"
        "Operator,Unknown,Silverton, Northtown NW,Unknown,To Apply,28.10.2025,v1,,\n"
        "Casual,Unknown,Northtown, CBD, Inner West,Unknown,To Apply,28.10.2025,v1,,\n"
        "Officer,Hart Stores,hartstores.example,To Apply,28.10.2025,v1,,https://hartstores.example/careers\n"
    )
    frame, problems = read_applications(path)
    assert frame.stage.tolist() == ["saved"] * 4 and frame.applied_on.isna().all()
    assert frame.location.tolist() == [
        "Northtown NW 2000",
        "Silverton, Northtown NW",
        "Northtown, CBD, Inner West",
        "hartstores.example",
    ]
    assert problems.line.tolist() == [3, 4, 5] and problems.kept.all()
    assert preview(path).rows[3].fields["url"] == "https://hartstores.example/careers"
    assert preview(path).rows[0].stages == (("saved", date(2025, 10, 28), ""),)


MOVES = (
    "Company,Source,Target\n"
    "Co_1,Recruiter Inquiry,HR/ Hiring Manager Interview\n"
    "Co_1,HR/ Hiring Manager Interview,Technical Interview\n"
    "Co_1,Technical Interview,No Response\n"
    "Co_2,Applied,Withdrew\n"
    "Co_3,Applied,HR/ Hiring Manager Interview\n"
    "Co_3,HR/ Hiring Manager Interview,Offer\n"
    "Co_3,Offer,Offer Declined\n"
    "Co_4,Applied,Auto-Rejected\n"
)


def flows(rows) -> Counter:
    """Return how often each word is followed by each other, from the stage changes of applications."""
    words = [[note or stage.capitalize() for stage, _, note in row] for row in rows]
    return Counter(pair for row in words for pair in pairwise(row))


def test_moves_from_stage_to_stage(written, log):
    path = written(MOVES)
    seen = preview(path)
    assert seen.format == "Moves from stage to stage"
    assert seen.frame.stage.tolist() == ["ghosted", "withdrawn", "withdrawn", "rejected"]
    told = Counter(tuple(line.split(",")[1:]) for line in MOVES.splitlines()[1:])
    assert flows(row.stages for row in seen.rows) == told
    # The one a recruiter began was never applied for.
    ever_applied = [any(stage == "applied" for stage, _, _ in row.stages) for row in seen.rows]
    assert ever_applied == [False, True, True, True]
    assert (seen.n_rows, seen.n_accepted, len(seen.rows)) == (8, 8, 4)
    import_log(path, log)
    stored = log.stage_changes.groupby("application_id")
    assert flows([zip(g.stage, g.changed_on, g.note, strict=True) for _, g in stored]) == told


def test_a_history_of_stages(written):
    path = written(
        "Company,Role,Status,Date\n"
        "Arbor,Nurse,Applied,2025-03-01\n"
        "Bell,Clerk,Applied,2025-03-02\n"
        "Arbor,Nurse,Phone Screen,2025-03-05\n"
        "Bell,Clerk,Rejected,2025-03-06\n"
        "Arbor,Nurse,Interview,2025-03-10\n"
        "Bell,Clerk,Wrote a letter,2025-03-11\n"
    )
    seen = preview(path)
    assert seen.unknown_words == {"Wrote a letter": 1}
    assert seen.format == "A history: a row for each change of stage"
    assert [row.stages for row in seen.rows] == [
        (
            ("applied", date(2025, 3, 1), ""),
            ("screening", date(2025, 3, 5), "Phone Screen"),
            ("interviewing", date(2025, 3, 10), "Interview"),
        ),
        (("applied", date(2025, 3, 2), ""), ("rejected", date(2025, 3, 6), "")),
    ]


@pytest.mark.parametrize(
    ("header", "statuses"),
    [
        ("Date", "Applied Applied Rejected"),
        ("Date applied", "Applied Interview Rejected"),
        ("Date", "Ghosted Rejected"),
    ],
)
def test_several_applications_at_one_company_are_no_history(header, statuses, written):
    rows = [f"Arbor,Nurse,{status},2025-03-0{day}" for day, status in enumerate(statuses.split(), 1)]
    assert len(preview(written("\n".join([f"Company,Role,Status,{header}", *rows]))).rows) == len(rows)


def test_one_row_on_many_lines(written):
    long = "Line one, about pay\nLine two\n\nLine four"
    path = written(f'Company,Notes,Date applied\nArbor,"{long}",2025-03-01\nBell,,2025-03-02\n')
    seen = preview(path)
    assert seen.rows[0].fields["notes"] == long
    assert [application.line for application in seen.applications] == [2, 6]


def test_a_ghosted_rows_end_is_no_answer(written):
    path = written(
        "Company,Date applied,Status,End date\n"
        "Arbor,2025-03-01,Ghosted,2025-05-01\n"
        "Bell,2025-03-01,Rejected,2025-03-09\n"
    )
    frame, _ = read_applications(path)
    assert frame.responded.tolist() == [False, True]
    assert str(frame.responded_on[1].date()) == "2025-03-09"
    assert preview(path).rows[0].stages[-1] == ("ghosted", date(2025, 5, 1), "")


def test_open_may_describe_the_advertisement(written):
    path = written("Company,Date applied,Status\nArbor,2025-03-01,Open\n")
    assert preview(path).unknown_words == {"Open": 1}
    assert read_applications(path)[0].stage.tolist() == ["applied"]


def test_a_header_that_ends_oddly(written):
    frame, problems = read_applications(written("[Company,Role,Date applied]\\\nArbor,Nurse,2025-03-01\n"))
    assert frame.company.tolist() == ["Arbor"] and str(frame.applied_on[0].date()) == "2025-03-01"
    assert problems.empty


def test_an_answer_with_the_day_of_an_offer_or_of_nothing(written):
    path = written(
        "Company,Date applied,Response date,Status\n"
        "Arbor,2025-03-01,2025-03-04,Offer\n"
        "Bell,2025-03-01,2025-03-05,Interview\n"
        "Civic,2025-03-01,,Interview\n"
        "Dune,2025-03-01,yes,Applied\n"
        "Elm,2025-03-01,Rejected,\n"
    )
    frame, problems = read_applications(path)
    assert frame.responded.all() and problems.empty
    assert [str(day.date()) if day == day else "" for day in frame.responded_on] == [
        "2025-03-04",
        "2025-03-05",
        "",
        "",
        "",
    ]
    assert frame.stage.tolist() == ["offer", "interviewing", "interviewing", "replied", "rejected"]
    # The offer came after the first answer: its day is not known.
    assert frame.offered_on.isna().all()


def test_what_has_no_column_of_its_own_is_kept_in_the_notes(written):
    path = written("Company,Pay,Date applied,Phone\nArbor,30 an hour,2025-03-01,+1 415 555 0100\n")
    (row,) = preview(path).rows
    assert row.fields["notes"] == "Pay: 30 an hour\nPhone: +1 415 555 0100"
    (row,) = preview(path, columns={"Pay": "leave", "phone": "source"}).rows
    assert row.fields["notes"] == "" and row.fields["source"] == "+1 415 555 0100"


def test_only_web_addresses_become_links(written):
    rows = ["javascript:alert(1)", "www.arbor.example/jobs", "https://arbor.example/jobs/7", "HTTPS://arbor.example/8"]
    path = written("Company,Link\n" + "".join(f"Arbor {n},{row}\n" for n, row in enumerate(rows)))
    seen = preview(path)
    assert [row.fields["url"] for row in seen.rows] == ["", "", rows[2], rows[3]]
    assert [row.fields["notes"] for row in seen.rows][:2] == [
        "Link: javascript:alert(1)",
        "Link: www.arbor.example/jobs",
    ]
    assert seen.problems.line.tolist() == [2, 3] and seen.problems.kept.all()


def test_a_date_beside_a_tick_is_the_day_of_applying(written):
    path = written("Company,Applied,Date\nArbor,Yes,2025-03-01\nBell,No,\n")
    assert [row.stages for row in preview(path).rows] == [
        (("applied", date(2025, 3, 1), ""),),
        (("saved", None, ""),),
    ]


def test_a_date_beside_a_better_one_is_kept_in_the_notes(written):
    (row,) = preview(written("Company,Date,Date applied\nArbor,2025-02-01,2025-03-01\n")).rows
    assert row.stages == (("applied", date(2025, 3, 1), ""),) and row.fields["notes"] == "Date: 2025-02-01"


def test_words_around_a_day(written):
    seen = preview(
        written(
            "Company,Date applied,Interview,Status\n"
            'Arbor,"Sat, 1 March 2025",yes - 2025-03-09,Rejected 2025-03-15\n'
            "Bell,2025-03-01 (by post),2025-03-09 with Sam,\n"
        )
    )
    assert [row.stages for row in seen.rows] == [
        (
            ("applied", date(2025, 3, 1), ""),
            ("interviewing", date(2025, 3, 9), "Interview"),
            ("rejected", date(2025, 3, 15), "Rejected 2025-03-15"),
        ),
        (
            ("applied", date(2025, 3, 1), "2025-03-01 (by post)"),
            ("interviewing", date(2025, 3, 9), "Interview: 2025-03-09 with Sam"),
        ),
    ]
    assert seen.problems.value.tolist() == ["2025-03-01 (by post)", "2025-03-09 with Sam"]


def test_row_numbers_are_no_key(written):
    text = "ID,Company,Date applied\n1,Arbor,2025-03-01\n2,Bell,2025-03-02\n"
    assert [row.key for row in preview(written(text)).rows] == ["row|arbor||2025-03-01|1", "row|bell||2025-03-02|1"]
    told = "ID,Company,Date applied\nq7,Arbor,2025-03-01\nq9,Bell,2025-03-02\n"
    assert [row.key for row in preview(written(told)).rows] == ["id||q7|1", "id||q9|1"]


def test_a_status_of_free_text_is_not_asked_about_word_by_word(written):
    rows = "".join(f"Company {n},2025-03-01,they said thing {chr(97 + n)}\n" for n in range(20))
    seen = preview(written("Company,Date applied,Status\n" + rows))
    assert not seen.questions and seen.frame.stage.unique().tolist() == ["applied"]
    assert seen.rows[3].fields["notes"] == "Status: they said thing d"


def test_a_column_without_a_header_can_be_explained(written):
    path = written("Company,,Date applied\nArbor,Oslo,2025-03-01\n")
    assert preview(path).rows[0].fields["notes"] == "column 2: Oslo"
    assert preview(path, columns={"column 2": "location"}).rows[0].fields["location"] == "Oslo"


@pytest.mark.parametrize(
    "text", ["<html><table><tr><td>Company</td></tr></table>", '[{"company": "Arbor"}]', '{"a": 1}']
)
def test_a_page_or_a_tree_is_no_table(text, written):
    with pytest.raises(LogFileError, match="is a web page, XML or JSON inside"):
        preview(written(text))


def test_a_second_column_of_the_same_kind_is_kept_in_the_notes(written):
    (row,) = preview(written("Company,Employer,Date applied\nArbor,Bell Holding,2025-03-01\n")).rows
    assert (row.fields["company"], row.fields["notes"]) == ("Arbor", "Employer: Bell Holding")


def test_an_answer_for_a_word_in_a_stage_column(written):
    path = written(WIDE)
    (fern,) = (
        row for row in preview(path, status_words={"Expired": "rejected"}).rows if row.fields["company"] == "Fern"
    )
    assert fern.stages == (("applied", date(2019, 8, 14), ""), ("rejected", None, "Coding Challenge: expired"))
    (fern,) = (row for row in preview(path, status_words={"Expired": ""}).rows if row.fields["company"] == "Fern")
    assert fern.stages == (("applied", date(2019, 8, 14), ""),)


def test_cells_that_say_nothing_are_not_asked_about(written):
    path = written("Company,Date applied,Interview,Offer,Status\nArbor,2025-03-01,-,n/a,none\nBell,-,N/A,—,-\n")
    seen = preview(path)
    assert not seen.questions and seen.problems.empty
    assert [row.stages for row in seen.rows] == [(("applied", date(2025, 3, 1), ""),), (("saved", None, ""),)]
