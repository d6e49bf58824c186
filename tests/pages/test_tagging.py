"""Tags: one writer, one spelling, never two of one name."""

import pytest

from kmsite.pages.models import Page, Tag
from kmsite.pages.saving import editing
from kmsite.pages.saving.editing import TextRefused
from kmsite.pages.tags.tagging import set_tags
from tests.make import make_article, make_audience


@pytest.fixture
def pump(db):
    return make_article("Pump")


def test_red_and_red_are_one_tag_in_the_spelling_used_first(pump):
    set_tags(make_article("Valve"), ["Red"])
    assert set_tags(pump, ["RED", " red ", "red"])
    assert list(pump.tags.names()) == ["Red"]
    assert Tag.objects.count() == 1


def test_setting_the_same_tags_is_no_change(pump):
    assert set_tags(pump, ["Red", "Blue"])
    assert not set_tags(pump, ["blue", "red"])
    assert set_tags(pump, ["blue"])
    assert list(pump.tags.names()) == ["Blue"]


def test_tags_that_look_alike_in_an_address_get_different_ones(pump):
    set_tags(pump, ["C++", "C#", "Überblick"])
    assert set(Tag.objects.values_list("name", "slug")) == {
        ("C#", "c"),
        ("C++", "c-2"),
        ("Überblick", "überblick"),
    }


def test_a_page_has_at_most_thirty_tags(pump):
    assert set_tags(pump, [f"tag {n}" for n in range(30)])
    with pytest.raises(TextRefused):
        set_tags(pump, [f"tag {n}" for n in range(31)])
    assert pump.tags.count() == 30


def test_a_tag_has_at_most_sixty_characters(pump):
    assert set_tags(pump, ["x" * 60])
    with pytest.raises(TextRefused):
        set_tags(pump, ["x" * 61])


def test_tags_without_a_name_are_left_out(pump):
    assert not set_tags(pump, ["", "  ", "\u200b", "_"])


def test_tags_are_counted_only_on_pages_the_person_may_see(alice, mallory):
    board = make_audience("Board", alice.user)
    make_article("Plan", audience=board, tags=["Money", "Merger"])
    make_article("Prices", tags=["Money"])
    counted = {tag.name: tag.pages for tag in Tag.objects.counted_for(alice.user)}
    assert counted == {"Money": 2, "Merger": 1}
    assert {tag.name: tag.pages for tag in Tag.objects.counted_for(mallory.user)} == {"Money": 1}


def test_pages_are_found_by_their_tag(carol):
    pump = make_article("Pump", tags=["Water"])
    make_article("Tree", tags=["Wood"])
    tag = Tag.objects.get(name="Water")
    assert list(Page.objects.visible_to(carol.user).tagged(tag)) == [pump]


def test_saving_an_article_sets_its_tags(bob):
    pump = make_article("Pump", tags=["Water"])
    editing.revise(pump, base=1, body="New.", tags=["Steel"], by=bob.user)
    assert list(pump.tags.names()) == ["Steel"]
