"""What payloads did to a page: scripts that ran, elements that came of them, and where they stand as text."""

import json
from typing import NamedTuple

from hostile import PAYLOADS, file_name
from playwright.sync_api import Page

# `fkHit` is what the payloads' scripts set. An element is alive if a payload made it or changed one of ours.
_WATCH = """
    const needles = %s;
    const watched = window.watched = {hits: 0, live: [], seen: {}, failed: []};
    Object.defineProperty(window, 'fkHit', {set() { watched.hits += 1; }});
    const known = /fkHit|outside|data-fk|7\\*7|That did not work/;
    const bad = /fkHit|outside\\.invalid/;
    const isAlive = element => {
        if (element.hasAttribute('data-fk') || element.localName.startsWith('mjx-')) return true;
        if (/^(script|style|iframe|embed)$/.test(element.localName) && bad.test(element.textContent)) return true;
        return [...element.attributes].some(({name, value}) => {
            if (name.startsWith('on') || name === 'style' || name === 'srcdoc') return bad.test(value);
            if (name.startsWith('data-commandlinker')) return true;
            if (!/^(href|xlink:href|src|srcset|action|formaction|background|poster|data)$/.test(name)) return false;
            // JupyterLab makes links of web addresses in what a cell printed; it asks nobody for them.
            if (element.closest('.jp-RenderedText a') && /^https?:/.test(value)) return false;
            return /^[\\s\\x00-\\x1f]*(javascript|vbscript):/i.test(value) || /^(https?:)?\\/\\/outside/i.test(value);
        });
    };
    const place = node => {
        const named = node.closest('[class*="t-"]:is([class^="t-"], [class*=" t-"])');
        const name = named ? [...named.classList].find(each => each.startsWith('t-')) : 'elsewhere';
        return name.replace(/^t-\\d+-/, 't-person-').replace(/^(t-status_words)-.*/, '$1');
    };
    const read = (node, text) => {
        if (!text || !known.test(text)) return;
        if (text.includes('That did not work')) watched.failed.push(text);
        needles.forEach((kinds, at) => {
            if (kinds.some(each => text.includes(each))) ((watched.seen[place(node)] ??= {})[at] = true);
        });
    };
    const look = node => {
        if (node.nodeType === Node.TEXT_NODE) return read(node.parentElement, node.data);
        if (node.nodeType !== Node.ELEMENT_NODE) return;
        for (const element of [node, ...node.querySelectorAll('*')]) {
            if (isAlive(element)) watched.live.push([place(element), element.outerHTML.slice(0, 200)]);
            for (const name of ['alt', 'value']) read(element, element.getAttribute(name));
            for (const child of element.childNodes)
                if (child.nodeType === Node.TEXT_NODE) read(element, child.data);
        }
    };
    if (document.documentElement) look(document.documentElement);
    new MutationObserver(records => records.forEach(record => {
        record.addedNodes.forEach(look);
        if (record.type !== 'childList') look(record.target);
    })).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
"""


class Watched(NamedTuple):
    """What a page was seen to do: scripts run, elements alive and their places, payloads by place, failures told."""

    hits: int
    live: list[list[str]]
    seen: dict[str, set[int]]
    failed: list[str]


def watch(page: Page) -> None:
    """Watch a page from now on, and whatever is opened in it later from the start."""
    # In an error a value stands as Python quotes it, in a sentence without its tabs, in a path without its slashes.
    needles = json.dumps([[text, repr(text)[1:-1], " ".join(text.split()), file_name(text)] for text in PAYLOADS])
    script = f"(() => {{ {_WATCH % needles} }})()"
    page.add_init_script(script)
    page.evaluate(script)


def watched(page: Page) -> Watched:
    """Return what was seen so far."""
    found = page.evaluate("() => window.watched")
    seen = {place: {int(at) for at in payloads} for place, payloads in found["seen"].items()}
    return Watched(found["hits"], found["live"], seen, found["failed"])
