"""Lists: articles, changes, tags, what links here. Each costs the same at ten times the content."""

import json
from xml.etree import ElementTree

import pytest

from kmsite.pages.models import Page
from kmsite.pages.saving.editing import revise
from tests.make import make_article, make_audience

pytestmark = pytest.mark.django_db

MOST_STATEMENTS = {"/search/?q=water": 17}
"""Search asks for synonyms, longer words, people and reasons as well; every other list takes ten."""


def plant(count, tag="water"):
    """Grow `count` sections of two pages each that all link to the first page and carry a tag."""
    target = Page.objects.order_by("id").first() or make_article("Target")
    start = Page.objects.count()
    for number in range(start, start + count):
        section = make_article(f"Section {number}", f"See [[{target.title}]].", tags=[tag, f"tag {number}"])
        make_article(f"Page {number}", "Water everywhere.", parent=section, tags=[tag])
    return target


LISTS = (
    "/articles/",
    "/articles/?view=changes",
    "/changes/",
    "/changes.atom",
    "/tags/",
    "/tags/water/",
    "/articles/target/links/",
    "/articles/target/history/",
    "/articles/target.atom",
    "/search/?q=water",
    "/suggest/?q=sec",
)


def test_a_list_costs_the_same_at_ten_times_the_content(alice, django_assert_max_num_queries):
    def statements(path):
        with django_assert_max_num_queries(MOST_STATEMENTS.get(path, 10), info=path) as asked:
            assert alice.get(path).status_code == 200, path
        return len(asked)

    plant(3)
    for path in LISTS:
        alice.get(path)
    few = {path: statements(path) for path in LISTS}
    plant(30)
    many = {path: statements(path) for path in LISTS}
    assert {path: many[path] for path in LISTS if many[path] > few[path]} == {}


def test_the_tree_shows_sections_with_their_pages(anonymous):
    methods = make_article("Methods")
    interview = make_article("Interview", parent=methods)
    make_article("Questions", parent=interview)
    make_article("Zebra")
    shown = anonymous.get("/articles/").content.decode()
    order = [shown.index(f">{title}<") for title in ("Methods", "Interview", "Questions", "Zebra")]
    assert order == sorted(order)


def test_a_big_section_is_a_link_away_and_comes_in_pages(anonymous):
    methods = make_article("Methods")
    for number in range(60):
        make_article(f"Method {number:02}", parent=methods)
    shown = anonymous.get("/articles/").content.decode()
    assert "Method 19" in shown
    assert "Method 20" not in shown
    assert 'href="?under=methods"' in shown
    below = anonymous.get("/articles/?under=methods").content.decode()
    assert "Method 49" in below
    assert "Method 50" not in below
    assert "?under=methods&amp;older=" in below


def test_an_empty_wiki_offers_to_begin(alice, carol):
    for path in ("/articles/", "/articles/?view=changes"):
        assert "Write an article" in alice.get(path).content.decode()
        assert "No articles yet" in carol.get(path).content.decode()
        assert "Write an article" not in carol.get(path).content.decode()


def test_lists_show_only_what_one_may_see(alice, mallory, anonymous):
    target = make_article("Target")
    board = make_audience("board", alice.user)
    make_article("Merger", "We buy [[Target]].", audience=board, tags=["secret"], by=alice.user)
    assert target
    for path in (
        "/articles/",
        "/articles/?view=changes",
        "/changes/",
        "/changes.atom",
        "/articles/target/links/",
    ):
        assert "Merger" in alice.get(path).content.decode(), path
        for nobody in (mallory, anonymous):
            assert "Merger" not in nobody.get(path).content.decode(), path
    assert "secret" in alice.get("/tags/").content.decode()
    assert "secret" not in mallory.get("/tags/").content.decode()
    assert alice.get("/tags/secret/").status_code == 200
    assert mallory.get("/tags/secret/").status_code == 404


def test_a_hidden_section_hides_from_the_tree_and_as_a_starting_point(alice, mallory):
    slug = make_article("Merger", audience=make_audience("board", alice.user)).slug
    assert alice.get(f"/articles/?under={slug}").status_code == 200
    assert mallory.get(f"/articles/?under={slug}").status_code == 404


def test_changes_can_leave_out_minor_edits(carol, alice):
    page = make_article("Pump", by=alice.user, summary="Begin")
    revise(page, base=1, body="Other.\n", minor=True, by=alice.user, summary="A comma")
    assert "A comma" in carol.get("/changes/").content.decode()
    without = carol.get("/changes/?minor=no").content.decode()
    assert "A comma" not in without
    assert "Begin" in without


@pytest.mark.parametrize(
    "position", ["x", "~", "2026-01-01", "2026-13-01~1", f"2026-01-01~{'9' * 40}", "\0~1", ""]
)
@pytest.mark.parametrize("direction", ["older", "newer"])
def test_an_odd_position_is_never_an_error(anonymous, position, direction):
    make_article("Pump")
    for path in ("/changes/", "/articles/?view=changes", "/articles/", "/tags/", "/articles/pump/history/"):
        assert anonymous.get(path, {direction: position}).status_code == 200


