"""What machines are told of pages: only of those that everybody may read, and only what these pages show."""

import json

import html5lib
import pytest

from communities.discussions import accepting
from glossary.entry import DefinitionEntry
from kmsite.pages.endings import archiving
from kmsite.talk import commenting
from tests.make import make_article, make_audience, make_community, make_discussion, make_term

REQUIRED = {
    "Article": {"headline", "datePublished", "dateModified", "author", "publisher", "inLanguage", "url"},
    "BreadcrumbList": {"itemListElement"},
    "DefinedTerm": {"name", "inDefinedTermSet", "url"},
    "DiscussionForumPosting": {"headline", "text", "datePublished", "author", "url"},
    "QAPage": {"mainEntity"},
    "Question": {"name", "text", "answerCount", "datePublished", "acceptedAnswer"},
    "Answer": {"text", "url", "datePublished"},
    "ListItem": {"position", "name", "item"},
    "Person": {"name"},
    "Organization": {"name", "url"},
}
"""What those who read schema.org's vocabulary need of each type."""


def tree_of(page):
    return html5lib.parse(page.content, namespaceHTMLElements=False)


def told(page):
    """Return what stands in the page for machines, by type; everything in it has what its type needs."""
    scripts = [one.text for one in tree_of(page).iter("script") if one.get("type") == "application/ld+json"]
    blocks = [json.loads(text) for text in scripts]
    for block in blocks:
        assert block["@context"] == "https://schema.org"
        assert_complete(block)
    return {block["@type"]: block for block in blocks}


def assert_complete(said):
    if isinstance(said, list):
        for one in said:
            assert_complete(one)
    elif isinstance(said, dict):
        assert said.keys() >= REQUIRED.get(said.get("@type"), set()), said
        for one in said.values():
            assert_complete(one)


def metas(page):
    return {tag.get("property") or tag.get("name"): tag.get("content") for tag in tree_of(page).iter("meta")}


def canonical(page):
    """Return the one canonical address of a page, None where it has none."""
    links = [one.get("href") for one in tree_of(page).iter("link") if one.get("rel") == "canonical"]
    assert len(links) <= 1
    return links[0] if links else None


@pytest.fixture
def base(settings):
    settings.BASE_URL = "https://wiki.example"
    return settings.BASE_URL


def test_an_article_tells_who_wrote_it_when_and_where_it_stands(anonymous, alice, base):
    above = make_article("Machines", by=alice.user)
    page = make_article("Pump", by=alice.user, parent=above, lede="Moves water.", tags=["pump"])
    answer = anonymous.get("/articles/pump/")
    said = told(answer)
    assert said["Article"]["headline"] == "Pump"
    assert said["Article"]["author"] == {"@type": "Person", "name": str(alice.user)}
    assert said["Article"]["publisher"]["name"] == "Commonplace"
    assert said["Article"]["datePublished"] == page.created_at.isoformat()
    assert said["Article"]["inLanguage"] == "en"
    way = [(one["name"], one["item"]) for one in said["BreadcrumbList"]["itemListElement"]]
    assert way == [
        ("Articles", f"{base}/articles/"),
        ("Machines", f"{base}/articles/machines/"),
        ("Pump", f"{base}/articles/pump/"),
    ]
    head = metas(answer)
    assert head["og:title"] == "Pump"
    assert head["description"] == head["og:description"] == "Moves water."
    assert head["og:url"] == canonical(answer) == f"{base}/articles/pump/"


def test_a_page_that_is_not_for_everybody_tells_machines_nothing(alice, anonymous, settings):
    few = make_article("Hidden", by=alice.user, audience=make_audience("Few", alice.user))
    hidden = alice.get(few.get_absolute_url())
    page = make_article("Old", by=alice.user)
    archiving.archive(page, by=alice.user)
    make_article("Open", by=alice.user)
    assert told(anonymous.get("/articles/open/")) != {}
    assert told(anonymous.get("/articles/old/")) == told(hidden) == {}
    assert "og:title" not in metas(hidden)
    settings.READING = "signed-in"
    assert told(alice.get("/articles/open/")) == {}


