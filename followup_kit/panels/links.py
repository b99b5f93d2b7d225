"""Links that hand a file made in the kernel to the browser: to save, or to open in a tab of its own."""

import base64

from followup_kit.markup import escape

# The new tab is the browser's: constant code, which takes the content from the link itself. In a handler, URL alone
# is the document's address.
_OPEN = "fetch(this.href).then(r => r.blob()).then(b => window.open(window.URL.createObjectURL(b))); return false"


def download(words: str, file: str, kind: str, content: bytes, css: str = "") -> str:
    """Return a link, as HTML, that saves content as a file.

    Parameters
    ----------
    words : str
        What the link says.
    file : str
        The file's name.
    kind : str
        Its media type.
    content : bytes
        What is in it.
    css : str
        The link's class.
    """
    return f'<a href="{_data(kind, content)}" class="{escape(css)}" download="{escape(file)}">{escape(words)}</a>'


def open_page(words: str, page: str, css: str = "") -> str:
    """Return a link, as HTML, that opens a page of our own making in a new tab, to print."""
    href = _data("text/html", page.encode())
    return f'<a href="{href}" class="{escape(css)}" onclick="{escape(_OPEN)}">{escape(words)}</a>'


def to_notebook(file: str, words: str) -> str:
    """Return a link, as HTML, to another of the notebooks; nothing typed on this one is lost.

    In the kit's own JupyterLab it opens in the same tab, as links in the text do, and this page stays open behind it;
    elsewhere in a new tab.
    """
    return f'<a href="{escape(file)}" class="fk-page" target="_blank" rel="noopener">{escape(words)}</a>'


def _data(kind: str, content: bytes) -> str:
    return f"data:{kind};charset=utf-8;base64,{base64.b64encode(content).decode('ascii')}"
