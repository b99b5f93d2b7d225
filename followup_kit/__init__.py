"""Follow-up Kit: what happens after a job interview, kept, owed, drafted and counted."""

from followup_kit.log import Log, open_log

__version__ = "0.1.0"
__all__ = ["Log", "open_log"]
