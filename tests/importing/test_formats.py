"""Exports of other programs, in their exact header rows; people and companies are invented."""

import zipfile
from datetime import date

import pytest

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


def zipped(tmp_path, **parts: str):
    path = tmp_path / "Complete_LinkedInDataExport.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(f"Jobs/{name.replace('_', ' ', 1)}.csv", text)
        archive.writestr("Profile.csv", "First Name,Last Name\nAda,Lovelace\n")
        archive.writestr("Jobs/Job Seeker Preferences.csv", "Locations,Job Titles\nOslo,Nurse\n")
    return path


def test_the_linkedin_zip_with_all_its_parts(tmp_path, log):
    header = LINKEDIN.splitlines()[0]
    saved = (
        "Saved Date,Job Url,Job Title,Company Name\n"
        '"11/18/24, 7:00 AM",https://www.linkedin.com/jobs/view/1,Ward Nurse,Arbor Clinic\n'
        '"2/1/25, 7:00 AM",https://www.linkedin.com/jobs/view/9,Clerk,Civic Library\n'
    )
    more = f'{header}\n"5/6/25, 9:00 AM",a@b.example,1,Dune Press,Editor,https://www.linkedin.com/jobs/view/5,cv.pdf,\n'
    path = zipped(tmp_path, Job_Applications=LINKEDIN, Job_Applications_1=more, Saved_Jobs=saved)
    seen = preview(path)
    assert seen.format == "LinkedIn job applications" and "Job Applications_1.csv" in seen.remark
    assert (seen.n_rows, seen.n_accepted, seen.n_set_aside) == (5, 5, 0)
    assert seen.frame.set_index("company").stage.to_dict() == {
        "Arbor Clinic": "applied",
        "Bellweather Labs": "applied",
        "Dune Press": "applied",
        "Civic Library": "saved",
    }
    # Saved first, applied for later: one application.
    assert seen.rows[0].stages == (("saved", date(2024, 11, 18), ""), ("applied", date(2024, 11, 20), ""))
    assert import_log(path, log).n_added == 4
    assert import_log(path, log).n_stage_changes == 0


def test_one_part_after_the_zip_adds_nothing(tmp_path, written, log):
    import_log(zipped(tmp_path, Job_Applications=LINKEDIN), log)
    again = import_log(written(LINKEDIN, "Job Applications.csv"), log)
    assert (again.n_added, again.n_stage_changes) == (0, 0)


def test_simplify(written):
    seen = preview(
        written(
            "Job Title,Company Name,Job URL,Applied Date,Status,Status Date,Archived,Date Archived,Notes\n"
            "Nurse,Arbor,https://a.example/1,,SAVED,2025-03-01,No,,\n"
            "Nurse,Bell,https://b.example/2,2025-03-01,APPLIED,2025-03-01,No,,by day\n"
            "Nurse,Civic,https://c.example/3,2025-03-01,INTERVIEWING,2025-03-09,No,,\n"
            "Nurse,Dune,https://d.example/4,2025-03-01,OFFER,2025-03-20,No,,\n"
            "Nurse,Elm,https://e.example/5,2025-03-01,REJECTED,2025-03-08,Yes,2025-03-09,\n"
        )
    )
    assert seen.format == "Simplify" and seen.problems.empty
    assert [row.stages[-1] for row in seen.rows] == [
        ("saved", date(2025, 3, 1), ""),
        ("applied", date(2025, 3, 1), ""),
        ("interviewing", date(2025, 3, 9), ""),
        ("offer", date(2025, 3, 20), ""),
        ("rejected", date(2025, 3, 8), ""),
    ]
    assert [row.fields["notes"] for row in seen.rows] == ["", "by day", "", "", "Date Archived: 2025-03-09"]


def test_huntr_says_that_the_day_of_applying_is_estimated(written):
    header = (
        "id,createdAt,title,salary,location,url,rootDomain,htmlDescription,deadline,lastMovedAt,boardID,listID,listName,"
        "companyId,companyName,companyDomain,creatorUserId,creatorFirstName,creatorLastName,creatorUserEmail\n"
    )
    me = "u1,Ada,Lovelace,ada@example.org"
    seen = preview(
        written(
            header
            + 'a1,2025-03-01T10:00:00.123Z,Nurse,,Oslo,,x,"<p>Nights,\nand days</p>",,2025-03-04T00:00:00.000Z,b,l,'
            f"Applied,c,Arbor,x,{me}\n"
            f"a2,2025-03-01T10:00:00.123Z,Clerk,,Oslo,,x,,,2025-03-01T00:00:00.000Z,b,l,Wishlist,c,Bell,x,{me}\n"
            f"a3,2025-03-01T10:00:00.123Z,Cook,,Oslo,,x,,,2025-03-11T00:00:00.000Z,b,l,Rejected,c,Civic,x,{me}\n"
        )
    )
    assert seen.format == "Huntr" and "estimated" in seen.remark
    assert [row.stages for row in seen.rows] == [
        (("saved", date(2025, 3, 1), ""), ("applied", date(2025, 3, 4), "day estimated")),
        (("saved", date(2025, 3, 1), ""),),
        (("applied", date(2025, 3, 1), "day estimated"), ("rejected", date(2025, 3, 11), "")),
    ]
    assert seen.problems.reason.tolist() == ["there is no day of applying: for 2 it is estimated from these days"]
    assert "ada@example.org" not in str(seen.rows)
    assert [row.key for row in seen.rows] == ["id|Huntr|a1|1", "id|Huntr|a2|1", "id|Huntr|a3|1"]


