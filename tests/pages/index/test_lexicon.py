"""The site's own words: learnt with a save, known only to who may read them, forgotten with their pages."""

import pytest

from kmsite.pages.endings import purging, trashing
from kmsite.pages.endings.redacting import Secret
from kmsite.pages.endings.removing import remove
from kmsite.pages.index import lexicon, recounting
from kmsite.pages.index.lexicon import beginning_with, distance, near
from kmsite.pages.models import Audience, Shortening, Word
from kmsite.pages.places import merging, moving
from kmsite.pages.readers.audiences import set_audience
from kmsite.pages.saving import editing
from tests.make import make_article, make_audience

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(alice):
    return make_audience("Board", alice.user)


@pytest.fixture
def signed_in(db):
    return Audience.objects.get(pk=-1)


def known(*words, is_signed_in=False):
    """Return those of `words` that somebody is offered by their first letters."""
    return [word for word in words if word in beginning_with(word[:3], is_signed_in)]


def test_a_save_teaches_title_names_tags_headings_and_text():
    make_article("Pumphouse", "## Valvegear\n\nThe crankshaft turns.", tags=["Millpond"], lede="Sluicegate.")
    words = ["pumphouse", "valvegear", "crankshaft", "turns", "millpond", "sluicegate"]
    assert known(*words) == words


def test_words_are_folded_and_numbers_codes_stop_words_and_addresses_are_not_learnt():
    make_article("Pump", "The naïve organization; see AB12 and https://canary.example.org/ with it.")
    assert known("naive", "organisation") == ["naive", "organisation"]
    assert not Word.objects.filter(word__in=["ab", "the", "with", "canary", "organization"]).exists()


def test_words_for_people_who_signed_in_are_not_told_to_strangers(signed_in):
    make_article("Pump", "The crankshaft.", audience=signed_in)
    assert known("crankshaft") == []
    assert known("crankshaft", is_signed_in=True) == ["crankshaft"]
    make_article("Mill", "A crankshaft.")
    assert known("crankshaft") == ["crankshaft"]


def test_pages_for_people_who_signed_in_have_no_part_in_what_strangers_are_offered_first(signed_in):
    make_article("Pump", "bump, and a bumper")
    for number in range(3):
        make_article(f"Mill {number}", "bumper", audience=signed_in)
    for _hour in range(2):
        assert beginning_with("bump", is_signed_in=False) == ["bump", "bumper"]
        assert near("bumpe", is_signed_in=False) == ["bump", "bumper"]
        recounting.recount()
    assert beginning_with("bump", is_signed_in=True) == ["bumper", "bump"]
    assert lexicon.known(["bump", "bumper"], is_signed_in=False) == {"bump": 1, "bumper": 1}
    assert lexicon.known(["bump", "bumper"], is_signed_in=True) == {"bump": 1, "bumper": 4}


def test_words_of_an_audience_are_never_known(board):
    page = make_article("Falconry", "Gyrfalcons.", audience=board)
    editing.revise(page, base=1, body="Gyrfalcons and merlins.", by=None)
    assert known("falconry", "gyrfalcons", "merlins", is_signed_in=True) == []
    assert not Word.objects.exists()


def test_a_narrowed_page_takes_its_words_along_with_those_below_it(board, signed_in):
    page = make_article("Falconry", "Gyrfalcons.")
    make_article("Aviary", "Feathers of gyrfalcons.", parent=page)
    make_article("Meadow", "Feathers.")
    set_audience(page, signed_in)
    assert known("falconry", "gyrfalcons", "aviary", "feathers") == ["feathers"]
    assert known("falconry", "gyrfalcons", is_signed_in=True) == ["falconry", "gyrfalcons"]
    set_audience(page, board)
    assert known("falconry", "gyrfalcons", "aviary", "feathers", is_signed_in=True) == ["feathers"]
    assert not Shortening.objects.filter(word="gyrfalcons").exists()
    set_audience(page, None)
    assert known("falconry", "gyrfalcons", "aviary") == ["falconry", "gyrfalcons", "aviary"]


def test_a_word_that_was_edited_away_goes_with_its_page_before_the_next_count(board, alice):
    page = make_article("Bird", "A gyrfalcon.", by=alice.user)
    editing.revise(page, base=1, body="A merlin.", by=alice.user)
    assert known("gyrfalcon", "merlin") == ["gyrfalcon", "merlin"]
    set_audience(page, board)
    assert not Word.objects.exists()


def test_a_secret_that_was_edited_away_first_is_known_no_longer_than_it_stands_in_history(ada):
    page = make_article("Door", "Opens with swordfish.", by=ada.user)
    editing.revise(page, base=1, body="Opens.", by=ada.user)
    remove(page, secret=Secret.of("swordfish"), why="A password", by=ada.user)
    assert known("opens", "swordfish") == ["opens"]


