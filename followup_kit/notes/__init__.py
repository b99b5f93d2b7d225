"""Notes: drafting them, looking them over, and ways to send them. The kit itself sends nothing."""

from followup_kit.notes.delivery import card_html, eml, mailto, reminders
from followup_kit.notes.drafting import draft_notes
from followup_kit.notes.note import Note
from followup_kit.notes.prep import PrepSheet, prep_sheet
from followup_kit.notes.review import Finding, review_note, review_notes
from followup_kit.notes.wording import shared_wording

__all__ = [
    "Finding",
    "Note",
    "PrepSheet",
    "card_html",
    "draft_notes",
    "eml",
    "mailto",
    "prep_sheet",
    "reminders",
    "review_note",
    "review_notes",
    "shared_wording",
]
