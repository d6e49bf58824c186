"""The shelf of a community: collections, what stands in them, who may read and fill them."""

import pytest

from communities.life.changing import archive
from communities.models import Collection, ShelfItem
from communities.shelves import shelving
from communities.shelves.shelf_reading import Shelved, shown_in
from kmsite.pages.endings.archiving import ArchiveRefused
from kmsite.pages.endings.purging import purge
from kmsite.pages.endings.trashing import trash
from kmsite.pages.models import LedgerEntry, Page
from kmsite.pages.reach import reaches_now
from kmsite.text.refusal import TextRefused
from tests.make import make_article, make_audience, make_community, make_member, make_term


@pytest.fixture
def sharers(alice):
    return make_community(by=alice.user)


@pytest.fixture
def first(alice, sharers):
    return shelving.begin(sharers, title="First week", intro="For newcomers.", by=alice.user)


def put(collection, by, *pages):
    return [shelving.put(collection, page=page, why=f"Why {page}.", by=by.user) for page in pages]


def shown(collection, person):
    reaches_now(person.user)
    return [(item.number, item.title) for item in shown_in([collection], person.user)[collection.pk]]


def seen(collection, person):
    reaches_now(person.user)
    return Shelved(collection, shown_in([collection], person.user)[collection.pk]).seen


def test_a_core_member_fills_the_shelf_and_everybody_reads_an_open_one(anonymous, alice, carol, sharers):
    make_member(sharers, carol.user, "core")
    make_article("Pump", by=alice.user)
    make_term("Knowledge", "KNO")
    answer = carol.post("/communities/knowledge-sharers/shelf/new/", {"title": "First week", "intro": "New?"})
    here = answer.headers["Location"]
    carol.post(f"{here}add/", {"what": "pump", "why": "It shows how."})
    carol.post(f"{here}add/", {"what": "KNO", "why": "The word."})
    carol.post(f"{here}add/", {"what": "https://example.org/a", "title": "Elsewhere", "why": "A view."})
    read = anonymous.get(here).text
    for words in ("First week", "New?", "Pump", "It shows how.", "Knowledge", "Elsewhere", "example.org"):
        assert words in read
    assert "First week" in anonymous.get("/communities/knowledge-sharers/").text
    assert LedgerEntry.objects.filter(verb="shelved").count() == 4


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"what": "Nowhere", "why": "x"}, "There is no page with this title or address."),
        ({"what": "Secret", "why": "x"}, "There is no page with this title or address."),
        ({"what": "javascript:alert(1)", "title": "t", "why": "x"}, "This is no link."),
        ({"what": "https://", "title": "t", "why": "x"}, "This is no link."),
        ({"what": "https://example.org", "why": "Keep me."}, "Say what the link is called."),
        ({"what": "Pump", "why": ""}, "Say in a sentence why"),
        ({"what": "", "why": "Keep me."}, "Name a page or a link"),
        ({"what": "Pump", "why": "y" * 400}, "too long"),
        ({"file": "99999999999999999999", "why": "x"}, "Name a page or a link"),
    ],
)
def test_what_cannot_stand_there_is_refused_and_no_word_is_lost(alice, bob, first, said, words):
    make_article("Pump", by=alice.user)
    make_article("Secret", by=bob.user, audience=make_audience("Board", bob.user))
    answer = alice.post(f"/shelves/{first.pk}/add/", said)
    assert answer.status_code == 422
    assert words in answer.text
    assert said["why"] in answer.text
    assert not ShelfItem.objects.exists()


def test_nothing_stands_in_a_collection_twice(alice, first):
    pump = make_article("Pump", by=alice.user)
    put(first, alice, pump)
    answer = alice.post(f"/shelves/{first.pk}/add/", {"what": "/articles/pump/edit/", "why": "Again."})
    assert answer.status_code == 422
    assert "already" in answer.text


def test_what_a_reader_may_not_see_leaves_no_gap(alice, carol, first):
    board = make_audience("Board", alice.user)
    put(
        first,
        alice,
        make_article("One", by=alice.user),
        make_article("Hidden", by=alice.user, audience=board),
        make_article("Two", by=alice.user),
    )
    assert shown(first, carol) == [(1, "One"), (2, "Two")]
    assert [title for _number, title in shown(first, alice)] == ["One", "Hidden", "Two"]
    for way in ("", "print/", "2/"):
        read = carol.get(f"/shelves/{first.pk}/{way}").text
        assert "Hidden" not in read
        assert "Two" in read
    assert "2 of 2" in carol.get(f"/shelves/{first.pk}/2/").text
    assert carol.get(f"/shelves/{first.pk}/3/").status_code == 404


def test_trashed_pages_are_gone_and_merged_ones_are_followed(alice, ada, first):
    one, two, three = (make_article(title, by=alice.user) for title in ("One", "Two", "Three"))
    put(first, alice, one, two, three)
    trash([one], by=ada.user)
    Page.objects.filter(pk=two.pk).update(merged_into=three)
    assert shown(first, alice) == [(1, "Three")]
    purge(Page.objects.get(pk=one.pk).trash, by=ada.user)
    assert ShelfItem.objects.count() == 2