def test_another_form_of_a_hidden_word_does_not_keep_it_known(board):
    page = make_article("Bird", "A gyrfalconer.")
    make_article("Meadow", "Gyrfalconers.")
    set_audience(page, board)
    assert known("gyrfalconer", "gyrfalconers") == ["gyrfalconers"]


def test_a_page_moved_below_a_narrower_one_takes_its_words_along(board, alice):
    bird, hall = make_article("Bird", "Gyrfalcons."), make_article("Hall", audience=board)
    moving.move(bird, parent=hall, by=alice.user)
    assert known("gyrfalcons", "bird", is_signed_in=True) == []


def test_the_trash_forgets_and_restoring_learns_again(alice):
    page = make_article("Falconry", "Gyrfalcons.")
    batch = trashing.trash([page], by=None)
    assert known("falconry", "gyrfalcons") == []
    trashing.restore(batch, by=None)
    assert known("falconry", "gyrfalcons") == ["falconry", "gyrfalcons"]
    batch = trashing.trash([page], by=None)
    purging.purge(batch, by=None)
    assert not Word.objects.exists()


def test_what_a_merge_leaves_behind_is_forgotten(bob):
    loser, winner = make_article("Falconry", "Gyrfalcons."), make_article("Birds", "Feathers.")
    merging.merge(loser, into=winner, base=1, into_base=1, body="Feathers.", tags=[], by=bob.user)
    assert known("gyrfalcons", "feathers", "falconry") == ["feathers", "falconry"]  # its title is a name now


def test_a_secret_that_was_removed_is_forgotten_with_it(ada):
    page = make_article("Falconry", "Gyrfalcons fly.", tags=["Gyrfalcons"])
    remove(page, secret=Secret("Gyrfalcons"), why="Private.", by=ada.user)
    assert known("gyrfalcons", "falconry") == ["falconry"]
    assert not Shortening.objects.filter(word="gyrfalcons").exists()


def test_counting_orders_words_and_lets_go_of_those_that_were_edited_away():
    page = make_article("Bird", "Gyrfalcon and gypsum.")
    make_article("Stone", "Gypsum.")
    editing.revise(page, base=1, body="Gypsum.", by=None)
    assert known("gyrfalcon") == ["gyrfalcon"]
    recounting.recount()
    assert known("gyrfalcon") == []
    assert Word.objects.get(word="gypsum").pages == 2
    assert not Shortening.objects.filter(word="gyrfalcon").exists()


def test_counting_tells_strangers_no_more_what_only_people_who_signed_in_may_read(signed_in):
    page = make_article("Bird", "Gyrfalcon.")
    make_article("Inside", "Gyrfalcon.", audience=signed_in)
    editing.revise(page, base=1, body="Nothing.", by=None)
    recounting.recount()
    assert known("gyrfalcon") == []
    assert known("gyrfalcon", is_signed_in=True) == ["gyrfalcon"]


def test_misspelt_words_lead_to_those_that_were_meant(signed_in):
    make_article("Knowledge", "Management, communities and an organisation of people.")
    make_article("Inside", "The crankshaft.", audience=signed_in)
    meant = {
        "knowlege": ["knowledge"],  # one fewer
        "knowleddge": ["knowledge"],  # one more
        "knowledqe": ["knowledge"],  # another one
        "konwledge": ["knowledge"],  # two that changed places
        "knwoldge": ["knowledge"],  # two mistakes in a long word
        "managment": ["management"],
        "orgnaisatoin": ["organisation"],
        "comunitys": [],  # three
        "knowledge": [],  # is right
        "peopel": ["people"],
        "xyz": [],
        "crankshft": [],
    }
    assert {word: near(word, False) for word in meant} == meant
    assert near("crankshft", True) == ["crankshaft"]


def test_the_nearest_comes_first_then_the_same_first_letter_then_the_word_of_most_pages():
    make_article("Words", "Baler, water, wafer.")
    make_article("Again", "Wafer.")
    recounting.recount()
    assert near("wather", False) == ["water"]
    assert near("waler", False) == ["wafer", "water", "baler"]


def test_distances_count_a_swap_as_one_and_end_early():
    cases = {("ab", "ab"): 0, ("ab", "ba"): 1, ("abc", "acb"): 1, ("abcd", "badc"): 2, ("ab", "abcd"): 2}
    assert {pair: distance(*pair, 2) for pair in cases} == cases
    assert distance("abcdefgh", "hgfedcba", 2) == 3
