"""The few kinds of error the kit raises: each says what, where, what was expected and what to do."""


class BadValue(ValueError):
    """A value that cannot be kept.

    Parameters
    ----------
    message : str
        The whole sentence: which value, what is allowed, what to do.
    field : str
        The name of the field or parameter it came in by, so that a form can show it there.
    value : object
        What was given.
    """

    def __init__(self, message: str, *, field: str = "", value: object = None) -> None:
        super().__init__(message)
        self.field = field
        self.value = value


class NotFound(LookupError):
    """A row that was asked for and is not in the log."""


class LogFileError(ValueError):
    """A file that cannot be opened as a log, with the reason and what to do about it."""


class ColumnError(ValueError):
    """A frame that lacks columns it needs, or holds them in the wrong type."""
