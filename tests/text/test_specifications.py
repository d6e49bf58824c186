"""How much of CommonMark and GitHub-flavoured Markdown comes out the same, and how real pages fare."""

import os
import re
import time
from pathlib import Path
from urllib.parse import unquote

import html5lib
import pytest

from kmsite.text.rendering import TextRefused, render
from tests.text.oracle import complaints

CORPUS = Path(os.environ.get("CORPUS", Path(__file__).parents[3] / "shared/corpus"))
EXAMPLE = re.compile(r"^`{32} example[^\n]*\n(.*?)^\.\n(.*?)^`{32}$|^#{1,6} ([^\n]*)$", re.M | re.S)
RAW_HTML = ("HTML blocks", "Raw HTML", "Disallowed Raw HTML (extension)")
BLOCK = r"(</?(?:p|ul|ol|li|blockquote|h[1-6]|pre|table|t[rdh]|thead|tbody|hr|br)(?: [^>]*)?>)"


def corpus(name):
    folder = CORPUS / name
    if not folder.exists():
        pytest.skip(f"the corpus is not here: set CORPUS to a folder that holds {name}")
    return folder


def examples(text):
    section = ""
    for match in EXAMPLE.finditer(text):
        if match[3]:
            section = match[3]
        elif section not in RAW_HTML:
            yield match[1].replace("→", "\t"), match[2].replace("→", "\t")


def normal(html):
    """What counts of some HTML: elements, addresses, alignment, words; not our classes and wrappings."""
    parts = []
    _walk(html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False), parts)
    return re.sub(rf"\s*{BLOCK}\s*", r"\1", "".join(parts)).strip()


def _walk(element, parts, verbatim=False):
    tag, name = element.tag, element.get("class") or ""
    if tag == "input" or name == "box":
        parts.append("[task]")
    elif (name != "vh" and tag == "img") or name == "external-image":
        parts.append(f"[{element.get('alt') if tag == 'img' else ''.join(element.itertext())}]")
    elif name != "vh":
        verbatim = verbatim or tag == "pre"
        is_shown = tag not in ("span", "div", "DOCUMENT_FRAGMENT")
        parts.append(f"<{tag}{_detail(element, name)}>" if is_shown else "")
        parts.append(_words(element.text, verbatim))
        for child in element:
            _walk(child, parts, verbatim)
            parts.append(_words(child.tail, verbatim))
        parts.append(f"</{tag}>" if is_shown else "")


def _detail(element, name):
    if element.tag == "a":
        return " " + unquote(element.get("href", "").replace("user-content-", "")).lower()
    if element.tag in ("td", "th"):
        return " " + (element.get("align") or name.removeprefix("align-"))
    return " " + element.get("start", "") if element.tag == "ol" else ""


def _words(text, verbatim):
    words = text or ""
    return words if verbatim else re.sub(r"\s+", " ", words)


@pytest.mark.parametrize(("name", "floor"), [("gfm-0.29-spec.txt", 0.90), ("commonmark-0.31-spec.txt", 0.91)])
def test_the_examples_of_the_standards_come_out_the_same(name, floor):
    pairs = list(examples((corpus("markdown-specs") / name).read_text()))
    same = sum(normal(render(source).html) == normal(expected) for source, expected in pairs)
    assert len(pairs) > 500
    assert same / len(pairs) >= floor


@pytest.mark.parametrize("name", ["gfm-0.29-spec.txt", "commonmark-0.31-spec.txt"])
def test_the_examples_of_the_standards_are_clean(name):
    for source, _ in examples((corpus("markdown-specs") / name).read_text()):
        assert complaints(render(source).html) == []


def test_real_pages_pass_with_room_to_spare():
    pages = sorted(corpus("engineering-playbook").rglob("*.md"))
    assert len(pages) == 243
    for page in pages:
        source = page.read_text()
        allowed = 0.025 + 0.004 * len(source.encode()) / 1000
        assert any(_seconds(source) < allowed / 2 for _ in range(4)), page


@pytest.mark.slow
def test_real_pages_are_clean():
    for page in sorted(corpus("engineering-playbook").rglob("*.md")):
        assert complaints(render(page.read_text()).html) == []


def _seconds(source):
    before = time.thread_time()
    try:
        render(source)
    except TextRefused as refusal:
        pytest.fail(refusal.message)
    return time.thread_time() - before
