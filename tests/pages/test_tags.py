"""Tag pages: several tags at once, what stands beside them, old addresses, and who changes a tag."""

import pytest

from kmsite.pages.models import LedgerEntry, Page, Tag
from kmsite.pages.tags import retagging
from tests.make import make_article, make_audience


@pytest.fixture
def pages(alice):
    board = make_audience("Board", alice.user)
    make_article("Pump", tags=["Water", "Machine"])
    make_article("Well", tags=["Water"])
    make_article("Sea", tags=["Water", "Salt"])
    make_article("Lake", tags=["Water", "Salt"])
    make_article("Plan", tags=["Water", "Merger"], audience=board)


def tag(name):
    return Tag.objects.get(name=name)


def edit(somebody, slug, **fields):
    return somebody.post(f"/tags/{slug}/edit/", {"description": "", **fields}, follow=True)


def test_several_tags_narrow_and_each_can_be_taken_away(pages, carol):
    found = carol.get("/tags/water/?tag=machine").text
    assert "Pump" in found
    assert "Well" not in found
    assert 'href="/tags/machine/"' in found
    assert 'href="/tags/water/"' in found


def test_a_tag_of_a_page_narrows_what_is_chosen_already(pages, carol):
    make_article("Pipe", tags=["Water", "Machine", "Steel"])
    found = carol.get("/tags/water/?tag=machine").text
    assert "<title>Tags: Water + Machine" in found
    assert 'href="?tag=machine&amp;tag=steel"' in found
    assert 'href="?tag=machine&amp;tag=machine"' not in found


def test_a_list_of_tags_leads_to_its_one_address(pages, carol):
    assert carol.get("/tags/?tag=water&tag=machine").url == "/tags/water/?tag=machine"
    assert carol.get("/tags/?tag=water").url == "/tags/water/"
    for unknown in (
        "/tags/?tag=none",
        "/tags/?tag=water&tag=merger",
        "/tags/water/?tag=merger",
        "/tags/?tag=%00",
    ):
        assert carol.get(unknown).status_code == 404


def test_tags_that_no_page_has_together_say_so(pages, carol):
    assert "No page has all of these tags" in carol.get("/tags/machine/?tag=salt").text


def test_what_stands_beside_a_tag_is_counted_as_far_as_one_may_see(pages, carol, alice):
    found = carol.get("/tags/water/")
    assert [(one.name, one.pages) for one, _address in found.context["beside"]] == [
        ("Salt", 2),
        ("Machine", 1),
    ]
    assert found.context["count"] == 4
    assert "Merger" not in found.text
    assert "Merger" in alice.get("/tags/water/").text


def test_a_tag_page_asks_the_same_number_of_questions_whatever_it_lists(
    pages, carol, django_assert_max_num_queries
):
    for number in range(30):
        make_article(f"Page {number}", tags=["Water", f"Tag {number}"])
    carol.get("/tags/water/")
    with django_assert_max_num_queries(10):
        carol.get("/tags/water/")


def test_editors_rename_and_describe_a_tag_and_its_old_address_leads_on(pages, bob, carol):
    told = edit(bob, "water", was="Water", name="H2O", description="All that flows.")
    assert told.redirect_chain == [("/tags/h2o/", 302)]
    assert "All that flows." in told.text
    moved = carol.get("/tags/water/?tag=machine")
    assert (moved.status_code, moved.url) == (301, "/tags/h2o/?tag=machine")
    assert "H2O" in carol.get("/articles/pump/").text


def test_who_may_not_change_many_pages_changes_no_tag(pages, carol, cleo):
    for somebody in (carol, cleo):
        assert somebody.get("/tags/water/edit/").status_code == 403
        assert somebody.post("/tags/water/merge/", {"into": "Machine"}).status_code == 403
        assert "Edit tag" not in somebody.get("/tags/water/").text


def test_a_name_that_another_tag_has_offers_to_merge(pages, bob):
    refused = edit(bob, "water", was="Water", name="machine")
    assert refused.status_code == 422
    assert "/tags/water/merge/?into=Machine" in refused.text


def test_a_hidden_tag_is_no_other_tag(pages, bob):
    unknown = bob.post("/tags/water/merge/", {"into": "Nothing"})
    hidden = bob.post("/tags/water/merge/", {"into": "Merger"})
    assert (unknown.status_code, hidden.status_code) == (422, 422)
    assert "There is no tag with this name." in unknown.text
    assert "There is no tag with this name." in hidden.text
    assert bob.get("/tags/merger/edit/").status_code == bob.get("/tags/none/edit/").status_code == 404


def test_a_merge_says_what_will_happen_and_then_does_it(pages, bob):
    shown = bob.get("/tags/salt/merge/?into=water").text
    assert "2 pages that you see" in shown
    assert "4 pages have" in shown
    assert "cannot be undone" in shown
    done = bob.post("/tags/salt/merge/", {"into": "Water"}, follow=True)
    assert done.redirect_chain == [("/tags/water/", 302)]
    assert bob.get("/tags/salt/").url == "/tags/water/"
    assert tag("Salt").merged_into == tag("Water")


def test_the_second_of_two_who_rename_at_once_keeps_what_was_typed(pages, bob):
    edit(bob, "water", was="Water", name="H2O")
    late = edit(bob, "water", was="Water", name="Aqua")
    assert late.status_code == 422
    assert "H2O" in late.text
    assert 'value="Aqua"' in late.text


def test_what_was_done_to_a_tag_stands_in_the_ledger(pages, bob, ada):
    edit(bob, "water", was="Water", name="H2O")
    assert LedgerEntry.objects.filter(verb="tag_changed", by=bob.user).count() == 1
    assert "<bdi>H2O</bdi>" in ada.get("/audit/").text


def test_a_former_tag_is_offered_nowhere(pages, bob, carol):
    retagging.merge(tag("Salt"), into=tag("Water"), by=bob.user)
    assert "Salt" not in carol.get("/tags/").text
    assert not Page.objects.tagged(tag("Salt")).exists()


def test_a_writer_is_offered_tags_as_they_type_and_none_of_hidden_pages(alice, mallory, ada):
    make_article("Pump", tags=["Water", "Waste"])
    make_article("Plan", tags=["Wages"], audience=make_audience("Board", alice.user))
    waves = Tag.objects.get(key="waste")
    retagging.change(waves, was="Waste", name="Rubbish", description="", by=ada.user)

    def offered(person, typed):
        items = person.get("/suggest/tags/", {"q": typed}).json()["items"]
        return [(item["title"], item["kind"]) for item in items]

    assert offered(alice, "WA") == [("Wages", ""), ("Rubbish", "Waste"), ("Water", "")]
    assert offered(mallory, "wa") == [("Rubbish", "Waste"), ("Water", "")]
    assert offered(mallory, "wag") == offered(mallory, "") == offered(mallory, "%") == []
    assert 'data-suggest-titles="/suggest/tags/"' in alice.get("/articles/pump/edit/").text
