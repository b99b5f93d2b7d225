"""Follow-up Kit: what happens after a job interview, kept, owed, drafted and counted."""

__version__ = "0.1.0"
