"""Exports of other programs, in their exact header rows; people and companies are invented."""

from datetime import date

from followup_kit.importing import import_log, preview, read_applications

LINKEDIN = (
    "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,"
    "Question And Answers\r\n"
    '"11/20/24, 8:15 AM",ada@example.org,+1415555010,Arbor Clinic,Ward Nurse,'
    'https://www.linkedin.com/jobs/view/1,cv.pdf,"Licensed? | Yes\r\nYears: 3, about"\r\n'
    '"3/4/25, 11:02 PM",ada@example.org,+1415555010,Bellweather Labs,Analyst,'
    "https://www.linkedin.com/jobs/view/2,cv.pdf,\r\n"
)


def test_linkedin_applications(written):
    path = written(LINKEDIN)
    frame, problems = read_applications(path)
    assert frame.company.tolist() == ["Arbor Clinic", "Bellweather Labs"]
    assert frame.role.tolist() == ["Ward Nurse", "Analyst"]
    # Month first, whatever the dates would allow: the fourth of March, not the third of April.
    assert [day.date() for day in frame.applied_on] == [date(2024, 11, 20), date(2025, 3, 4)]
    assert frame.stage.tolist() == ["applied", "applied"]
    assert not frame.responded.any() and problems.empty


def test_linkedin_is_named_and_its_contact_columns_stay_out(written, log):
    path = written(LINKEDIN)
    seen = preview(path)
    assert seen.format == "LinkedIn job applications"
    assert "Your own e-mail" in seen.remark
    assert [use.field for use in seen.columns] == [
        "applied",
        "leave",
        "leave",
        "company",
        "role",
        "url",
        "keep",
        "keep",
    ]
    assert not seen.questions
    import_log(path, log)
    everything = log.tables().applications.to_csv() + log.stage_changes.to_csv()
    assert "ada@example.org" not in everything and "415555" not in everything
    assert "Years: 3, about" in everything
    assert log.tables().applications.url.tolist()[1] == "https://www.linkedin.com/jobs/view/2"


def test_linkedin_saved_jobs(written):
    path = written(
        "Saved Date,Job Url,Job Title,Company Name\r\n"
        '"1/9/25, 7:00 AM",https://www.linkedin.com/jobs/view/3,Clerk,Civic Library\r\n'
    )
    assert preview(path).format == "LinkedIn saved jobs"
    frame, problems = read_applications(path)
    assert frame.stage.tolist() == ["saved"] and frame.applied_on.isna().all() and problems.empty
    (row,) = preview(path).rows
    assert row.stages == (("saved", date(2025, 1, 9), ""),)
