"""Many people at the same moment, in threads of their own on the real database: nobody's text is lost."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import OperationalError, connection, transaction

from articles.models import Article
from kmsite.pages.integrity import violations
from kmsite.pages.models import Page, Revision
from kmsite.pages.readers.audiences import set_audience
from kmsite.pages.refusing import AudienceRefused
from kmsite.pages.retrying import ATTEMPTS, in_one_transaction
from kmsite.pages.saving import editing
from kmsite.pages.saving.editing import Conflict, TitleTaken
from tests.make import make_article, make_audience
from tests.people import make_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PEOPLE = 20


def at_once(act, count=PEOPLE):
    """Let `count` people do `act(n)` at the same moment; return what each got, an answer or an exception."""
    start = threading.Barrier(count)

    def person(n):
        try:
            start.wait(30)
            return act(n)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(person, range(count)))


def kinds(answers):
    """Count the answers: outcomes of saves, and names of exceptions."""
    names = [getattr(answer, "outcome", None) or type(answer).__name__ for answer in answers]
    return {name: names.count(name) for name in names}


def test_twenty_saves_on_different_lines_all_survive():
    body = "\n\n".join(f"Line {n}." for n in range(PEOPLE)) + "\n"
    pump = make_article("Pump", body)
    answers = at_once(
        lambda n: editing.revise(pump, base=1, body=body.replace(f"Line {n}.", f"Changed {n}."), by=None)
    )
    assert kinds(answers) == {"saved": 1, "merged": PEOPLE - 1}
    assert Page.objects.get().current.body == body.replace("Line", "Changed")
    assert list(Revision.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 22))


def test_of_twenty_saves_on_one_line_one_wins_and_nineteen_are_told():
    pump = make_article("Pump", "One line.\n")
    answers = at_once(lambda n: editing.revise(pump, base=1, body=f"Line of {n}.\n", by=None))
    assert kinds(answers) == {"saved": 1, Conflict.__name__: PEOPLE - 1}
    assert Revision.objects.count() == 2


@pytest.mark.parametrize("below", [True, False])
def test_of_twenty_new_pages_with_one_title_one_is_made_and_nineteen_are_told(below):
    parent = make_article("Hall") if below else None
    answers = at_once(lambda n: editing.create(Article, title="Pump", body=f"{n}", parent=parent, by=None))
    assert kinds(answers) == {"created": 1, TitleTaken.__name__: PEOPLE - 1}
    assert Page.objects.filter(title="Pump").count() == 1


def test_twenty_pages_of_one_title_in_different_places_get_twenty_addresses():
    halls = [make_article(f"Hall {n}") for n in range(5)]
    answers = at_once(
        lambda n: editing.create(Article, title="Pump", body="", parent=halls[n], by=None), count=5
    )
    assert kinds(answers) == {"created": 5}
    assert len({answer.page.slug for answer in answers}) == 5


def test_a_form_sent_twice_at_the_same_moment_is_saved_once():
    alice = make_user("alice", "author")
    pump = make_article("Pump")
    answers = at_once(lambda n: editing.revise(pump, base=1, body="New.", by=alice, key="form-1"), count=4)
    assert kinds(answers) == {"saved": 1, "repeated": 3}
    answers = at_once(
        lambda n: editing.create(Article, title="Valve", body="", by=alice, key="form-2"), count=4
    )
    assert kinds(answers) == {"created": 1, "repeated": 3}


def test_pages_that_are_renamed_to_one_another_lose_nothing():
    pages = [make_article(f"Page {n}", f"See [[Page {(n + 1) % 4}]].") for n in range(4)]
    answers = at_once(
        lambda n: editing.revise(pages[n], base=1, title=f"Page {(n + 1) % 4}", body="", by=None), count=4
    )
    assert set(kinds(answers)) <= {"saved", TitleTaken.__name__}
    assert Page.objects.count() == len(set(Page.objects.values_list("title_key", flat=True))) == 4


def test_two_who_wait_for_each_other_are_both_served():
    pages = [make_article(title) for title in ("Pump", "Valve")]
    met = threading.Barrier(2)
    attempts = []

    @in_one_transaction
    def lock_both(n):
        attempts.append(n)
        for page in (pages[n], pages[1 - n]):
            Page.objects.select_for_update(no_key=True).get(pk=page.pk)
            if page == pages[n] and not met.broken and len(attempts) <= 2:
                met.wait(10)
        return n

    assert at_once(lock_both, count=2) == [0, 1]
    # Two at the least: who tries again may be quicker than the one who waits, and be the victim once more.
    assert len(attempts) >= 3, "one was a victim of the deadlock and tried again"


def test_trying_again_has_an_end():
    attempts = []

    @in_one_transaction
    def never():
        attempts.append(1)
        with connection.cursor() as cursor:
            cursor.execute("DO $$ BEGIN RAISE EXCEPTION 'busy' USING ERRCODE = '40001'; END $$")

    with pytest.raises(OperationalError):
        never()
    assert len(attempts) == ATTEMPTS
    attempts.clear()
    with pytest.raises(OperationalError), transaction.atomic():
        never()
    assert len(attempts) == 1, "inside another transaction it is that one's to repeat"


def test_a_save_inside_another_write_is_undone_and_repeated_with_it():
    titles = []

    @in_one_transaction
    def both():
        titles.append(editing.create(Article, title="Pump", body="", by=None).page.title)
        if len(titles) == 1:
            with connection.cursor() as cursor:
                cursor.execute("DO $$ BEGIN RAISE EXCEPTION 'busy' USING ERRCODE = '40001'; END $$")

    both()
    assert titles == ["Pump", "Pump"]
    assert Page.objects.count() == Revision.objects.count() == 1


def test_a_crowd_that_does_everything_at_once_leaves_a_whole_wiki():
    board = make_audience("Board")
    pages = [make_article(f"Page {n}", f"Text {n}.\n\nSee [[Page {n + 1}]].", tags=["One"]) for n in range(6)]

    def crowd(n):
        chance = random.Random(n)
        for step in range(6):
            page = Page.objects.get(pk=chance.choice(pages).pk)
            title = f"{chance.choice(['Page', 'Leaf'])} {chance.randrange(8)}"
            body = (
                f"Text {n}.{step}.\n\nSee [[Page {chance.randrange(8)}]] and [[Leaf {chance.randrange(8)}]]."
            )
            with suppress(Conflict, TitleTaken, AudienceRefused):
                match chance.randrange(4):
                    case 0:
                        editing.create(Article, title=title, body=body, parent=page, by=None)
                    case 1:
                        set_audience(page, chance.choice([None, board]))
                    case 2:
                        editing.revise(page, base=1, title=title, body=body, tags=[title], by=None)
                    case _:
                        number = page.current.number
                        editing.revise(page, base=number, body=body, tags=["Two", title], by=None)
        return "done"

    assert at_once(crowd, count=8) == ["done"] * 8
    assert list(violations(deep=True)) == []
