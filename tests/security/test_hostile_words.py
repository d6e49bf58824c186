"""Hostile words in every field of one line, on every page that shows them, judged on the parsed page."""

import json
import re
from xml.etree import ElementTree

import html5lib
import pytest

from kmsite.accounts import people
from kmsite.attachments.attaching import attach
from kmsite.pages.saving import editing
from kmsite.pages.tags.tagging import LONGEST_TAG
from tests.make import make_article
from tests.people import Person, make_user
from tests.text.payloads import LINES

LISTS = [
    "/",
    "/articles/",
    "/articles/?view=changes",
    "/changes/",
    "/tags/",
    "/people/alice/",
    "/me/settings/",
]
TAILS = ["", "edit/", "history/", "history/1/", "history/1/restore/", "compare/1..2/", "files/", "links/"]
WORDS = [line.encode(errors="ignore").decode()[:200] for line in LINES]
OUR_SCRIPT = re.compile(r"/static/js/[a-z-]+\.js")
NO_ADDRESS = ("javascript:", "data:", "vbscript:")


def complaints(html):
    """Yield what a page must not hold, whatever anybody wrote: scripts, styles and handlers in its text."""
    page = html5lib.parse(html, namespaceHTMLElements=False)
    told = set(page.find("head"))
    for element in page.iter():
        if element.tag in {"style", "iframe", "object", "embed", "base"}:
            yield element.tag
        if element.tag == "script" and not (_is_ours(element) or (element in told and _is_told(element))):
            yield "script"
        for name, value in element.attrib.items():
            if str(name).lower().startswith("on") or name in {"style", "srcdoc"}:
                yield f"{element.tag} {name}"
            if name == "formaction" and not value.startswith("/editor/"):
                yield f"{element.tag} {name}={value}"
            if name in {"href", "src", "action"} and value.strip().lower().startswith(NO_ADDRESS):
                yield f"{element.tag} {name}={value}"


def _is_ours(script):
    """Tell whether a script is one of our files, with nothing of its own to run."""
    return bool(OUR_SCRIPT.fullmatch(script.get("src", ""))) and not script.text


def _is_told(script):
    """Tell whether a script is a block of what machines are told: JSON that no browser runs."""
    text = script.text or ""
    if script.attrib != {"type": "application/ld+json"} or "</" in text or "<!--" in text:
        return False
    try:
        return json.loads(text)["@context"] == "https://schema.org"
    except (ValueError, KeyError, TypeError):
        return False


@pytest.fixture(scope="module")
def writers(lasting):
    """Alice, who has a hostile name, and Bob."""
    alice, bob = make_user("alice", "author"), make_user("bob", "editor")
    person = {"theme": "auto", "text_size": "normal", "time_zone": ""}
    people.set_preferences(alice, name="</title><script>alert(1)</script>", **person)
    return alice, bob


@pytest.fixture
def alice(db, writers):
    return Person(writers[0])


@pytest.fixture(scope="module")
def hostile(writers):
    """Pages with every payload as title, lede, tag, summary, heading and file, two revisions each."""
    (alice, bob), pages = writers, []
    for number, line in enumerate(WORDS):
        said = {"lede": line[:400], "tags": [line.replace(",", " ")[:LONGEST_TAG]], "summary": line[:250]}
        page = make_article(f"{number} {line}"[:200], f"# {line}\n\n[[{line}]]", by=alice, **said)
        pages.append(editing.revise(page, base=1, body=f"{line[::2]} {line}", by=bob).page)
        attach(page, name=line, content=line.encode() or b"-", by=alice, description=line[:300])
    return pages


def test_no_page_holds_a_script_that_somebody_wrote(alice, hostile):
    addresses = LISTS + [f"{page.get_absolute_url()}{tail}" for page in hostile for tail in TAILS]
    found = {address: list(complaints(alice.get(address).content)) for address in addresses}
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_a_script_that_somebody_wrote_would_be_found():
    data = '<script type="application/ld+json">%s</script>'
    told = data % '{"@context":"https://schema.org","name":"\\u003C/script\\u003E"}'
    ours = '<script type="module" src="/static/js/site.js"></script>'
    assert list(complaints(f"<head>{told}</head><body>{ours}")) == []
    for written in (
        "<script>alert(1)</script>",
        "<script src='/files/1/x.js'></script>",
        "<script src='/static/js/../../files/1/x.js'></script>",
        "<script src='//evil.example/static/js/site.js'></script>",
        "<script src='/static/js/site.js'>alert(1)</script>",
        "<script type='module'>alert(1)</script>",
        told.replace("ld+json", "json"),
        told.replace("<script ", "<script async "),
        data % "alert(1)",
        data % "[1]",
        data % "",
        data % '{"@context":"https://schema.org","name":"</b>"}',
        data % '{"@context":"https://schema.org","name":"<!--"}',
        data % '{"@context":"https://evil.example"}',
    ):
        assert list(complaints(f"<head>{written}</head>")) == ["script"], written
    assert list(complaints(f"<body><p>Words</p>{told}")) == ["script"]


@pytest.mark.parametrize("line", WORDS)
def test_words_that_are_asked_for_come_back_as_text(alice, line):
    for address, asked in (
        ("/search/", {"q": line}),
        ("/new/", dict.fromkeys(["title", "body", "tags"], line)),
    ):
        assert list(complaints(alice.get(address, asked).content)) == []


def test_feeds_of_hostile_words_are_well_formed(anonymous, hostile):
    for address in ["/changes.atom", *(f"{page.get_absolute_url()[:-1]}.atom" for page in hostile)]:
        ElementTree.fromstring(anonymous.get(address).content)


def test_what_is_not_a_page_is_never_taken_for_one(anonymous, hostile):
    for page in hostile:
        source = anonymous.get(f"{page.get_absolute_url()[:-1]}.md")
        assert source.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert source.headers["X-Content-Type-Options"] == "nosniff"
    assert anonymous.get("/suggest/?q=0").headers["Content-Type"] == "application/json"
