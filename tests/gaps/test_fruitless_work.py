"""A search that found nothing becomes an article, a term, a name or nothing: one step each."""

from datetime import timedelta

import pytest
from django.utils import timezone

from glossary.models import Term
from kmsite.gaps import settling
from kmsite.gaps.listing import fruitless, nobody_found, told
from kmsite.pages.models import Name
from kmsite.search.models import SettledSearch
from tests.gaps.conftest import lines
from tests.make import make_article, make_term

LIST = "/reports/nobody-found/"


def asked(person):
    return set(lines(person, "nobody-found"))


def test_days_are_added_up_and_the_most_wanted_comes_first(bob, searched):
    searched("peer assist", times=2, people=2)
    searched("Peer-assist", times=3, people=1, days=5)
    searched("harvest", times=4)
    searched("long ago", times=99, days=91)
    assert lines(bob, "nobody-found") == {
        "peer assist": ("5", "2", "still nothing"),
        "harvest": ("4", "1", "still nothing"),
    }
    assert [(one.text, one.times) for one in nobody_found(bob.user, 1)] == [("peer assist", 5)]


def test_home_and_the_report_name_the_same(bob, searched):
    for text, days in (("free beer", 3), ("found since", 3), ("found before", 0), ("pump", 0), ("wheel", 0)):
        searched(text, days=days, times=days + 1)
    make_article("Pump")
    settling.settle("free beer", "unwanted", by=bob.user)
    settling.settle("found since", "found", by=bob.user)
    settling.settle("found before", "found", by=bob.user)
    SettledSearch.objects.filter(key="found before").update(at=timezone.now() - timedelta(days=2))
    assert nobody_found(bob.user, 9) == told(fruitless(bob.user).order_by("-times", "key"))
    assert asked(bob) == {"found before", "wheel"}


def test_an_article_is_begun_with_the_title_filled_in_and_the_row_goes_by_itself(bob, searched):
    searched("Peer & assist?")
    page = bob.get(LIST).content.decode()
    assert 'href="/new/?title=Peer%20%26%20assist%3F"' in page
    assert 'value="Peer &amp; assist?"' in bob.get("/new/?title=Peer%20%26%20assist%3F").content.decode()
    make_article("Peer & assist?")
    assert asked(bob) == set()


def test_a_term_is_begun_with_its_name_by_a_curator_and_proposed_by_others(bob, cleo, searched):
    searched("peer assist")
    for person, said in ((cleo, "New term"), (bob, "Propose a term")):
        page = person.get(LIST).content.decode()
        assert said in page
        assert 'href="/terms/new/?name=peer%20assist"' in page
        assert 'value="peer assist"' in person.get("/terms/new/?name=peer%20assist").content.decode()
    assert "Name of a term" not in bob.get(LIST).content.decode()
    make_term("Peer assist")
    assert asked(cleo) == set()


@pytest.mark.parametrize("kind", ["hidden", "admitted"])
def test_a_curator_gives_a_term_the_name_that_people_search_for(cleo, searched, kind):
    searched("peer helping")
    term = make_term("Peer assist")
    form = cleo.get("/reports/nobody-found/name/?q=peer+helping").content.decode()
    assert "Which term is meant by “peer helping”?" in form
    answer = cleo.post(
        "/reports/nobody-found/name/?q=peer+helping", {"term": "Peer assist", "kind": kind}, follow=True
    )
    assert "“Peer assist” is found by “peer helping” now." in answer.content.decode()
    assert Name.objects.get(page=term.pk, key="peer helping").kind == kind
    saved = Term.objects.with_current().get(pk=term.pk).current
    assert (saved.by, saved.number) == (cleo.user, 2)
    assert saved.summary == "Add the name “peer helping”, which people searched for"
    assert asked(cleo) == set()
    settled = SettledSearch.objects.get()
    assert (settled.by, settled.page_id, settled.outcome) == (cleo.user, term.pk, "synonym")


def test_a_refusal_is_shown_and_changes_nothing(cleo, searched):
    searched("peer assist")
    make_term("Peer assist meeting", "Peer assist")
    address = "/reports/nobody-found/name/?q=Peer+assist"
    for sent, said in (
        ({"term": "Peer assist meeting", "kind": "hidden"}, "stands there twice"),
        ({"term": "No such term", "kind": "hidden"}, "no page with this title"),
        ({"term": "Peer assist meeting", "kind": "title"}, "valid choice"),
        ({}, "required"),
    ):
        answer = cleo.post(address, sent)
        assert answer.status_code == 422
        assert said in answer.content.decode(), sent
    assert not SettledSearch.objects.exists()


def test_only_a_curator_names_a_term_so_and_nobody_looks_at_the_form_of_nothing(bob, cleo):
    assert bob.get("/reports/nobody-found/name/?q=peer").status_code == 403
    for question in ("", "?!", "x" * 101, "\0"):
        assert cleo.get("/reports/nobody-found/name/", {"q": question}).status_code == 404


def test_what_is_not_wanted_is_taken_off_on_record_and_put_back(bob, alice, searched):
    searched("free beer", times=3)
    assert alice.post(f"{LIST}settle/", {"q": "free beer"}).status_code == 403
    answer = bob.post(f"{LIST}settle/", {"q": "free beer", "why": "unwanted"}, follow=True)
    assert "“free beer” is off the list." in answer.content.decode()
    assert asked(bob) == set()
    searched("Free beer?", days=-1)
    assert asked(bob) == set(), "also when it is searched for again"
    settled = bob.get(f"{LIST}settled/").content.decode()
    assert "free beer" in settled
    assert "not wanted here" in settled
    assert "Bob" in settled
    bob.post(f"{LIST}put-back/", {"q": "free beer"})
    assert len(asked(bob)) == 1


def test_what_finds_something_by_now_says_so_and_comes_back_if_it_fails_again(bob, searched):
    searched("valve grease")
    make_article("Pump", "It needs valve grease.")
    assert lines(bob, "nobody-found")["valve grease"][2] == "it finds something"
    bob.post(f"{LIST}settle/", {"q": "valve grease", "why": "found"})
    assert asked(bob) == set()
    searched("valve grease", days=-1)
    assert asked(bob) == {"valve grease"}


def test_what_nobody_searched_for_cannot_be_taken_off(bob):
    assert bob.post(f"{LIST}settle/", {"q": "never asked"}).status_code == 404
    assert bob.post(f"{LIST}settle/", {}).status_code == 404
    assert not SettledSearch.objects.exists()


def test_what_was_taken_off_is_forgotten_in_the_end(bob):
    for text, days in (("old", 401), ("new", 399)):
        settling.settle(text, "unwanted", by=bob.user)
        SettledSearch.objects.filter(key=text).update(at=timezone.now() - timedelta(days=days))
    settling.forget_old()
    assert [row.key for row in SettledSearch.objects.all()] == ["new"]
