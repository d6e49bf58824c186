"""Deleting for good: everything ends but the address and a line in the ledger."""

import pytest
from django.apps import apps
from django.db import connection

from articles.models import Article
from kmsite.attachments.attaching import attach
from kmsite.attachments.models import Attachment
from kmsite.pages.endings import purging, trashing
from kmsite.pages.endings.trashing import NotThere
from kmsite.pages.integrity import violations
from kmsite.pages.models import KeptDraft, LedgerEntry, Page, Redirect, Revision
from kmsite.pages.readers.audiences import set_audience
from kmsite.pages.saving import editing
from tests.make import make_article, make_audience


@pytest.fixture
def pump(db, bob):
    """A page with everything that can hang on one, and a page below it."""
    hall = make_article("Hall", "See [[Pump]].")
    pump = make_article("Pump", "One. See [[Hall]].", parent=hall, tags=["Water"], by=bob.user)
    editing.revise(pump, base=1, title="Water pump", body="Two.", by=bob.user)
    make_article("Valve", "Opens.", parent=pump)
    attach(pump, name="notes.txt", content=b"x", by=bob.user)
    return pump


def rows_about(pages):
    """Count the rows of every table that still name one of `pages` in a foreign key."""
    counts = {}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.related_model in (Page, Article) and not model._meta.proxy:
                counts[f"{model.__name__}.{field.name}"] = model._base_manager.filter(
                    **{f"{field.name}__in": pages}
                ).count()
    return {name: count for name, count in counts.items() if count}


def test_nothing_is_left_but_the_address_and_the_ledger(pump, ada):
    valve = Page.objects.get(title="Valve")
    batch = trashing.trash([pump], by=ada.user)
    assert purging.purge(batch, by=ada.user) == 2
    assert set(Page.objects.values_list("title", flat=True)) == {"Hall"}
    assert Revision.objects.count() == 1
    assert Attachment.objects.count() == 0
    assert rows_about([pump.pk, valve.pk]) == {}
    assert list(violations(deep=True)) == []
    deed = LedgerEntry.objects.get(verb="purged")
    assert (deed.by, deed.page, deed.about["batch"]) == (ada.user, None, str(batch))
    assert deed.about["pages"] == [
        {"id": pump.pk, "slug": "water-pump", "reach": 0},
        {"id": valve.pk, "slug": "valve", "reach": 0},
    ]


def test_its_addresses_are_never_given_again(pump, anonymous):
    purging.purge(trashing.trash([pump], by=None), by=None)
    assert set(Redirect.objects.values_list("slug", "page")) == {
        ("pump", None),
        ("water-pump", None),
        ("valve", None),
    }
    assert anonymous.get("/articles/pump/").status_code == 404
    assert make_article("Pump").slug == "pump-2"
    renamed = editing.revise(make_article("Tap"), base=1, title="Water pump", body="", by=None).page
    assert renamed.slug == "water-pump-2"
    assert [make_article("Valve", parent=make_article(f"Room {n}")).slug for n in range(9)][-1]


def test_a_page_trashed_before_stays_in_the_trash_and_finds_a_place(pump):
    board = make_audience("Board")
    set_audience(pump, board)
    valve = Page.objects.get(title="Valve")
    alone = trashing.trash([valve], by=None)
    purging.purge(trashing.trash([pump], by=None), by=None)
    valve.refresh_from_db()
    assert (valve.parent.title, valve.reach, valve.audience) == ("Hall", board.pk, board)
    assert list(violations(deep=True)) == []
    trashing.restore(alone, by=None)
    assert list(violations(deep=True)) == []


def test_what_was_merged_into_it_ends_with_it(pump):
    loser = make_article("Loser")
    Page.objects.filter(pk=loser.pk).update(merged_into=pump)
    assert purging.purge(trashing.trash([pump], by=None), by=None) == 3
    assert not Page.objects.filter(pk=loser.pk).exists()
    assert Redirect.objects.filter(slug="loser", page=None).exists()


def test_a_draft_keeps_its_words_without_the_page(pump, alice):
    KeptDraft.objects.create(
        owner=alice.user,
        form="f",
        page=pump,
        fields={"body": "Mine."},
        began_at=pump.created_at,
        at=pump.created_at,
    )
    purging.purge(trashing.trash([pump], by=None), by=None)
    assert KeptDraft.objects.get().page is None


def test_an_administrator_who_may_not_see_it_cannot_delete_it(pump, ada):
    set_audience(pump, make_audience("Board"))
    batch = trashing.trash([pump], by=None)
    with pytest.raises(NotThere):
        purging.purge(batch, by=ada.user)
    assert ada.get(f"/trash/{batch}/purge/").status_code == 404


def test_what_is_not_in_the_trash_is_not_deleted(pump):
    batch = trashing.trash([pump], by=None)
    trashing.restore(batch, by=None)
    with pytest.raises(NotThere):
        purging.purge(batch, by=None)
    assert Page.objects.count() == 3


def test_after_its_time_it_is_deleted_by_itself(pump):
    trashing.trash([pump], by=None)
    assert purging.purge_overdue(1) == 0
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE pages_page SET trashed_at = trashed_at - interval '1 day' WHERE trash IS NOT NULL"
        )
    assert purging.purge_overdue(1) == 2
    assert LedgerEntry.objects.get(verb="purged").by is None


def test_an_administrator_is_asked_and_has_to_be_sure(pump, ada, bob):
    batch = trashing.trash([pump], by=None)
    assert "Delete 2 pages for good?" in ada.get(f"/trash/{batch}/purge/").text
    assert ada.post(f"/trash/{batch}/purge/").status_code == 422
    assert bob.post(f"/trash/{batch}/purge/", {"is_sure": "on"}).status_code == 403
    assert (
        "It is deleted for good." in ada.post(f"/trash/{batch}/purge/", {"is_sure": "on"}, follow=True).text
    )
    assert Page.objects.count() == 1
