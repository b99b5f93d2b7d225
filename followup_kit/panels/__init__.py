"""Pages for people: each panel a form, a list or a chart over the package's functions."""

from followup_kit.panels.banner import Banner
from followup_kit.panels.page import Page

__all__ = ["Banner", "Page"]
