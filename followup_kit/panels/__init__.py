"""Pages for people: each panel a form, a list or a chart over the package's functions."""

from importlib import import_module
from typing import Any

_PANELS = {
    "Applications": "applications",
    "Banner": "banner",
    "CohortChoice": "cohort_choice",
    "CohortPage": "cohort_page",
    "CohortTrends": "cohort_trends",
    "CohortWorklist": "cohort_worklist",
    "Drafts": "drafts",
    "Forget": "forgetting",
    "Handover": "handover",
    "ImportPanel": "importing",
    "InterviewForm": "interviews",
    "Lessons": "lessons",
    "NamedExport": "cohort_exports",
    "Page": "page",
    "Preparation": "preparation",
    "Printed": "printed",
    "Reminders": "reminders",
    "Report": "report",
    "Seeker": "seeker",
    "ShareableExport": "cohort_exports",
    "Trends": "trends",
    "Worklist": "worklist",
}

__all__ = sorted(_PANELS)


def __getattr__(name: str) -> Any:
    # On first use: a notebook shows two or three of them, and charts are slow to load.
    if name not in _PANELS:
        raise AttributeError(f"module 'followup_kit.panels' has no attribute {name!r}")
    return getattr(import_module(f"followup_kit.panels.{_PANELS[name]}"), name)
