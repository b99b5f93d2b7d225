"""The counselor's list as files, which say on every page that they name people."""

import pandas as pd

from followup_kit.attention import COLUMNS, NEEDS
from followup_kit.cells import write_csv
from followup_kit.dates import say
from followup_kit.markup import escape

CONFIDENTIAL = "Confidential: names people"

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{confidential}. {title}</title>
<style>
  :root {{ color-scheme: light; }}
  body {{ margin: 0 auto; padding: 1rem; max-width: 1000px; color: #222; background: #fff;
         font: 15px/1.45 system-ui, "DejaVu Sans", sans-serif; }}
  table {{ border-collapse: collapse; width: 100%; }}
  thead {{ display: table-header-group; }}
  th, td {{ padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top; overflow-wrap: anywhere; }}
  td {{ border-bottom: 1px solid #ddd; }}
  tr {{ break-inside: avoid; }}
  .mark {{ border: 2px solid #d55e00; padding: .35rem .75rem; }}
  .mark::before {{ content: "▲ "; color: #d55e00; }}
  .why {{ min-width: 15rem; }}
  @page {{ margin: 12mm; }}
</style>
</head>
<body>
<table>
<thead>
<tr><th class="mark" colspan="4">{confidential}. For the counselor alone; do not pass it on.</th></tr>
<tr><th colspan="4">{title}</th></tr>
<tr><th scope="col">Who</th><th scope="col">Needs</th><th scope="col" class="why">Why</th>
<th scope="col">Programme, campus, counselor</th></tr>
</thead>
<tbody>
{rows}
</tbody>
</table>
</body>
</html>
"""


def named_csv(named: pd.DataFrame) -> bytes:
    """Return the list as CSV; its first column says on every row, and so on every printed page, what it is.

    Parameters
    ----------
    named : DataFrame
        As `followup_kit.attention.attention` returns it.
    """
    out = named[list(COLUMNS)].copy()
    out.insert(0, "notice", CONFIDENTIAL)
    return write_csv(out)


def named_html(named: pd.DataFrame, as_of: object) -> bytes:
    """Return the list as a page; the table's head, repeated on every printed page, says what it is."""
    rows = "\n".join(
        f"<tr><td><b>{escape(one.name)}</b> {escape(one.seeker_id)}</td><td>{escape(NEEDS[one.need])}</td>"
        f"<td>{escape(one.why)}</td><td>{escape(', '.join(filter(None, (one.programme, one.campus, one.counselor))))}"
        "</td></tr>"
        for one in named.itertuples(index=False)
    )
    title = f"Who needs attention, as of {say(as_of)}: {len(named):,} seekers"
    return _PAGE.format(confidential=CONFIDENTIAL, title=escape(title), rows=rows).encode()
