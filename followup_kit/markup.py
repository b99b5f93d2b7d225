"""The one place where a person's text becomes HTML."""

import html


def escape(text: object) -> str:
    """Return text that a browser shows as it stands, in an element or a quoted attribute.

    Examples
    --------
    >>> escape('<b>"R&D"</b>')
    '&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt;'
    """
    return html.escape(str(text), quote=True)
