"""Rename and move: what it touches is shown first, and nothing happens until that is confirmed."""

import re

import pytest

from kmsite.pages.models import Page
from tests.make import make_article, make_audience


@pytest.fixture
def pump(db):
    """A pump below a hall, with a valve below it and a guide that links to it; and a yard."""
    hall = make_article("Hall")
    make_article("Yard")
    pump = make_article("Pump", parent=hall)
    make_article("Valve", parent=pump)
    make_article("Guide", "See [[Pump]].")
    return pump


def foreseen(person, path="/articles/pump/move/", **fields):
    """Send the first form; return the answer, its text, and the fields of the second form."""
    answer = person.post(path, fields)
    html = answer.content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', html)
    return answer, " ".join(re.sub(r"<[^>]+>", " ", html).split()), {**fields, "seen": seen and seen[1]}


def test_the_form_has_title_and_place_as_they_are(bob, pump):
    html = bob.get("/articles/pump/move/").content.decode()
    assert 'value="Pump"' in html
    assert 'value="Hall"' in html
    assert '<option value="yard">Yard</option>' in html


def test_what_it_touches_is_shown_before_it_is_done(bob, pump):
    answer, text, _fields = foreseen(bob, title="Water pump", parent="Yard")
    assert answer.status_code == 200
    for sentence in (
        "Pump Water pump",
        "Below Yard",
        "/articles/water-pump/ The old address keeps leading here, for ever.",
        "1 page goes along.",
        "1 page links here, and will go on doing so: Guide",
        "Everyone , as before",
    ):
        assert sentence in text
    assert Page.objects.get(pk=pump.pk).title == "Pump"


def test_once_confirmed_it_is_done(bob, pump):
    _answer, _text, fields = foreseen(bob, title="Water pump", parent="yard")
    answer = bob.post("/articles/pump/move/", fields)
    assert answer.headers["Location"] == "/articles/water-pump/"
    page = Page.objects.get(pk=pump.pk)
    assert (page.title, page.parent.title) == ("Water pump", "Yard")
    assert bob.get("/articles/pump/").headers["Location"] == "/articles/water-pump/"


def test_after_renaming_a_page_that_others_link_to_their_links_can_be_written_anew(bob, pump):
    make_article("Leaflet", "See [[Pump]].")
    _answer, _text, fields = foreseen(bob, title="Water pump", parent="yard")
    told = bob.post("/articles/pump/move/", fields, follow=True).text
    assert 'href="/articles/water-pump/relink/">Update links to this page</a>' in told


def test_an_empty_place_is_the_top(bob, pump):
    _answer, text, fields = foreseen(bob, title="Pump", parent="")
    assert "At the top" in text
    bob.post("/articles/pump/move/", fields)
    assert Page.objects.get(pk=pump.pk).parent is None


def test_what_changed_meanwhile_is_shown_again(bob, pump):
    _answer, _text, fields = foreseen(bob, title="Water pump", parent="yard")
    make_article("Second guide", "See [[Pump]].")
    answer = bob.post("/articles/pump/move/", fields)
    assert answer.status_code == 422
    assert "Something changed meanwhile" in answer.content.decode()
    assert Page.objects.get(pk=pump.pk).title == "Pump"


def test_a_title_that_is_taken_there_is_named(bob, pump):
    make_article("Pump", parent=Page.objects.get(slug="yard"))
    _answer, text, fields = foreseen(bob, title="Pump", parent="yard")
    assert "A page there has this title already. Pump" in text
    assert fields["seen"] is None


def test_a_page_cannot_be_put_below_itself(bob, pump):
    _answer, _text, fields = foreseen(bob, title="Pump", parent="valve")
    answer = bob.post("/articles/pump/move/", fields)
    assert answer.status_code == 422
    assert "below itself" in answer.content.decode()


def test_a_narrower_place_says_who_will_read(alice, bob, pump):
    board = make_audience("Board", bob.user)
    make_article("Board room", audience=board)
    _answer, text, fields = foreseen(bob, title="Pump", parent="Board room")
    assert "Everyone Board The same holds for 1 page below." in text
    bob.post("/articles/pump/move/", fields)
    assert alice.get("/articles/valve/").status_code == 404


def test_nothing_hidden_is_named_counted_or_offered(alice, bob, pump):
    board = make_audience("Board", alice.user)
    make_article("Secret", "See [[Pump]].", audience=board)
    make_article("Hidden leaf", parent=pump, audience=board)
    _answer, text, _fields = foreseen(bob, title="Big pump", parent="yard")
    assert "1 page goes along." in text
    assert "1 page links here" in text
    assert "Secret" not in text
    hidden = foreseen(bob, title="Pump", parent="Secret")[1]
    assert hidden == foreseen(bob, title="Pump", parent="Nowhere")[1].replace("Nowhere", "Secret")
    assert "There is no page with this title or address." in hidden


def test_the_same_title_and_place_change_nothing(bob, pump):
    _answer, text, fields = foreseen(bob, title="Pump", parent="hall")
    assert "Nothing would change" in text
    assert fields["seen"] is None


def test_an_author_may_not(alice, pump):
    assert alice.get("/articles/pump/move/").status_code == 403


def test_the_old_address_leads_to_the_form_of_the_new_one(bob, pump):
    _answer, _text, fields = foreseen(bob, title="Water pump", parent="hall")
    bob.post("/articles/pump/move/", fields)
    assert bob.get("/articles/pump/move/").headers["Location"] == "/articles/water-pump/move/"
