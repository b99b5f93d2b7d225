"""The exports of other programs, known by their exact header rows."""

from collections.abc import Sequence
from typing import NamedTuple

from followup_kit.importing.words import fold


class Format(NamedTuple):
    """One program's export.

    Parameters
    ----------
    name : str
        What the preview calls it.
    columns : tuple of (str, str)
        The header row: each header, and what the column is (a key of `headers.FIELDS`).
    date_order : str
        The order of its dates where the export always writes the same; empty: told from the dates.
    status : str
        The status of every row, for an export without one.
    remark : str
        What a person should know about it.
    """

    name: str
    columns: tuple[tuple[str, str], ...]
    date_order: str = ""
    status: str = ""
    remark: str = ""


def _columns(listed: str) -> tuple[tuple[str, str], ...]:
    pairs = (part.strip().split(":") for part in listed.split(","))
    return tuple((header, field) for header, field in pairs)


FORMATS = (
    Format(
        "LinkedIn job applications",
        _columns("""Application Date:applied, Contact Email:leave, Contact Phone Number:leave, Company Name:company,
            Job Title:role, Job Url:url, Resume Name:keep, Question And Answers:keep"""),
        date_order="mdy",
        status="Applied",
        remark="It has no status: answers are yours to add. Your own e-mail and phone number are not imported.",
    ),
    Format(
        "LinkedIn saved jobs",
        _columns("Saved Date:saved, Job Url:url, Job Title:role, Company Name:company"),
        date_order="mdy",
        status="Saved",
    ),
    Format(
        "Simplify",
        _columns("""Job Title:role, Company Name:company, Job URL:url, Applied Date:applied, Status:status,
            Status Date:status_on, Archived:leave, Date Archived:keep, Notes:notes"""),
    ),
    Format(
        "Huntr",
        _columns("""id:id, createdAt:added_on, title:role, salary:keep, location:location, url:url, rootDomain:leave,
            htmlDescription:leave, deadline:keep, lastMovedAt:status_on, boardID:leave, listID:leave, listName:status,
            companyId:leave, companyName:company, companyDomain:leave, creatorUserId:leave, creatorFirstName:leave,
            creatorLastName:leave, creatorUserEmail:leave"""),
        remark="It has no day of applying: that day is estimated, from the last move or else from when it was added.",
    ),
    Format(
        "Teal",
        _columns("""id:id, company_name:company, role:role, location:location, url:url, excitement:keep,
            source:source, min_salary:keep, max_salary:keep, salary_currency:keep, salary_pay_period:keep,
            added_at:added_on, applied_at:applied, follow_up_at:keep, updated_at:leave, archived_at:keep,
            statusName:status"""),
    ),
    Format(
        "JobSync",
        _columns("""index:leave, createdAt:added_on, applied:applied, appliedDate:applied, Company:company,
            JobTitle:role, jobType:keep, workplaceType:keep, Location:location, JobSource:source, Status:status"""),
    ),
    Format(
        "Follow-up Kit",
        _columns("""application_id:leave, company:company, role:role, source:source, location:location, stage:status,
            applied_on:applied, responded:replied, responded_on:responded_on, advanced_on:leave,
            interviewed_on:interviewing, offered_on:offer, rejected_on:rejected, withdrawn_on:withdrawn,
            decision_by:decision_by, n_interviews:leave, feedback_asked_on:leave, feedback_received_on:leave"""),
        remark="It is the flat frame: interviews, people, messages and feedback are not in it.",
    ),
    Format(
        "CareerOneStop",
        _columns("""Company Name:company, Contact:keep, E-mail:keep, Date Applied:applied, Application Summary:notes,
            Interview:interviewing, Follow-Up:keep, Status:status"""),
    ),
)


def recognise(header: Sequence[str]) -> Format | None:
    """Return the format a header row is of, whatever the order of its columns, or None.

    Examples
    --------
    >>> recognise(["Saved Date", "Job Url", "Job Title", "Company Name"]).name
    'LinkedIn saved jobs'
    """
    named = {fold(cell) for cell in header if cell.strip()}
    for known in FORMATS:
        if named == {fold(column) for column, _ in known.columns}:
            return known
    return None
