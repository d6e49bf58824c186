"""Beginning an article."""

import pytest

from articles.models import Article
from tests.articles.writing import new
from tests.make import make_article, make_audience

pytestmark = pytest.mark.django_db


def test_an_author_writes_an_article_and_lands_on_it(alice):
    response = alice.post("/new/", new("Centrifugal pump", "It turns.", tags="pumps, water", summary="Begin"))
    assert (response.status_code, response["Location"]) == (302, "/articles/centrifugal-pump/")
    page = Article.objects.get(slug="centrifugal-pump")
    assert page.current.body == "It turns.\n"
    assert page.current.by == alice.user
    assert [tag.name for tag in page.tags.order_by("key")] == ["pumps", "water"]


def test_a_red_link_brings_its_title_along(alice):
    page = alice.get("/new/?title=Knowledge+map").content.decode()
    assert 'value="Knowledge map"' in page


def test_an_article_is_written_below_the_one_that_was_open(alice):
    make_article("Methods")
    assert 'value="methods"' in alice.get("/new/?parent=methods").content.decode()
    alice.post("/new/", new("Interview", parent="methods"))
    assert Article.objects.get(slug="interview").parent.slug == "methods"


def test_the_sections_that_one_may_see_are_offered_as_parents(alice, bob):
    make_article("Methods")
    make_article("Merger", audience=make_audience("board", bob.user))
    offered = alice.get("/new/").content.decode()
    assert '<option value="methods">Methods</option>' in offered
    assert "Merger" not in offered
    assert ">Merger</option>" in bob.get("/new/").content.decode()


def test_a_parent_may_be_named_by_its_title(alice):
    make_article("Methods")
    alice.post("/new/", new("Interview", parent="methods "))
    assert Article.objects.get(slug="interview").parent.title == "Methods"


def test_an_unknown_parent_is_an_error_that_keeps_the_text(alice):
    response = alice.post("/new/", new("Interview", "Ask them.", parent="Nowhere"))
    assert response.status_code == 422
    assert "There is no page with this title or address." in response.content.decode()
    assert "Ask them." in response.content.decode()


def test_a_parent_that_one_may_not_see_does_not_exist(alice, bob):
    secret = make_audience("board", bob.user)
    make_article("Merger", audience=secret)
    hidden = alice.post("/new/", new("Interview", parent="Merger")).content.decode()
    assert "There is no page with this title or address." in hidden
    assert bob.post("/new/", new("Interview", parent="Merger")).status_code == 302


def test_similar_titles_are_shown_before_somebody_writes_twice(alice):
    make_article("Knowledge audit")
    assert "/articles/knowledge-audit/" in alice.get("/new/?title=Knowledge+audits").content.decode()


def test_a_taken_title_leads_to_the_page_that_has_it(alice):
    make_article("Pump")
    response = alice.post("/new/", new("pump", "Mine."))
    page = response.content.decode()
    assert response.status_code == 422
    assert "There is a page with this title here already." in page
    assert 'href="/articles/pump/"' in page
    assert "Mine." in page


def test_a_double_submit_makes_one_page(alice):
    form = new("Pump", key="3c5b")
    assert [alice.post("/new/", form)["Location"] for _ in range(2)] == ["/articles/pump/"] * 2
    assert Article.objects.count() == 1


def test_a_reader_is_told_that_writing_is_not_theirs(carol):
    assert carol.get("/new/").status_code == 403
    assert carol.post("/new/", new()).status_code == 403
    assert not Article.objects.exists()


def test_somebody_unknown_signs_in_first_and_comes_back(anonymous):
    response = anonymous.get("/new/?title=Knowledge+map")
    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/new/%3Ftitle%3DKnowledge%2Bmap"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "", "This field is required."),
        ("title", "x" * 201, "at most"),
        ("lede", "x" * 501, "at most"),
        ("summary", "x" * 301, "at most"),
        ("tags", ",".join(str(n) for n in range(31)), "tags"),
        ("tags", "x" * 61, "A tag has 60 characters at most"),
        ("body", "x" * (256 * 1024 + 1), "This text is too long"),
    ],
)
def test_what_cannot_be_kept_is_said_clearly_and_nothing_is_lost(alice, field, value, message):
    response = alice.post("/new/", new("Pump", "A text to keep.") | {field: value})
    page = response.content.decode()
    assert response.status_code == 422
    assert message in page
    assert "A text to keep." in page or field == "body"
    assert not Article.objects.exists()


def test_hostile_text_in_a_form_is_shown_as_text(alice):
    page = alice.get("/new/?title=%3Cscript%3Ealert(1)%3C/script%3E").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
