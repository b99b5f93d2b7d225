"""What a person said of a file that it does not say itself."""

from collections.abc import Mapping
from typing import NamedTuple

from followup_kit import schema
from followup_kit.errors import BadValue
from followup_kit.importing.dating import ORDERS
from followup_kit.importing.headers import FIELDS
from followup_kit.importing.words import fold


class Answers(NamedTuple):
    """What a person said of a file; see `read_applications`."""

    sheet: str | None = None
    date_order: str = ""
    status_words: Mapping[str, str] = {}
    columns: Mapping[str, str] = {}

    @property
    def by_header(self) -> dict[str, str]:
        """What each folded header means."""
        return {fold(header): field for header, field in self.columns.items()}

    @property
    def by_word(self) -> dict[str, str]:
        """The stage each folded status word means."""
        return {fold(word): stage for word, stage in self.status_words.items()}

    def check(self) -> None:
        """Refuse an answer that is none of those allowed, with a BadValue."""
        if self.date_order and self.date_order not in ORDERS:
            raise BadValue(
                f"date_order: {self.date_order!r} is no order. Choose 'dmy' (day first), 'mdy' (month first) or 'ymd'.",
                field="date_order",
                value=self.date_order,
            )
        for word, stage in self.status_words.items():
            if stage and stage not in schema.STAGES:
                raise BadValue(
                    f"status_words: {word!r} cannot mean {stage!r}. Choose one of {', '.join(schema.STAGES)}, "
                    "or '' where it means none.",
                    field="status_words",
                    value=stage,
                )
        for header, field in self.columns.items():
            if field not in FIELDS:
                raise BadValue(
                    f"columns: {header!r} cannot be {field!r}. Choose one of {', '.join(FIELDS)}.",
                    field="columns",
                    value=field,
                )
