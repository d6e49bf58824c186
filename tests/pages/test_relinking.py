"""Texts that call a page by an old name are written anew, by whoever may edit them and wants to."""

import pytest

from kmsite.pages.integrity import violations
from kmsite.pages.models import SIGNED_IN, Audience, Link, Page
from kmsite.pages.names import relinking
from kmsite.pages.names.relinking import outdated, relink
from kmsite.pages.places.moving import move
from kmsite.pages.readers.audiences import set_audience
from kmsite.pages.saving import editing
from kmsite.pages.saving.editing import Conflict
from tests.make import make_article, make_audience


def rename(page, title):
    return move(page, parent=page.parent, by=None, title=title)


def now(page):
    return Page.objects.get(pk=page.pk)


@pytest.fixture
def pump(db):
    """A page that was renamed, with a guide that uses its old name."""
    hall = make_article("Hall")
    pump = make_article("Pump", parent=hall)
    make_article("Guide", "See [[Pump]], [[Hall/Pump#Parts]], `[[Pump]]` and [it](/articles/pump/).")
    make_article("Aside", "See [[Hall]].")
    return rename(pump, "Water pump")


def test_a_text_is_written_with_the_new_name_as_a_minor_edit(pump, alice):
    guide = Page.objects.get(title="Guide")
    assert relink(guide, target=pump, by=alice.user) is True
    current = now(guide).current
    assert current.body == (
        "See [[Water pump]], [[Water pump#Parts]], `[[Pump]]` and [it](/articles/water-pump/).\n"
    )
    assert (current.by, current.minor, current.summary) == (alice.user, True, "Link to the new title")
    assert set(Link.objects.filter(source=guide).values_list("target", flat=True)) == {pump.pk}
    assert list(violations(deep=True)) == []
    assert relink(guide, target=pump, by=alice.user) is False


def test_only_pages_with_an_old_name_are_listed(pump, alice):
    make_article("New guide", "See [[Water pump]], [[Hall/Water pump]] and [it](/articles/water-pump/).")
    assert [page.title for page in outdated(pump, alice.user)] == ["Guide"]


def test_pages_that_may_not_be_seen_or_changed_are_not_listed(pump, alice, bob):
    make_article("Secret", "See [[Pump]].", audience=make_audience("Board", bob.user))
    Page.objects.filter(title="Guide").update(archived_at=pump.created_at)
    assert [page.title for page in outdated(pump, alice.user)] == []


def test_a_text_that_others_read_too_does_not_tell_the_new_title(alice):
    board = make_audience("Board", alice.user)
    pump = make_article("Pump")
    for title, audience in (("All", None), ("Staff", Audience.objects.get(pk=SIGNED_IN)), ("Own", board)):
        make_article(title, "See [[Pump]].", audience=audience)
    pump = rename(pump, "Water pump")
    assert {page.title for page in outdated(pump, alice.user)} == {"All", "Staff", "Own"}
    set_audience(pump, Audience.objects.get(pk=SIGNED_IN))
    assert {page.title for page in outdated(now(pump), alice.user)} == {"Staff", "Own"}
    set_audience(pump, board)
    assert {page.title for page in outdated(now(pump), alice.user)} == {"Own"}


def test_a_title_that_means_another_page_there_is_written_with_its_section(pump, alice):
    make_article("Water pump")
    relink(Page.objects.get(title="Guide"), target=pump, by=alice.user)
    assert now(Page.objects.get(title="Guide")).current.body.startswith("See [[Hall/Water pump|Water pump]],")


def test_a_section_that_a_page_left_is_written_anew(pump, alice):
    move(pump, parent=make_article("Yard"), by=None)
    relink(Page.objects.get(title="Guide"), target=now(pump), by=alice.user)
    assert "Hall" not in now(Page.objects.get(title="Guide")).current.body


def test_somebody_else_s_words_meanwhile_are_merged_or_win(pump, alice, monkeypatch):
    guide = Page.objects.get(title="Guide")
    before = relinking.rewritten

    def slowly(page, body, target):
        editing.revise(page, base=1, body="Look at [[Pump]].", by=None)
        return before(page, body, target)

    monkeypatch.setattr(relinking, "rewritten", slowly)
    with pytest.raises(Conflict):
        relink(guide, target=pump, by=alice.user)
    assert now(guide).current.body == "Look at [[Pump]].\n"


class TestThePage:
    """The list, a comparison of one, and the report."""

    def test_it_lists_compares_and_does_it(self, alice, pump):
        guide = Page.objects.get(title="Guide")
        html = alice.get("/articles/water-pump/relink/").content.decode()
        assert f'value="{guide.pk}" checked' in html
        compared = alice.get(f"/articles/water-pump/relink/?compare={guide.pk}").content.decode()
        assert "What would change in" in compared
        assert now(guide).current.number == 1
        done = alice.post("/articles/water-pump/relink/", {"page": [guide.pk]}).content.decode()
        assert "1 page is updated." in done
        assert "Every link is up to date" in done

    def test_what_cannot_be_done_is_reported(self, alice, pump):
        pump = rename(now(pump), "Pump [big]")
        guide = Page.objects.get(title="Guide")
        html = alice.post(f"/articles/{pump.slug}/relink/", {"page": [guide.pk]}).content.decode()
        assert "0 pages are updated." in html
        assert "The new title cannot stand in a link of this text." in html

    def test_odd_numbers_change_nothing(self, alice, pump):
        for number in ("0", "x", "9" * 30, "-1"):
            assert alice.post("/articles/water-pump/relink/", {"page": [number]}).status_code == 200
        assert alice.get("/articles/water-pump/relink/?compare=999").status_code == 404

    def test_a_reader_may_not(self, carol, pump):
        assert carol.get("/articles/water-pump/relink/").status_code == 403
