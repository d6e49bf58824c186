"""Who may see what: the reach of a page, and everything below it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from kmsite.pages.models import Audience, Page, Revision, SearchEntry
from kmsite.pages.permissions import readable_reaches
from kmsite.pages.readers.audiences import set_audience
from kmsite.pages.refusing import AudienceRefused
from tests.make import make_article, make_audience

NOBODY = AnonymousUser()


@pytest.fixture
def board(alice):
    return make_audience("Board", alice.user)


@pytest.fixture
def signed_in(db):
    return Audience.objects.get(pk=-1)


@pytest.fixture
def everyone(db):
    return Audience.objects.get(pk=0)


@pytest.fixture
def family(db):
    """A page, its child and its grandchild, all public."""
    top = make_article("Hall")
    child = make_article("Pump", parent=top)
    return top, child, make_article("Valve", parent=child)


def reaches():
    return dict(Page.objects.values_list("title", "reach"))


def titles_seen_by(user):
    return set(Page.objects.visible_to(user).values_list("title", flat=True))


def test_everybody_sees_what_is_public_and_only_members_what_is_theirs(alice, mallory, board, signed_in):
    make_article("Public")
    make_article("Inside", audience=signed_in)
    make_article("Secret", audience=board)
    assert titles_seen_by(NOBODY) == {"Public"}
    assert titles_seen_by(mallory.user) == {"Public", "Inside"}
    assert titles_seen_by(alice.user) == {"Public", "Inside", "Secret"}


def test_an_administrator_sees_no_audience_for_being_one(ada, board):
    ada.user.is_superuser = True
    make_article("Secret", audience=board)
    assert titles_seen_by(ada.user) == set()


def test_where_reading_takes_signing_in_nobody_else_sees_anything(carol, settings):
    settings.READING = "signed-in"
    make_article("Public")
    assert titles_seen_by(NOBODY) == set()
    assert titles_seen_by(carol.user) == {"Public"}


def test_what_a_person_may_read_is_asked_once(carol, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert readable_reaches(carol.user) == readable_reaches(carol.user) == [-1, 0]
    with django_assert_num_queries(0):
        assert readable_reaches(NOBODY) == [0]


def test_revisions_are_seen_with_their_page(alice, mallory, board):
    make_article("Secret", audience=board)
    assert Revision.objects.visible_to(alice.user).count() == 1
    assert Revision.objects.visible_to(mallory.user).count() == 0


def test_a_page_in_the_trash_is_seen_by_nobody(alice):
    pump = make_article("Pump")
    Page.objects.update(trashed_at=pump.created_at)
    assert titles_seen_by(alice.user) == set()
    assert not Revision.objects.visible_to(alice.user).exists()


def test_a_child_is_seen_by_whoever_sees_its_parent(board):
    secret = make_article("Secret", audience=board)
    assert make_article("Child", parent=secret).reach == board.pk


def test_what_is_below_narrows_with_its_page_and_widens_again(family, board):
    top, _child, _grandchild = family
    set_audience(top, board)
    assert reaches() == {"Hall": board.pk, "Pump": board.pk, "Valve": board.pk}
    assert set(SearchEntry.objects.values_list("reach", flat=True)) == {board.pk}
    set_audience(top, None)
    assert reaches() == {"Hall": 0, "Pump": 0, "Valve": 0}
    assert set(SearchEntry.objects.values_list("reach", flat=True)) == {0}


def test_a_narrower_choice_below_stays(family, board, signed_in):
    top, child, _grandchild = family
    set_audience(child, board)
    set_audience(top, signed_in)
    assert reaches() == {"Hall": -1, "Pump": board.pk, "Valve": board.pk}
    set_audience(top, None)
    assert reaches() == {"Hall": 0, "Pump": board.pk, "Valve": board.pk}


def test_a_wider_choice_below_counts_only_while_the_page_above_is_as_wide(family, board, signed_in):
    top, child, _grandchild = family
    set_audience(child, signed_in)
    set_audience(top, board)
    assert reaches() == {"Hall": board.pk, "Pump": board.pk, "Valve": board.pk}
    set_audience(top, None)
    assert reaches() == {"Hall": 0, "Pump": -1, "Valve": -1}


def test_a_page_cannot_be_wider_than_the_one_above(family, board, everyone, signed_in):
    top, child, _grandchild = family
    set_audience(top, board)
    for wider in (everyone, signed_in):
        with pytest.raises(AudienceRefused):
            set_audience(child, wider)
        with pytest.raises(AudienceRefused):
            make_article("New", parent=top, audience=wider)
    assert reaches() == {"Hall": board.pk, "Pump": board.pk, "Valve": board.pk}


def test_no_audience_stands_below_another(family, alice, board):
    top, child, _grandchild = family
    other = make_audience("Works council", alice.user)
    set_audience(child, other)
    with pytest.raises(AudienceRefused):
        set_audience(top, board)
    assert reaches() == {"Hall": 0, "Pump": other.pk, "Valve": other.pk}


@pytest.mark.parametrize(("reach", "shown"), [("public", {0}), ("signed-in", {0, -1}), ("board", {0, -1, 1})])
def test_a_page_shows_only_neighbours_that_all_its_readers_may_see(board, signed_in, reach, shown):
    other = make_audience("Works council")
    pages = {
        "public": make_article("Public"),
        "signed-in": make_article("Inside", audience=signed_in),
        "board": make_article("Secret", audience=board),
    }
    make_article("Foreign", audience=other)
    found = {min(page.reach, 1) for page in Page.objects.shared_with(pages[reach])}
    assert found == shown


def test_a_page_does_not_become_a_second_one_of_its_title(alice, board):
    hidden = make_article("Plan", audience=board)
    make_article("Plan")
    with pytest.raises(AudienceRefused):
        set_audience(hidden, None)
    assert sorted(Page.objects.values_list("reach", flat=True)) == [0, board.pk]
