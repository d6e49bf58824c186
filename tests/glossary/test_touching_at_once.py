"""A name comes at the same moment as a text that says it: whoever is later sees the other."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from articles import reading
from kmsite.pages.models import Page, Shown
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.saving import editing
from kmsite.pages.terms_inside import autolinking, mentioning
from tests.make import make_article, make_term

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@contextmanager
def beside(act):
    """Do `act` on a connection of its own meanwhile."""

    def alone():
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(alone)
        yield answer
        answer.result(30)


def version(page):
    return Shown.objects.get(page=page.pk).version


def paused(monkeypatch, module, name):
    """Let `module.name` wait for somebody once it is through; return (it is there, it may go on)."""
    there, go_on, real = threading.Event(), threading.Event(), getattr(module, name)

    def waiting(*args, **options):
        answer = real(*args, **options)
        there.set()
        go_on.wait(20)
        return answer

    monkeypatch.setattr(module, name, waiting)
    return there, go_on


def test_a_text_saved_while_a_name_comes_is_shown_with_its_link(monkeypatch):
    """Otherwise the name would not see the text, and whoever read it in between would keep the old one."""
    page = make_article("Pump", "Nothing yet.")
    there, go_on = paused(monkeypatch, autolinking, "mentioning")
    with beside(lambda: make_term("Peer assist")):
        assert there.wait(20)
        waits = threading.Timer(0.3, go_on.set)
        waits.start()
        saved = editing.revise(page, base=1, body="Hold a peer assist.", by=None)
        assert go_on.is_set()  # the text has waited for the name
    assert saved.outcome == "saved"
    assert 'class="term"' in reading.context(page.pk)["body"]


def test_a_name_waits_for_a_text_that_is_being_saved(monkeypatch):
    page = make_article("Pump", "Nothing yet.")
    there, go_on = threading.Event(), threading.Event()

    @in_one_transaction
    def save():
        editing.revise(Page.objects.get(pk=page.pk), base=1, body="Hold a peer assist.", by=None)
        there.set()
        go_on.wait(20)

    with beside(save):
        assert there.wait(20)
        before = version(page)
        waits = threading.Timer(0.3, go_on.set)
        waits.start()
        make_term("Peer assist")
        assert go_on.is_set()
    assert version(page) == before + 2  # saved, and then touched by the name


def test_a_process_reads_the_names_anew_after_a_rollback():
    make_article("Pump", "Hold a peer assist.")
    page = Page.objects.get()
    with transaction.atomic():
        make_term("Peer assist")
        assert 'class="term"' in reading.context(page.pk)["body"]
        transaction.set_rollback(True)
    assert 'class="term"' not in reading.context(page.pk)["body"]
    assert mentioning.mentioning([mentioning.Spelling("peer assist")]) == {page.pk}
