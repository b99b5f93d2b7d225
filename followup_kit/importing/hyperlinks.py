"""The links behind the cells of a workbook, which openpyxl leaves out where it reads row by row."""

import posixpath
import re
from html import unescape
from xml.etree.ElementTree import Element

from followup_kit.sheets.packed import Packed

_HYPERLINK = re.compile(rb"<(?:\w+:)?hyperlink\s[^<>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"<>]*)"')


def cell_links(packed: Packed) -> dict[str, dict[str, str]]:
    """Return for each sheet's title the links of its cells, by the cell's address.

    Parameters
    ----------
    packed : Packed
        A workbook whose markup has been checked.
    """
    book = _relations(packed, "xl/workbook.xml")
    found = {}
    for sheet in _parsed(packed, "xl/workbook.xml").iter():
        relation = next((value for name, value in sheet.items() if name.endswith("}id")), "")
        if sheet.tag.endswith("}sheet") and relation in book:
            found[sheet.get("name", "")] = _links_of(packed, book[relation])
    return found


def _links_of(packed: Packed, path: str) -> dict[str, str]:
    if path not in packed.names:
        return {}
    links = [
        {
            name.rpartition(b":")[2]: unescape(value.decode("utf-8", "replace"))
            for name, value in _ATTRIBUTE.findall(each)
        }
        for each in _HYPERLINK.findall(packed.read(path))
    ]
    targets = _relations(packed, path) if links else {}
    return {link[b"ref"]: targets[link[b"id"]] for link in links if b"ref" in link and link.get(b"id") in targets}


def _relations(packed: Packed, path: str) -> dict[str, str]:
    """Return what each relation of a part leads to: a part's path, or an address outside."""
    folder, name = posixpath.split(path)
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in packed.names:
        return {}
    return {
        each.get("Id", ""): each.get("Target", "")
        if each.get("TargetMode") == "External"
        else posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
        for each in _parsed(packed, rels)
    }


def _parsed(packed: Packed, path: str) -> Element:
    from defusedxml.ElementTree import fromstring

    return fromstring(packed.read(path))
