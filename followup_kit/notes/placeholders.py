"""Placeholders: what a template left behind, still to be filled in."""

import re
from bisect import bisect_right

from followup_kit.notes.sentences import Span, quotations

_PLACEHOLDER = re.compile(
    r"""
      # [name], but no footnote [1], no list[0], no [signed], no [REF-12], no remark [as I said, twice]
      (?<!\w) \[ (?! [\d,;\s–-]+\] | [A-Z]{1,6}[-/ ]?\d[\w/-]*\]
        | sic\] | x\] | [a-z]+ed\] | [a-z][^\[\]\n]*[,“"] ) [^\[\]\n]{0,300} \]
    | (?<!\w) \{{1,2} (?! \d | an?[ ] | \w+: | [^{}\n]{0,80}; ) [^{}\n]{0,80} \}{1,2}
      # {company}, but no {a remark}, {total:,}, {code;}
    | <{1,2} [A-Za-z_][\w '/-]{0,40} >{1,2} | <%[^<>\n]{1,40}%>  # <company name>, but no <sam@example.org>
    | « \w{1,30} » | \*\| \w{1,30} \|\* | ([#@%~]{2}) \w{1,30} \1
    | % [A-Za-z_]{2,30} % | \$ [A-Z][A-Z_]{2,30} \b            # %NAME%, $COMPANY
    | (?<!\w) _{2,} (?!\w) | (?<=\s) (?:\?{2,} | \.{4,} | …{2,})  # ____, "at ??", "the ..... position"
    | \( \s{0,10} (?:…|\.{3}) \s{0,10} \) | \( \s{1,10} \)
    | \# [A-Z_]{3,30} \# | \* [A-Z_]{3,30} \*
    | \b (?:DD|MM|YYYY|dd|mm|yyyy|\d{2}) [./-] (?:MM|DD|mm|dd|XX) (?:[./-] (?:YYYY|YY|yyyy|XX(?:XX)?))? \b  # DD/MM/YYYY
    | \b 20XX \b | \b XYZ \b
    | \b X{3,} (?![\w-]|[ ]?large) | \b xxx+ \b (?! [ ]* (?:\n|$))
    | (?<![Ss]ize[ ]) \b XX \b (?![- ]?(?:L\b|large|gloves|chrom))
    | \b (?:TBD|TBA|TBC|TODO|FIXME|TKTK|TK) \b
    | \b [Ii]nsert (?:[ ]\w{1,20}){1,6} [ ] here \b
    | \b (?:INSERT|FILL[ ]IN|ADD|MENTION) (?:[ ] [A-Z]{2,}){1,8}
    | \( (?:insert|add|fill[ ]in|your[ ]name|name[ ]of|(?:company|school)[ ]name|name|company|role|position
      |topic|date) \b
      [^()\n?]{0,60} \)
    | \b (?:LAST|FIRST|FULL|YOUR|COMPANY|EMPLOYER|MANAGER)[ _-]?NAME \b | \b JOB[ _-]?TITLE \b
    | \b (?:NAME|SURNAME|COMPANY|POSITION|INTERVIEWER|RECIPIENT|EMPLOYER|DEPARTMENT|ORGANI[SZ]ATION) \b
    | \b (?:Company|Role|Position|Interviewer|Recipient|Manager|First|Last|Your)[ ]Name \b | \b Job[ ]Title \b
    | \b (?:name|title|company|position|date|role|topic|something|detail) [ ] here \b | \b [Ll]orem[ ]ipsum \b
    | \b (?:Mr|Ms|Mrs|Dr|Sir)\.? / (?:Mr|Ms|Mrs|Dr|Madam) \b \.?
    | (?: (?<=[Dd]ear[ ]) | (?<=Hi[ ]) | (?<=Hello[ ]) ) (?:Name|None|nan|null|undefined) \b
    """,
    re.VERBOSE,
)


def placeholders(text: str) -> list[Span]:
    """Return where a text still waits to be filled in.

    Examples
    --------
    >>> text = "Dear [name], it was good to see <company>. I read your paper [1]."
    >>> [text[start:end] for start, end in placeholders(text)]
    ['[name]', '<company>']
    """
    quoted = quotations(text)
    found = [match.span() for match in _PLACEHOLDER.finditer(text)]
    return [span for span in found if not (text[span[0]] == "[" and _edits(span, quoted))]


def _edits(span: Span, quoted: list[Span]) -> bool:
    """Whether it is a word put into a quotation: "[almost] done"."""
    place = bisect_right(quoted, span) - 1
    return place >= 0 and span[1] < quoted[place][1] and span[1] - span[0] + 2 < quoted[place][1] - quoted[place][0]