def test_teal(written):
    seen = preview(
        written(
            "id,company_name,role,location,url,excitement,source,min_salary,max_salary,salary_currency,salary_pay_period,"
            "added_at,applied_at,follow_up_at,updated_at,archived_at,statusName\n"
            "1,Arbor,Nurse,Oslo,https://a.example/1,3,Fair,,,,,2025-03-01T10:00:00Z,2025-03-03T10:00:00.5Z,,2025-03-09,,Applied\n"
            "2,Bell,Nurse,Oslo,https://b.example/2,,Fair,,,,,2025-03-01T10:00:00Z,,,2025-03-09,,Bookmarked\n"
            "3,Civic,Nurse,Oslo,https://c.example/3,,Fair,,,,,2025-03-01T10:00:00Z,2025-03-02T10:00:00Z,,,,Negotiating\n"
        )
    )
    assert seen.format == "Teal" and seen.problems.empty
    assert [row.stages for row in seen.rows] == [
        (("saved", date(2025, 3, 1), ""), ("applied", date(2025, 3, 3), "")),
        (("saved", date(2025, 3, 1), ""),),
        (("saved", date(2025, 3, 1), ""), ("applied", date(2025, 3, 2), ""), ("offer", None, "Negotiating")),
    ]


def test_jobsync(written):
    seen = preview(
        written(
            "index,createdAt,applied,appliedDate,Company,JobTitle,jobType,workplaceType,Location,JobSource,Status\n"
            "1,2025-03-01T10:00:00.000Z,true,2025-03-02T10:00:00.000Z,Arbor,Nurse,Full-time,Remote,Oslo,Fair,interview\n"
            "2,2025-03-01T10:00:00.000Z,false,,Bell,Nurse,Full-time,Remote,Oslo,Fair,draft\n"
            "3,2025-03-01T10:00:00.000Z,false,,Civic,Nurse,Full-time,Remote,Oslo,Fair,\n"
        )
    )
    assert seen.format == "JobSync" and seen.problems.empty
    assert seen.frame.stage.tolist() == ["interviewing", "saved", "saved"]
    assert seen.frame.applied_on.notna().tolist() == [True, False, False]


def test_career_one_stop(written):
    seen = preview(
        written(
            "Company Name,Contact,E-mail,Date Applied,Application Summary,Interview,Follow-Up,Status\n"
            "Arbor,Ms Poe,poe@arbor.example,3/14/2025,Night shifts,3/20/2025,3/22/2025 thank-you,Interview\n"
            "Bell,,,3/15/2025,,,,Rejected\n"
        )
    )
    assert seen.format == "CareerOneStop" and seen.problems.empty
    assert [row.stages for row in seen.rows] == [
        (("applied", date(2025, 3, 14), ""), ("interviewing", date(2025, 3, 20), "Interview")),
        (("applied", date(2025, 3, 15), ""), ("rejected", None, "")),
    ]
    assert seen.rows[0].fields["notes"].splitlines() == [
        "Contact: Ms Poe",
        "E-mail: poe@arbor.example",
        "Night shifts",
        "Follow-Up: 3/22/2025 thank-you",
    ]


def test_the_order_of_an_exports_columns_does_not_matter(written):
    header, *rows = (
        line.split(",")[::-1] for line in ("Saved Date,Job Url,Job Title,Company Name", "1/9/25,,Clerk,Arbor")
    )
    assert preview(written("\n".join(map(",".join, [header, *rows])))).format == "LinkedIn saved jobs"


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (
            "Firma;Stelle;Bewerbungsdatum;Status;Rückmeldung am;Quelle;Ort;Bemerkung",
            [
                "Süß GmbH;Koch;14.02.2025;abgesagt;20.02.2025;Messe;Köln;nett",
                "Öko AG;Koch;15.02.2025;In Bearbeitung;;;;",
            ],
        ),
        (
            "Entreprise;Poste;Date de candidature;Statut;Réponse le;Source;Lieu;Commentaires",
            [
                "Süß GmbH;Koch;14/02/2025;Refusée;20/02/2025;Messe;Köln;nett",
                "Öko AG;Koch;15/02/2025;En attente;;;;",
            ],
        ),
        (
            "Empresa,Puesto,Fecha de postulación,Estado,Fecha de respuesta,Fuente,Ubicación,Comentarios",
            [
                "Süß GmbH,Koch,14/02/2025,Rechazado,20/02/2025,Messe,Köln,nett",
                "Öko AG,Koch,15/02/2025,Inscrito,,,,",
            ],
        ),
        (
            "Empresa;Vaga;Data da candidatura;Situação;Data da resposta;Fonte;Cidade;Observações",
            [
                "Süß GmbH;Koch;14/02/2025;Recusado;20/02/2025;Messe;Köln;nett",
                "Öko AG;Koch;15/02/2025;Em andamento;;;;",
            ],
        ),
    ],
    ids=["German", "French", "Spanish", "Portuguese"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_headers_and_words_of_other_languages(header, rows, encoding, written):
    seen = preview(written("\n".join([header, *rows]).encode(encoding)))
    assert seen.problems.empty and not seen.questions
    assert seen.rows[0].fields == {
        "company": "Süß GmbH",
        "role": "Koch",
        "source": "Messe",
        "location": "Köln",
        "url": "",
        "decision_by": None,
        "notes": "nett",
    }
    assert [stage[:2] for stage in seen.rows[0].stages] == [
        ("applied", date(2025, 2, 14)),
        ("rejected", date(2025, 2, 20)),
    ]
    assert [stage[:2] for stage in seen.rows[1].stages] == [("applied", date(2025, 2, 15))]
