"""Siblings are put in order in one save, whoever comes or goes meanwhile."""

import pytest
from django.contrib.auth.models import Group

from articles.models import Article
from kmsite.pages.integrity import violations
from kmsite.pages.models import LedgerEntry, Page
from kmsite.pages.places.ordering import OrderChanged, reorder
from kmsite.pages.refusing import MoveRefused
from tests.make import make_article, make_audience
from tests.pages.test_showing import shown_anew


@pytest.fixture
def hall(db):
    """A hall with five pages below it."""
    hall = make_article("Hall")
    for title in ("A", "B", "C", "D", "E"):
        make_article(title, parent=hall)
    return hall


def order(parent):
    return "".join(page.title for page in Page.objects.children_of(parent).in_order())


def ids(titles):
    return [Page.objects.get(title=title).pk for title in titles]


def test_pages_stand_as_they_were_put(hall, bob):
    done = reorder(hall, ids("ECABD"), by=bob.user)
    assert order(hall) == "ECABD"
    assert (done.changed, done.gone, done.come) == (True, 0, 0)
    deed = LedgerEntry.objects.besides_saves().get()
    assert (deed.verb, deed.page.title, deed.by) == ("reordered", "Hall", bob.user)
    assert list(violations(deep=True)) == []


def test_pages_at_the_top_have_an_order_too(hall, bob):
    make_article("Z")
    reorder(None, ids(["Z", "Hall"]), by=bob.user)
    assert [page.title for page in Page.objects.roots().in_order()] == ["Z", "Hall"]
    assert LedgerEntry.objects.besides_saves().get().page is None


def test_what_is_not_named_comes_behind_as_it_stood(hall, bob):
    done = reorder(hall, ids("DB"), by=bob.user, seen=ids("ABD"))
    assert order(hall) == "DBACE"
    assert done.come == 2


def test_what_is_no_longer_there_is_left_out(hall, bob):
    Page.objects.filter(title="C").update(trashed_at=hall.created_at)
    gone = Page.objects.get(title="C").pk
    done = reorder(hall, [gone, 987654321, *ids("BA")], by=bob.user)
    assert order(hall).replace("C", "") == "BADE"
    assert done.gone == 2


def test_hidden_pages_keep_their_places(hall, alice, bob):
    secret = make_article("Secret", parent=hall, audience=make_audience("Board", alice.user))
    Page.objects.filter(pk=secret.pk).update(position=2)
    assert order(hall) == "ABSecretCDE"
    reorder(hall, [secret.pk, *ids("EDCBA")], by=bob.user)
    assert order(hall) == "EDSecretCBA"


def test_the_same_order_changes_nothing(hall, bob):
    with shown_anew():
        assert not reorder(hall, ids("ABCDE"), by=bob.user).changed
    assert not LedgerEntry.objects.besides_saves().exists()


def test_only_pages_with_other_neighbours_are_shown_anew(hall, bob):
    with shown_anew("Hall", "A", "B", "C", "D"):
        reorder(hall, ids("ACBDE"), by=bob.user)


def test_whoever_sees_a_hidden_neighbour_notices(hall, alice):
    board = make_audience("Board", alice.user)
    make_article("Plan", parent=hall, audience=board)
    make_article("Goal", parent=hall, audience=board)
    with shown_anew("Hall", "Plan", "Goal"):
        reorder(hall, [*ids("ABCDE"), *ids(["Goal", "Plan"])], by=alice.user)


def test_an_order_that_somebody_else_made_meanwhile_is_not_overwritten(hall, alice, bob):
    seen = ids("ABCDE")
    reorder(hall, ids("EABCD"), by=alice.user)
    with pytest.raises(OrderChanged):
        reorder(hall, ids("BACDE"), by=bob.user, seen=seen)
    assert order(hall) == "EABCD"


