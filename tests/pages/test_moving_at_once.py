"""Two who move or rename at the same moment: one wins, the other is told, no page is lost."""

import pytest

from articles.models import Article
from kmsite.pages.integrity import violations
from kmsite.pages.models import Page
from kmsite.pages.places.moving import move
from kmsite.pages.saving import editing
from tests.make import make_article, make_audience
from tests.pages.test_at_once import at_once, kinds
from tests.people import make_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True, params=range(3))
def whole():
    """Do it three times, and find nothing wrong with any page afterwards."""
    yield
    assert list(violations(deep=True)) == []


def both(*acts):
    return at_once(lambda n: acts[n](), count=len(acts))


def retitled(page, title):
    return editing.revise(page, base=1, title=title, body=page.current.body, by=None)


def now(page):
    return Page.objects.get(pk=page.pk)


def test_two_moves_below_one_another_make_no_ring():
    one, two = make_article("One"), make_article("Two")
    below_one, below_two = make_article("Leaf", parent=one), make_article("Leaf", parent=two)
    answers = both(lambda: move(one, parent=below_two, by=None), lambda: move(two, parent=below_one, by=None))
    assert kinds(answers) == {"Article": 1, "MoveRefused": 1}


def test_three_moves_in_a_circle_leave_one_page_at_the_top():
    pages = [make_article(f"Page {n}") for n in range(3)]
    answers = at_once(lambda n: move(pages[n], parent=pages[n - 1], by=None), count=3)
    assert kinds(answers) == {"Article": 2, "MoveRefused": 1}


def test_of_two_pages_renamed_to_one_title_one_wins():
    one, two = make_article("One"), make_article("Two")
    answers = both(lambda: retitled(one, "Three"), lambda: retitled(two, "Three"))
    assert kinds(answers) == {"saved": 1, "TitleTaken": 1}


def test_of_two_pages_moved_to_one_place_with_one_title_one_wins():
    halls = [make_article(f"Hall {n}") for n in range(2)]
    pumps = [make_article("Pump", parent=hall) for hall in halls]
    answers = at_once(lambda n: move(pumps[n], parent=None, by=None), count=2)
    assert kinds(answers) == {"Article": 1, "TitleTaken": 1}


def test_two_pages_that_swap_their_titles_both_stay():
    one, two = make_article("One"), make_article("Two")
    answers = both(lambda: retitled(one, "Two"), lambda: retitled(two, "One"))
    assert set(kinds(answers)) <= {"saved", "TitleTaken"}
    assert len({*Page.objects.live().values_list("title_key", flat=True)}) == 2


def test_a_rename_an_edit_and_a_move_at_once_all_hold():
    alice = make_user("alice", "editor")
    hall, pump = make_article("Hall"), make_article("Pump", "One.\n\nTwo.\n")
    answers = both(
        lambda: retitled(pump, "Big pump"),
        lambda: editing.revise(pump, base=1, body="One.\n\nChanged.\n", by=alice),
        lambda: move(pump, parent=hall, by=alice),
    )
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    page = now(pump)
    assert (page.title, page.parent.title, page.current.body) == ("Big pump", "Hall", "One.\n\nChanged.\n")


def test_a_child_made_while_its_parent_narrows_is_as_narrow():
    board = make_audience("Board")
    room, hall = make_article("Room", audience=board), make_article("Hall")
    leaf = make_article("Leaf", parent=hall)
    answers = both(
        lambda: move(hall, parent=room, by=None),
        lambda: editing.create(Article, title="New", body="", parent=leaf, by=None).page,
    )
    assert now(answers[1]).reach == board.pk


def test_a_title_taken_while_a_page_moves_there_is_told():
    hall, pump = make_article("Hall"), make_article("Pump")
    answers = both(
        lambda: move(pump, parent=hall, by=None),
        lambda: editing.create(Article, title="Pump", body="", parent=hall, by=None),
    )
    assert kinds(answers).get("TitleTaken") == 1