def test_changes_page_back_and_forth_without_a_gap(anonymous):
    for number in range(120):
        make_article(f"Page {number:03}")
    seen, path = [], "/changes/"
    while path:
        part = anonymous.get(path).context["slice"]
        seen += [deed.revision.title for deed in part.rows]
        path = part.older and f"/changes/{part.older}"
    assert seen == [f"Page {number:03}" for number in reversed(range(120))]
    back = anonymous.get(f"/changes/{part.newer}").context["slice"]
    assert [deed.revision.title for deed in back.rows] == seen[50:100]


def test_a_feed_is_an_atom_document_with_whole_addresses(anonymous, settings):
    settings.BASE_URL = "https://wiki.example"
    hostile = 'Pump <b>&</b> "quotes" ]]>'
    page = make_article(hostile, summary="<script>alert(1)</script>")
    for path in ("/changes.atom", f"/articles/{page.slug}.atom"):
        response = anonymous.get(path)
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        feed = ElementTree.fromstring(response.content)
        atom = "{http://www.w3.org/2005/Atom}"
        entry = feed.find(f"{atom}entry")
        assert entry.find(f"{atom}title").text == hostile
        assert (
            entry.find(f"{atom}link").get("href") == f"https://wiki.example/articles/{page.slug}/history/1/"
        )
        assert entry.find(f"{atom}id").text == f"https://wiki.example/p/{page.pk}/#1"
        assert {
            link.get("href").startswith("https://wiki.example/") for link in feed.iter(f"{atom}link")
        } == {True}


def test_an_entry_of_a_feed_keeps_its_id_when_the_page_is_renamed(anonymous, bob):
    page = make_article("Pump", by=bob.user)
    before = ElementTree.fromstring(anonymous.get("/changes.atom").content)
    revise(page, base=1, body=page.current.body, title="Water pump", by=bob.user)
    after = ElementTree.fromstring(anonymous.get("/changes.atom").content)
    ids = [[e.text for e in feed.iter("{http://www.w3.org/2005/Atom}id")][1:] for feed in (before, after)]
    assert set(ids[0]) <= set(ids[1])


def test_tags_are_listed_with_their_pages_and_can_be_combined(anonymous):
    make_article("Pump", tags=["Water", "Machines"])
    make_article("Valve", tags=["Water"])
    assert "2" in anonymous.get("/tags/").content.decode()
    both = anonymous.get("/tags/water/").content.decode()
    assert "Pump" in both
    assert "Valve" in both
    narrowed = anonymous.get("/tags/water/?tag=machines").content.decode()
    assert "Pump" in narrowed
    assert "Valve" not in narrowed
    assert anonymous.get("/tags/water/?tag=nothing").status_code == 404
    assert anonymous.get("/tags/nothing/").status_code == 404


def test_what_links_here_is_listed_or_said_to_be_nothing(anonymous):
    make_article("Pump")
    assert "No page links here yet" in anonymous.get("/articles/pump/links/").content.decode()
    make_article("Fountain", "Needs a [[Pump]].")
    assert "Fountain" in anonymous.get("/articles/pump/links/").content.decode()


def test_a_permanent_address_leads_to_the_page(anonymous, alice):
    page = make_article("Pump")
    hidden = make_article("Merger", audience=make_audience("board", alice.user))
    response = anonymous.get(f"/p/{page.pk}/")
    assert (response.status_code, response["Location"]) == (302, "/articles/pump/")
    assert anonymous.get(f"/p/{hidden.pk}/").status_code == 404
    assert alice.get(f"/p/{hidden.pk}/").status_code == 302
    assert anonymous.get(f"/p/{'9' * 30}/").status_code == 404


def test_suggestions_are_titles_with_their_addresses(anonymous):
    make_article("Pump")
    answer = json.loads(anonymous.get("/suggest/?q=pu").content)
    assert answer == {"items": [{"title": "Pump", "kind": "article", "url": "/articles/pump/"}]}
    assert json.loads(anonymous.get("/suggest/", {"q": "\0" + "x" * 10_000}).content) == {"items": []}


def test_the_tree_leads_editors_to_its_order(alice, bob):
    section = make_article("Hall", by=alice.user)
    assert 'href="/order/"' in bob.get("/articles/").text
    assert f'href="{section.get_absolute_url()}order/"' in bob.get("/articles/?under=hall").text
    assert "/order/" not in alice.get("/articles/").text


def test_a_page_for_an_audience_says_so(anonymous, alice):
    plan = make_article("Plan", by=alice.user, audience=make_audience("Insiders", alice.user))
    make_article("Pump", by=alice.user)
    assert "Not for everyone" in alice.get(plan.get_absolute_url()).text
    assert "Not for everyone" not in anonymous.get("/articles/pump/").text