def test_a_page_that_came_or_went_is_no_other_order(hall, bob):
    seen = ids("ABCDE")
    Page.objects.filter(title="C").update(trashed_at=hall.created_at)
    make_article("F", parent=hall)
    done = reorder(hall, list(reversed(seen)), by=bob.user, seen=seen)
    assert order(hall).replace("C", "") == "EDBAF"
    assert (done.gone, done.come) == (1, 1)


def test_a_page_that_was_hidden_meanwhile_is_no_place_to_put_in_order(hall, bob):
    Page.objects.filter(pk=hall.pk).update(reach=make_audience("Board").pk)
    with pytest.raises(MoveRefused):
        reorder(hall, ids("BA"), by=bob.user)


class TestThePage:
    """The form: numbers that work without scripts."""

    @pytest.fixture
    def fields(self, hall):
        pages = Page.objects.children_of(hall).in_order()
        numbers = {f"place-{page.pk}": str(place) for place, page in enumerate(pages, 1)}
        return {**numbers, "seen": ",".join(str(page.pk) for page in pages)}

    def field(self, title):
        return f"place-{Page.objects.get(title=title).pk}"

    @pytest.mark.parametrize(
        ("numbers", "expected"),
        [
            ({"E": 1}, "EABCD"),
            ({"A": 5}, "BCDEA"),
            ({"B": 4, "D": 2}, "ADCBE"),
            ({"A": 99, "C": ""}, "BCDEA"),
            ({"A": "x", "B": "-3"}, "ABCDE"),
        ],
    )
    def test_numbers_say_where_pages_go(self, bob, hall, fields, numbers, expected):
        changed = {self.field(title): number for title, number in numbers.items()}
        answer = bob.post("/articles/hall/order/", fields | changed)
        assert answer.headers["Location"] == "/articles/hall/"
        assert order(hall) == expected

    def test_pages_that_may_not_be_seen_are_not_listed(self, alice, bob, hall):
        make_article("Secret", parent=hall, audience=make_audience("Board", alice.user))
        assert "Secret" in alice_as_editor(alice).get("/articles/hall/order/").content.decode()
        assert "Secret" not in bob.get("/articles/hall/order/").content.decode()

    def test_after_another_order_mine_is_kept_in_the_form(self, alice, bob, hall, fields):
        reorder(hall, ids("EABCD"), by=alice.user)
        answer = bob.post("/articles/hall/order/", fields | {self.field("B"): "1"})
        html = answer.content.decode()
        assert answer.status_code == 409
        assert "Somebody else put these pages into another order" in html
        assert html.index(self.field("B")) < html.index(self.field("A")) < html.index(self.field("E"))
        again = dict(zip([self.field(title) for title in "BACDE"], range(1, 6), strict=True))
        seen = ",".join(map(str, ids("EABCD")))
        bob.post("/articles/hall/order/", {**again, "seen": seen})
        assert order(hall) == "BACDE"

    def test_one_page_alone_has_no_order(self, bob, hall):
        assert "nothing to put in order" in bob.get("/articles/a/order/").content.decode()

    def test_the_top_has_a_page_of_its_own(self, bob, hall):
        make_article("Yard")
        html = bob.get("/order/").content.decode()
        assert "Order of the pages at the top" in html
        assert "Yard" in html

    def test_the_first_five_hundred_of_many_are_shown(self, bob, hall, django_assert_max_num_queries):
        pages = [
            Article(
                kind="article", title=f"P{n}", title_key=f"p{n}", slug=f"p{n}", parent=hall, position=n + 10,
                created_at=hall.created_at, changed_at=hall.changed_at,
            )
            for n in range(600)
        ]  # fmt: skip
        Page.objects.bulk_create(pages)
        with django_assert_max_num_queries(8):
            html = bob.get("/articles/hall/order/").content.decode()
        assert "These are the first 500 pages" in html
        assert html.count("data-order-grip") == 500


def alice_as_editor(alice):
    alice.user.groups.add(Group.objects.get(name="editor"))
    return alice
