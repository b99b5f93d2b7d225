"""Tables as people, programs and ill will may write them: their cells, and the bytes they come in."""

import csv
import io
import random
import re
import string

from hypothesis import strategies as st

HEADERS = (
    *("Company", "Employer", "Firma", "Entreprise", "Empresa", "Role", "Job Title", "Stelle", "Poste", "Puesto"),
    *("Date applied", "Applied", "Date (DD/MM/YYYY)", "Bewerbungsdatum", "Date de candidature", "Fecha", "Date"),
    *("Status", "Stage", "Estado", "Statut", "Situação", "Status Date", "Response", "Interview", "Rejected", "Offer"),
    *("Source", "Location", "Ort", "URL", "Link", "Notes", "Notizen", "id", "#", "Decision by", "Source", "Target"),
    *("From", "To", "Selected for interview", "Date added", "Salary", "", " ", "application_id", "company", "role"),
)
WORDS = (
    *("Applied", "Rejected", "Interview", "Offer declined", "Ghosted", "saved", "Auto-Rejected", "expired", "HR"),
    *("Absage", "beworben", "Vorstellungsgespräch", "Zusage", "keine Rückmeldung", "refusé", "en attente"),
    *("entretien", "sans réponse", "Rechazado", "en proceso", "oferta", "sin respuesta", "aguardando", "recusado"),
    *("x", "✓", "no", "n/a", "-", "#REF!", "#N/A", "true", "3", "❌", "Yes, 3/4/2026"),
)
DAYS = (
    *("2026-03-02", "2/3/2026", "3/14/2026", "14.03.2026", "14/03/26", "26-03-14", "Mar 2, 2026", "2 mars 2026"),
    *("2. März 2026", "2 de marzo de 2026", "20260302", "46083", "46083.5", "99999", "2026-02-31", "31/02/2026"),
    *("2026-03-02T08:15:00Z", "11/20/24, 8:15 AM", "1/1/0001", "9999-12-31", "0000-00-00", "2026-03-02 2026-03-09"),
    *("8-Jul", "yesterday", "٢٠٢٦-٠٣-٠٢", "2026-13-01", "1899-12-30", "30/30/30", "Monday 2026-03-02", "1/2/3"),
)
LINKS = (
    *("https://x.example/1", "javascript:alert(1)", "http://", "https://[", "www.x.example", "HTTP://X.example/a b"),
    *('=HYPERLINK("https://x.example/7","Ward nurse")', '=HYPERLINK("javascript:0";"x")', "=1+1", "'=1", "+1", "@x"),
)
ODD = ("\0", "\r", "\n", "\t", '"', '""', "'", ",", ";", "|", "\x1b", "\ufeff", "\u202e", "\x85", "\u2028", "é", "😀")

texts = st.text(max_size=12) | st.lists(st.sampled_from((*ODD, "a", " ", "Arbor", "1")), max_size=6).map("".join)
cells = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(DAYS),
    st.sampled_from(LINKS),
    st.sampled_from(("Arbor Clinic", "Nurse", "", "", " ")),
    texts,
    st.dates().map(str),
    st.builds("{}/{}/{}".format, st.integers(0, 40), st.integers(0, 40), st.integers(0, 2100)),
)
_DATED = re.compile("date|datum|applied|fecha|response|rejected|decision|interview|offer", re.I)
_WORDED = re.compile("status|stage|statut|estado|situa", re.I)
known_headers = st.lists(st.sampled_from(HEADERS[:27]), min_size=4, max_size=8, unique=True)
headers = known_headers | st.lists(st.sampled_from(HEADERS) | texts, min_size=1, max_size=8)


@st.composite
def tables(draw: st.DrawFn, cells: st.SearchStrategy = cells) -> list[list[str]]:
    """Draw a header and rows, most of them as long as it."""
    header = draw(headers)
    even = st.lists(cells, min_size=len(header), max_size=len(header))
    kinds = [
        DAYS if _DATED.search(name) else WORDS if _WORDED.search(name) else ("Arbor", "Nurse", "") for name in header
    ]
    sensible = st.tuples(*map(st.sampled_from, kinds)).map(list)
    rows = draw(st.lists(st.one_of(sensible, sensible, even, st.lists(cells, max_size=10)), max_size=8))
    above = draw(st.sampled_from([[], [], [], [["My search"]], [[], ["2026"]]]))
    return [*above, header, *rows]


def as_text(table: list[list[str]], delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL, end: str = "\r\n") -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(table)
    return stream.getvalue()


def torn(data: bytes, dice: random.Random) -> bytes:
    """Return bytes with some changed, put in, taken out, doubled or cut off."""
    damaged = bytearray(data or b"\0")
    for _ in range(dice.choice((1, 1, 2, 5, 40))):
        at, length = dice.randrange(len(damaged) + 1), dice.choice((1, 1, 8, 200))
        match dice.randrange(6):
            case 0:
                damaged[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                damaged[at : at + length] = b""
            case 2:
                damaged[at:at] = dice.randbytes(length)
            case 3:
                damaged[at:at] = damaged[at : at + length] * 2
            case 4:
                damaged[at:at] = dice.choice((b'"', b"\r", b"\n", b",", b"\0", b"<", b">", b"9" * 40, b"\xff\xfe"))
            case 5 if dice.random() < 0.2:
                del damaged[at:]
    return bytes(damaged)


def lines_moved(data: bytes, dice: random.Random) -> bytes:
    """Return text with lines dropped, doubled or exchanged."""
    lines = data.splitlines(keepends=True)
    for _ in range(dice.randrange(1, 4)):
        at, to = dice.randrange(len(lines)), dice.randrange(len(lines))
        match dice.randrange(3):
            case 0 if len(lines) > 1:
                del lines[at]
            case 1:
                lines.insert(to, lines[at])
            case 2:
                lines[at], lines[to] = lines[to], lines[at]
    return b"".join(lines)


dice = st.integers(0, 2**32 - 1).map(random.Random)
encodings = st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "utf-7"))
plain_bytes = st.binary(max_size=400) | st.text(string.printable, max_size=400).map(str.encode)
