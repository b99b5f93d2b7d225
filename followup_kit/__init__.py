"""Follow-up Kit: what happens after a job interview, kept, owed, drafted and counted."""

from importlib import import_module
from typing import Any

from followup_kit.errors import BadValue, ColumnError, LogFileError, NotFound
from followup_kit.log import Log, open_log

# Not on first use like the rest: once their modules are loaded, those would stand in the functions' place.
from followup_kit.punctuality import punctuality
from followup_kit.tally import Tally, tally

__version__ = "0.1.0"

_ON_FIRST_USE = {
    "Etiquette": "etiquette",
    "compare": "comparison",
    "draft_notes": "notes",
    "export_log": "export",
    "feedback_rates": "rates",
    "follow_ups": "etiquette",
    "forget": "forgetting",
    "import_export": "export",
    "import_log": "importing",
    "load_cohort": "cohort",
    "median_days": "curve",
    "outcome_rates": "outcomes",
    "prep_sheet": "notes",
    "read_applications": "importing",
    "response_curve": "curve",
    "response_rates": "rates",
    "review_note": "notes",
    "review_notes": "notes",
    "stage_flows": "stages",
    "stage_funnel": "stages",
    "weekly_activity": "activity",
    "write_cohort_report": "cohort_report",
    "write_report": "report",
}
_MODULES = ("charts", "panels")

__all__ = [
    "BadValue",
    "ColumnError",
    "Etiquette",
    "Log",
    "LogFileError",
    "NotFound",
    "Tally",
    "charts",
    "compare",
    "draft_notes",
    "export_log",
    "feedback_rates",
    "follow_ups",
    "forget",
    "import_export",
    "import_log",
    "load_cohort",
    "median_days",
    "open_log",
    "outcome_rates",
    "panels",
    "prep_sheet",
    "punctuality",
    "read_applications",
    "response_curve",
    "response_rates",
    "review_note",
    "review_notes",
    "stage_flows",
    "stage_funnel",
    "tally",
    "weekly_activity",
    "write_cohort_report",
    "write_report",
]


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"followup_kit.{name}")
    if name in _ON_FIRST_USE:
        found = getattr(import_module(f"followup_kit.{_ON_FIRST_USE[name]}"), name)
        globals()[name] = found
        return found
    raise AttributeError(f"module 'followup_kit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