@pytest.mark.parametrize("visibility", ["listed", "private"])
def test_a_shelf_of_members_is_nowhere_for_others(alice, bob, carol, visibility):
    community = make_community("Closed", by=alice.user, visibility=visibility)
    make_member(community, carol.user)
    row = shelving.begin(community, title="Ours", by=alice.user)
    put(row, alice, make_article("One", by=alice.user))
    ways = (
        f"/communities/{community.slug}/shelf/",
        *(f"/shelves/{row.pk}/{way}" for way in ("", "1/", "print/")),
    )
    for way in ways:
        assert carol.get(way).status_code == 200, way
        hidden, never = bob.get(way), bob.get("/shelves/987654/1/")
        assert hidden.status_code == 404, way
        assert hidden.headers["Cache-Control"] == never.headers["Cache-Control"]
    for way in ("add/", "edit/", "move/", "remove/", "items/1/", "items/1/move/", "items/1/remove/"):
        assert bob.post(f"/shelves/{row.pk}/{way}").status_code == 404, way
    assert "Ours" not in bob.get(f"/communities/{community.slug}/").text
    assert "Ours" in carol.get(f"/communities/{community.slug}/").text


def test_a_member_without_the_right_reads_and_does_not_fill(carol, sharers, first):
    make_member(sharers, carol.user)
    assert carol.get(f"/shelves/{first.pk}/").status_code == 200
    for way in ("add/", "edit/", "remove/", "move/"):
        assert carol.post(f"/shelves/{first.pk}/{way}", {"title": "Mine"}).status_code == 403
    assert Collection.objects.get().title == "First week"


def test_things_are_put_in_order_past_what_the_mover_does_not_see(alice, bob, sharers, first):
    make_member(sharers, bob.user, "core")
    board = make_audience("Board", alice.user)
    one, hidden, two = put(
        first,
        alice,
        make_article("One", by=alice.user),
        make_article("Hidden", by=alice.user, audience=board),
        make_article("Two", by=alice.user),
    )
    here = f"/shelves/{first.pk}/items/{two.pk}/move/"
    bob.post(here, {"step": "up", "seen": seen(first, bob)})
    assert [title for _number, title in shown(first, bob)] == ["Two", "One"]
    assert len(shown(first, alice)) == 3
    bob.post(here, {"step": "up", "seen": seen(first, bob)})
    assert [title for _number, title in shown(first, bob)] == ["Two", "One"]
    assert bob.post(f"/shelves/{first.pk}/items/{hidden.pk}/").status_code == 404
    assert one.pk


def test_an_order_that_somebody_changed_meanwhile_stays_as_they_left_it(alice, bob, first):
    one, two = put(first, alice, make_article("One", by=alice.user), make_article("Two", by=alice.user))
    old = seen(first, alice)
    shelving.shift(two, step=-1, seen=old, by=alice.user)
    answer = alice.post(
        f"/shelves/{first.pk}/items/{two.pk}/move/", {"step": "down", "seen": old}, follow=True
    )
    assert "Somebody else changed the order" in answer.text
    assert [title for _number, title in shown(first, alice)] == ["Two", "One"]
    assert one.pk


def test_words_that_somebody_changed_meanwhile_are_shown_and_not_overwritten(alice, bob, sharers, first):
    make_member(sharers, bob.user, "core")
    [item] = put(first, alice, make_article("One", by=alice.user))
    for here, theirs, mine in (
        (f"/shelves/{first.pk}/edit/", {"title": "Theirs"}, {"title": "Mine"}),
        (f"/shelves/{first.pk}/items/{item.pk}/", {"why": "Theirs."}, {"why": "Mine."}),
    ):
        sign = alice.get(here).context["form"].sign
        assert bob.post(here, {**theirs, "seen": sign}).status_code == 302
        answer = alice.post(here, {**mine, "seen": sign})
        assert answer.status_code == 422
        assert "Mine" in answer.text
        assert "Theirs" in answer.text
        assert alice.post(here, {**mine, "seen": answer.context["form"].sign}).status_code == 302
    assert Collection.objects.get().title == "Mine"
    assert ShelfItem.objects.get().why == "Mine."


def test_a_collection_is_taken_off_and_its_pages_stay(alice, anonymous, first):
    put(first, alice, make_article("One", by=alice.user))
    assert alice.post(f"/shelves/{first.pk}/remove/", {"seen": ""}).status_code == 302
    assert Collection.objects.exists()
    alice.post(f"/shelves/{first.pk}/remove/", {"seen": seen(first, alice)})
    assert not Collection.objects.exists()
    assert anonymous.get("/articles/one/").status_code == 200


def test_the_shelf_of_an_archived_community_is_read_and_not_changed(alice, anonymous, sharers, first):
    [item] = put(first, alice, make_article("One", by=alice.user))
    archive(sharers, by=alice.user)
    for way in ("", "1/", "print/"):
        assert anonymous.get(f"/shelves/{first.pk}/{way}").status_code == 200
    assert "Add something" not in alice.get(f"/shelves/{first.pk}/").text
    assert alice.post(f"/shelves/{first.pk}/add/", {"what": "One", "why": "x"}).status_code == 422
    for change in (
        lambda: shelving.take_out(item, by=alice.user),
        lambda: shelving.begin(sharers, title="More", by=alice.user),
    ):
        with pytest.raises((TextRefused, ArchiveRefused)):
            change()


def test_the_item_of_another_collection_is_not_found_here(alice, sharers, first):
    other = shelving.begin(sharers, title="Other", by=alice.user)
    [item] = put(other, alice, make_article("One", by=alice.user))
    for way in ("", "move/", "remove/"):
        assert alice.post(f"/shelves/{first.pk}/items/{item.pk}/{way}").status_code == 404


def test_a_shelf_costs_the_same_with_ten_times_as_much(alice, sharers, first, django_assert_max_num_queries):
    put(first, alice, *(make_article(f"Page {number}", by=alice.user) for number in range(3)))
    alice.get(f"/shelves/{first.pk}/print/")
    for number in range(3, 20):
        put(first, alice, make_article(f"Page {number}", body="[[Page 1]]", by=alice.user))
    with django_assert_max_num_queries(20):
        alice.get(f"/shelves/{first.pk}/print/")
