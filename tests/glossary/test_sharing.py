"""Sharing a term: the page for it, what a pasted link shows, the picture, and files to load down."""

import io
import json
import re

import html5lib
import pytest
from PIL import Image

from glossary import curating, sourcing
from glossary.entry import DefinitionEntry
from glossary.picturing import Face, can_draw, draw, font
from tests.make import make_domain, make_term

GLOSS = "The work of an organisation to use what its people know."


@pytest.fixture
def km(cleo):
    source = sourcing.create(kind="book", title="Working Knowledge", authors="Davenport, T. H.", year=1998)
    house = DefinitionEntry("What *people* know.", is_house=True, source=source.pk, fidelity="verbatim")
    return make_term("Knowledge management", "KM", by=cleo.user, gloss=GLOSS, definitions=(house,))


def metas(page):
    """Return the content of each meta tag by its name or property."""
    tree = html5lib.parse(page.content, namespaceHTMLElements=False)
    return {
        tag.get("property") or tag.get("name"): tag.get("content")
        for tag in tree.iter("meta")
        if tag.get("content") is not None
    }


def linked_data(page):
    tree = html5lib.parse(page.content, namespaceHTMLElements=False)
    (script,) = [one for one in tree.iter("script") if one.get("type") == "application/ld+json"]
    return json.loads(script.text)


def said(page, id):
    """Return what stands in a field of the page."""
    tree = html5lib.parse(page.content, namespaceHTMLElements=False)
    (field,) = [one for one in tree.iter() if one.get("id") == id]
    return field.get("value") or field.text


def test_a_visitor_finds_every_way_to_pass_a_term_on(anonymous, km, settings):
    page = anonymous.get("/glossary/knowledge-management/share/")
    address = f"{settings.BASE_URL}/glossary/knowledge-management/"
    assert said(page, "permanent") == f"{address}v/1/"
    assert said(page, "moving") == address
    assert said(page, "short") == f"{settings.BASE_URL}/t/KM/"
    assert "What people know." in said(page, "text")
    assert "> What *people* know." in said(page, "markdown")
    assert "As given in Commonplace." in said(page, "apa")
    assert "Retrieved" not in said(page, "apa")
    assert "Retrieved" in said(page, "apa-page")
    assert said(page, "bibtex").startswith("@misc{commonplace-knowledge-management-v1,")
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert 'href="share/"' in anonymous.get("/glossary/knowledge-management/").text


def test_the_short_address_leads_to_the_term(anonymous, km):
    assert anonymous.get("/t/KM/").headers["Location"] == "/glossary/knowledge-management/"


def test_an_acronym_of_two_terms_is_no_short_address(anonymous, km):
    make_term("Key metric", "KM", domain=make_domain("Measuring").pk)
    page = anonymous.get("/glossary/knowledge-management/share/")
    assert said(page, "short").endswith("/t/knowledge-management/")


def test_an_old_version_is_shared_as_it_was(anonymous, cleo, km):
    curating.change(km, by=cleo.user, summary="", definitions=(DefinitionEntry("New words.", is_house=True),))
    page = anonymous.get("/glossary/knowledge-management/v/1/share/")
    assert "What people know." in said(page, "text")
    assert said(page, "permanent").endswith("/v/1/")
    assert 'id="moving"' not in page.text
    assert "New words." in said(anonymous.get("/glossary/knowledge-management/share/"), "text")
    assert anonymous.get("/glossary/knowledge-management/v/9/share/").status_code == 404


def test_a_term_without_a_definition_says_so(anonymous):
    make_term("Tacit knowledge", status="draft", definitions=())
    page = anonymous.get("/glossary/tacit-knowledge/share/")
    assert "There is no definition yet." in page.text
    assert "This is a draft." in page.text


@pytest.mark.parametrize(
    ("ending", "media_type", "start"),
    [("bib", "application/x-bibtex", "@misc{"), ("ris", "application/x-research-info-systems", "TY  - BOOK")],
)
def test_a_reference_is_loaded_down_for_its_version(anonymous, cleo, km, ending, media_type, start):
    curating.change(km, by=cleo.user, summary="", is_contested=True)
    answer = anonymous.get(f"/glossary/knowledge-management/v/1/cite.{ending}")
    assert answer.headers["Content-Type"] == f"{media_type}; charset=utf-8"
    name = f"commonplace-knowledge-management-v1.{ending}"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.text.startswith(start)
    assert "/v/1/" in answer.text


def test_a_pasted_link_shows_what_the_term_means(anonymous, km, settings):
    page = anonymous.get("/glossary/knowledge-management/")
    address = f"{settings.BASE_URL}/glossary/knowledge-management/"
    head = metas(page)
    assert head["og:title"] == "Knowledge management (KM)"
    assert head["og:description"] == head["description"] == GLOSS
    assert head["og:site_name"] == "Commonplace"
    assert head["og:url"] == address
    assert head["og:image"] == f"{address}card.png?v=1"
    assert (head["og:image:width"], head["og:image:height"]) == ("1200", "630")
    assert head["og:image:alt"] == f"Knowledge management (KM): {GLOSS}"
    assert head["twitter:card"] == "summary_large_image"
    assert (head["twitter:label1"], head["twitter:data1"]) == ("Status", "approved, v1")
    assert (head["twitter:label2"], head["twitter:data2"]) == (
        "Source",
        "Davenport, T. H. (1998). Working Knowledge.",
    )
    assert f'<link rel="canonical" href="{address}">' in page.text
    assert "robots" not in head
    assert page.content.index(b"application/ld+json") < 32_000
    assert page.content.index(b"</head>") < 32_000