def test_nothing_of_a_hidden_page_above_is_told(anonymous, alice):
    """A page is never wider than the one above; where it was made so by hand, the way leaves that out."""
    few = make_audience("Few", alice.user)
    above = make_article("Secret plan", by=alice.user)
    make_article("Below", by=alice.user, parent=above)
    type(above).objects.filter(pk=above.pk).update(reach=few.pk)
    assert "Secret plan" not in anonymous.get("/articles/below/").text


def test_a_question_with_an_answer_is_a_page_of_questions(anonymous, alice, bob):
    page = make_discussion("How do we begin?", "I do not know.", by=alice.user)
    address = "/discussions/how-do-we-begin/"
    posting = told(anonymous.get(address))["DiscussionForumPosting"]
    assert posting["text"] == "I do not know."
    comment = commenting.comment(page, body="With *one* page.", by=bob.user)
    accepting.accept(page, comment.pk, by=alice.user)
    said = told(anonymous.get(address))
    question = said["QAPage"]["mainEntity"]
    assert question["name"] == "How do we begin?"
    assert question["acceptedAnswer"][0]["text"] == "With one page."
    assert question["acceptedAnswer"][0]["author"]["name"] == str(bob.user)
    assert said["BreadcrumbList"]["itemListElement"][0]["name"] == "Discussions"


def test_a_community_and_a_term_say_where_they_stand(anonymous, base):
    make_community("Pump people", visibility="public")
    make_term("Tacit knowledge")
    way = told(anonymous.get("/communities/pump-people/"))["BreadcrumbList"]["itemListElement"]
    assert [one["item"] for one in way] == [f"{base}/communities/", f"{base}/communities/pump-people/"]
    assert told(anonymous.get("/glossary/tacit-knowledge/"))["DefinedTerm"]["name"] == "Tacit knowledge"


@pytest.mark.parametrize(
    "evil", ['"><script>alert(1)</script>', "</script><b>", "<!--<script>", "\u2028'\"&"]
)
def test_nothing_that_is_written_breaks_out_of_the_head(anonymous, alice, evil):
    page = make_article(f"E {evil}", f"{evil} text", by=alice.user, lede=evil, tags=["x"])
    answer = anonymous.get(page.get_absolute_url())
    assert [one for one in tree_of(answer).iter("script") if not (one.get("src") or one.get("type"))] == []
    assert told(answer)["Article"]["headline"] == page.title
    assert metas(answer)["og:title"] == page.title
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]


def test_every_kind_of_page_and_list_has_one_address_and_one_pattern_of_title(anonymous, alice, base):
    make_article("Pump", by=alice.user, tags=["red"])
    make_term("Tacit knowledge", definitions=(DefinitionEntry("What.", is_house=True),))
    make_community("Pump people", visibility="public")
    make_discussion()
    for path in (
        "/",
        "/articles/",
        "/articles/pump/",
        "/articles/pump/history/",
        "/glossary/",
        "/glossary/tacit-knowledge/",
        "/communities/",
        "/communities/pump-people/",
        "/discussions/",
        "/discussions/how-do-we-begin/",
        "/tags/",
        "/tags/red/",
        "/changes/",
    ):
        answer = anonymous.get(path)
        assert canonical(answer) == f"{base}{path}", path
        title = next(tree_of(answer).iter("title")).text
        assert title.strip() == "Commonplace" or title.endswith(" \N{EN DASH} Commonplace"), path


def test_the_address_of_a_list_keeps_its_part_and_drops_what_chooses_from_it(anonymous, alice, base):
    make_article("Pump", by=alice.user)
    assert canonical(anonymous.get("/articles/?view=changes&utm_source=x")) == f"{base}/articles/"
    assert canonical(anonymous.get("/changes/?older=a%22%3Eb&x=1")) == f"{base}/changes/?older=a%22%3Eb"
    assert canonical(anonymous.get("/articles/nowhere/")) is None
    assert canonical(anonymous.get("/articles/pump/history/1/")) == f"{base}/articles/pump/"
