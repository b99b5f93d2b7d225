"""Follow-up Kit: what happens after a job interview, kept, owed, drafted and counted.

Functions take and give plain pandas frames, and are told the day a question is asked for. ``help`` of each names its
columns.

- A log of one search: `open_log`, `import_log`, `export_log`, `import_export`, `forget`. Any other log, straight into
  a frame: `read_applications`.
- What is owed, and the notes for it: `follow_ups`, `Etiquette`, `draft_notes`, `review_note`, `review_notes`, `eml`,
  `mailto`, `reminders`, `prep_sheet`.
- Numbers: `response_rates`, `feedback_rates`, `response_curve`, `median_days`, `compare`, `stage_funnel`,
  `stage_flows`, `weekly_activity`, `punctuality`; of any number of applications by way of `tally`.
- Pictures and words for them: `charts`. A report of one search: `write_report`. The notebooks' forms: `panels`.
- Many searches: `share`, `read_roster`, `load_cohort`, `attention`, `outcome_rates`, `write_cohort_report`; beyond what
  one machine holds, with ``followup-kit[scale]``: `pack`, `tally_packed`, `tally_parquet`.
"""

from importlib import import_module
from typing import Any

from followup_kit.attention import attention
from followup_kit.errors import BadValue, ColumnError, LogFileError, NotFound
from followup_kit.log import Log, open_log
from followup_kit.pack import pack
from followup_kit.punctuality import punctuality
from followup_kit.share import share
from followup_kit.tally import Tally, tally

__version__ = "0.1.0"

# Without those that are named like their modules, which would stand in the functions' place once they are loaded.
_ON_FIRST_USE = {
    "Etiquette": "etiquette",
    "compare": "comparison",
    "draft_notes": "notes",
    "eml": "notes",
    "export_log": "export",
    "feedback_rates": "rates",
    "follow_ups": "etiquette",
    "forget": "forgetting",
    "import_export": "export",
    "import_log": "importing",
    "load_cohort": "cohort",
    "mailto": "notes",
    "median_days": "curve",
    "outcome_rates": "outcomes",
    "prep_sheet": "notes",
    "read_applications": "importing",
    "read_roster": "roster",
    "reminders": "notes",
    "response_curve": "curve",
    "response_rates": "rates",
    "review_note": "notes",
    "review_notes": "notes",
    "stage_flows": "stages",
    "stage_funnel": "stages",
    "tally_packed": "pack",
    "tally_parquet": "parquet",
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
    "attention",
    "charts",
    "compare",
    "draft_notes",
    "eml",
    "export_log",
    "feedback_rates",
    "follow_ups",
    "forget",
    "import_export",
    "import_log",
    "load_cohort",
    "mailto",
    "median_days",
    "open_log",
    "outcome_rates",
    "pack",
    "panels",
    "prep_sheet",
    "punctuality",
    "read_applications",
    "read_roster",
    "reminders",
    "response_curve",
    "response_rates",
    "review_note",
    "review_notes",
    "share",
    "stage_flows",
    "stage_funnel",
    "tally",
    "tally_packed",
    "tally_parquet",
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