def test_machines_read_the_term_as_a_defined_term(anonymous, km, settings):
    term = linked_data(anonymous.get("/glossary/knowledge-management/"))
    assert term["@type"] == "DefinedTerm"
    assert term["name"] == "Knowledge management"
    assert term["termCode"] == "KM"
    assert term["alternateName"] == ["KM"]
    assert term["description"] == "What people know."
    assert term["inDefinedTermSet"]["url"] == f"{settings.BASE_URL}/glossary/"
    assert term["subjectOf"]["version"] == "1"


def test_a_version_leads_machines_to_the_term(anonymous, km, settings):
    page = anonymous.get("/glossary/knowledge-management/v/1/")
    head = metas(page)
    assert head["robots"] == "noindex"
    assert head["og:url"] == f"{settings.BASE_URL}/glossary/knowledge-management/"
    assert f'<link rel="canonical" href="{head["og:url"]}">' in page.text


def test_the_house_definition_stands_in_for_a_gloss_and_is_cut(anonymous):
    make_term("Long", definitions=(DefinitionEntry("word " * 200, is_house=True),))
    said = metas(anonymous.get("/glossary/long/"))["og:description"]
    assert said.startswith("word word")
    assert 280 < len(said) <= 300
    assert said.endswith("…")


def test_nothing_that_is_written_breaks_out_of_the_head(anonymous, cleo):
    evil = '"><script>alert(1)</script><!--</script>\u2028'
    term = make_term(
        f"E {evil}"[:60],
        by=cleo.user,
        gloss=evil,
        definitions=(DefinitionEntry(f"`{evil}` {evil}", is_house=True),),
    )
    page = anonymous.get(term.get_absolute_url())
    tree = html5lib.parse(page.content, namespaceHTMLElements=False)
    written = [one for one in tree.iter("script") if not (one.get("src") or one.get("type"))]
    assert written == []
    assert "</script>" in linked_data(page)["description"]
    assert metas(page)["og:description"].startswith('"><script>')


def test_a_draft_is_not_indexed_and_has_no_picture(anonymous):
    make_term("Tacit knowledge", status="draft")
    head = metas(anonymous.get("/glossary/tacit-knowledge/"))
    assert head["robots"] == "noindex"
    assert "og:image" not in head
    assert anonymous.get("/glossary/tacit-knowledge/card.png").status_code == 404


def test_the_picture_has_the_size_that_is_promised_and_is_asked_for_once(anonymous, carol, km):
    answer = anonymous.get("/glossary/knowledge-management/card.png?v=1")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    again = {"if-none-match": answer.headers["ETag"]}
    assert anonymous.get("/glossary/knowledge-management/card.png", headers=again).status_code == 304
    mine = carol.get("/glossary/knowledge-management/card.png")
    assert mine.headers["Cache-Control"] == "private, no-cache"
    assert anonymous.head("/glossary/knowledge-management/card.png").content == b""


def test_another_gloss_is_another_picture(anonymous, cleo, km):
    before = anonymous.get("/glossary/knowledge-management/card.png").headers["ETag"]
    curating.revise(
        km, base=1, title=km.title, entry=km_entry(km), gloss="Something else.", body="", by=cleo.user
    )
    assert anonymous.get("/glossary/knowledge-management/card.png").headers["ETag"] != before


def km_entry(term):
    return curating.Entry.of(term.current.structure)


def test_letters_of_europe_are_drawn_and_others_give_way_to_another_name():
    assert can_draw("Ünïcode ŞșžЖяαΩạ “know-how” …")
    assert not can_draw("知識")
    face = {"said": "", "status": "approved", "status_label": "approved", "site": "S"}
    assert draw(Face("知識", **face)) == draw(Face("", **face))
    assert draw(Face("知識", **face, spare_name="KM")) == draw(Face("KM", **face))


@pytest.mark.parametrize("name", ["x" * 200, "word " * 40, "W", " ", "a\tb"])
def test_a_name_of_any_length_leaves_the_foot_alone(name):
    drawn = Image.open(io.BytesIO(draw(Face(name, "word " * 56, "approved", "approved", "S" * 100))))
    margin = drawn.convert("RGB").crop((1118, 30, 1200, 630)).getcolors(9999)
    assert len(margin) <= 3  # paper and the paper of the foot
    assert font("Bold", 50).size == 50


def test_the_pages_of_sharing_ask_the_database_a_fixed_number_of_times(
    anonymous, km, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4):
        anonymous.get("/glossary/knowledge-management/share/")
    with django_assert_max_num_queries(2):
        anonymous.get("/glossary/knowledge-management/card.png")


def test_robots_may_read_terms_of_a_public_site(anonymous):
    text = anonymous.get("/robots.txt").text
    assert not re.search(r"Disallow: /(glossary|t)?/?$", text, re.MULTILINE)
