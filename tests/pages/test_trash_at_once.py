"""Trash, archive and purge at the same moment as everything else: one clean answer each, and a whole wiki."""

import random

import pytest
from django.db import transaction

from articles.models import Article
from kmsite.pages.endings import archiving, purging, removing, trashing
from kmsite.pages.endings.archiving import ArchiveRefused
from kmsite.pages.endings.redacting import Secret, SecretRefused
from kmsite.pages.endings.trashing import NotThere, RestoreRefused, TitlesTaken
from kmsite.pages.integrity import violations
from kmsite.pages.models import LedgerEntry, Link, Page
from kmsite.pages.places.moving import move
from kmsite.pages.refusing import AudienceRefused, Conflict, MoveRefused, TextRefused, TitleTaken
from kmsite.pages.saving import editing
from tests.make import make_article
from tests.pages.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

REFUSALS = (
    NotThere, TitlesTaken, RestoreRefused, ArchiveRefused, TextRefused, TitleTaken, Conflict, MoveRefused,
    AudienceRefused, SecretRefused,
)  # fmt: skip


def outcome(act):
    """Return what an act gave, or the name of its polite refusal; anything else is raised."""
    try:
        return act()
    except REFUSALS as refused:
        return type(refused).__name__


def test_of_two_who_bring_a_page_back_one_does():
    pump = make_article("Pump")
    batch = trashing.trash([pump], by=None)
    answers = at_once(lambda n: outcome(lambda: len(trashing.restore(batch, by=None))), count=4)
    assert sorted(map(str, answers)) == ["1", "NotThere", "NotThere", "NotThere"]
    assert LedgerEntry.objects.filter(verb="restored").count() == 1


def test_of_two_who_trash_a_page_one_does():
    pump = make_article("Pump")
    answers = at_once(lambda n: outcome(lambda: bool(trashing.trash([pump], by=None))), count=4)
    assert sorted(map(str, answers)) == ["NotThere", "NotThere", "NotThere", "True"]


def test_bringing_back_and_deleting_for_good_exclude_one_another():
    for n in range(4):
        pump = make_article(f"Pump {n}")
        batch = trashing.trash([pump], by=None)
        acts = [lambda b=batch: trashing.restore(b, by=None), lambda b=batch: purging.purge(b, by=None)]
        answers = at_once(lambda n, acts=acts: outcome(acts[n]), count=2)
        assert answers.count("NotThere") == 1
        assert Page.objects.filter(pk=pump.pk).exists() == (answers[1] == "NotThere")
    assert list(violations(deep=True)) == []


def test_no_page_stays_below_one_that_was_trashed_at_that_moment():
    for n in range(6):
        hall = make_article(f"Hall {n}")
        acts = [
            lambda h=hall: trashing.trash([h], by=None),
            lambda h=hall, n=n: editing.create(Article, title=f"New {n}", body="", parent=h, by=None),
            lambda h=hall, n=n: editing.revise(h, base=1, body="Late.", title=f"Room {n}", by=None),
        ]
        at_once(lambda n, acts=acts: outcome(acts[n]), count=3)
        assert not Page.objects.live().filter(parent=hall).exists()
    assert list(violations(deep=True)) == []


def test_no_link_stays_blue_to_a_page_that_was_trashed_at_that_moment():
    for n in range(6):
        pump = make_article(f"Pump {n}")
        guide = make_article(f"Guide {n}", "Nothing yet.")
        acts = [
            lambda p=pump: trashing.trash([p], by=None),
            lambda g=guide, n=n: editing.revise(g, base=1, body=f"See [[Pump {n}]].", by=None),
            lambda n=n: editing.create(Article, title=f"Other {n}", body=f"See [[Pump {n}]].", by=None),
        ]
        at_once(lambda n, acts=acts: outcome(acts[n]), count=3)
    assert not Link.objects.filter(target__trashed_at__isnull=False).exists()
    assert list(violations(deep=True)) == []


def test_a_writer_who_was_first_is_in_the_trash_with_the_page():
    pump = make_article("Pump", "Old.")
    acts = [
        lambda: trashing.trash([pump], by=None),
        lambda: editing.revise(pump, base=1, body="New.", by=None).outcome,
    ]
    saved = at_once(lambda n: outcome(acts[n]), count=2)[1]
    text = Page.objects.get(pk=pump.pk).current.body
    assert (saved, text) in {("saved", "New.\n"), ("TextRefused", "Old.\n")}


def test_a_crowd_that_tidies_up_at_once_leaves_a_whole_wiki():
    pages = [make_article(f"Page {n}", f"See [[Page {n + 1}]]. Secret-{n}.") for n in range(6)]
    for n in range(6):
        make_article(f"Leaf {n}", f"See [[Page {n}]].", parent=pages[n])

    def act(chance):
        page = Page.objects.select_related("current").filter(pk__in=Page.objects.values("pk"))
        page = chance.choice(list(page))
        other = chance.choice(list(Page.objects.all()))
        match chance.randrange(9):
            case 0:
                trashing.trash([page, other], by=None)
            case 1 | 2:
                batches = list(Page.objects.trashed().values_list("trash", flat=True))
                return trashing.restore(chance.choice(batches), by=None) if batches else None
            case 3:
                archiving.archive(page, by=None)
            case 4:
                archiving.unarchive(page, by=None)
            case 5:
                title = f"{chance.choice(['Page', 'Leaf', 'New'])} {chance.randrange(8)}"
                editing.revise(
                    page, base=page.current.number, title=title, body=f"See [[{other.title}]].", by=None
                )
            case 6:
                move(page, parent=chance.choice([None, other]), by=None)
            case 7:
                editing.create(Article, title=f"New {chance.randrange(9)}", body="", parent=page, by=None)
            case _:
                removing.remove(page, secret=Secret.of(f"Secret-{chance.randrange(6)}"), why="Key", by=None)
        return "done"

    def crowd(n):
        chance = random.Random(n)
        for _step in range(8):
            outcome(lambda: act(chance))
        return "done"

    assert at_once(crowd, count=6) == ["done"] * 6
    assert list(violations(deep=True)) == []
    with transaction.atomic():
        batches = {*Page.objects.trashed().values_list("trash", flat=True)}
    for batch in sorted(batches):
        outcome(lambda b=batch: purging.purge(b, by=None))
    assert list(violations(deep=True)) == []
