"""A large folder is rendered in another process while it is saved, and nothing about the result differs."""

import pytest
from django.db import connection

from articles.models import Article
from kmsite.pages.models import Rendering
from kmsite.pages.retrying import flushed_once
from kmsite.text.rendering import render
from kmsite.transfer.ahead import WORTH_A_PROCESS, rendered_ahead
from kmsite.transfer.importing import import_folder
from kmsite.transfer.reporting import Outcome

TOO_DEEP = "> " * 2000 + "deep"


def made_of(texts):
    number = len(texts)
    return [(thing, rendering()) for thing, rendering in rendered_ahead(enumerate(texts), number)]


def test_texts_come_back_in_their_order_as_they_would_have_been_rendered_here():
    texts = [f"# Pump {n}\n\nSee [[Valve {n}]]." for n in range(2 * WORTH_A_PROCESS)]
    assert made_of(texts) == [(n, render(text)) for n, text in enumerate(texts)]


def test_what_needs_no_rendering_or_is_refused_is_left_to_whoever_saves_it():
    texts = ["fine", None, TOO_DEEP] * WORTH_A_PROCESS
    assert made_of(texts)[:3] == [(0, render("fine")), (1, None), (2, None)]


def test_a_few_texts_are_not_worth_a_process():
    assert made_of(["fine"]) == [(0, None)]


def test_a_writer_who_brings_many_pages_is_told_of_the_one_that_was_refused(tmp_path, db):
    for n in range(2 * WORTH_A_PROCESS):
        (tmp_path / f"pump-{n:02}.md").write_text(f"# Pump {n}\n\nIt has *{n}* valves.\n")
    (tmp_path / "pump-07.md").write_text(f"# Pump 7\n\n{TOO_DEEP}\n")
    report = import_folder(tmp_path, source="pumps")
    assert [remark.path for remark in report.remarks if remark.lost] == ["pump-07.md"]
    assert report.count(Outcome.NEW) == 2 * WORTH_A_PROCESS - 1
    for article in Article.objects.filter(title__startswith="Pump"):
        number = article.title.removeprefix("Pump ")
        assert f"<em>{number}</em>" in Rendering.objects.get(page=article).html


def synchronous_commit():
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_disk_is_waited_for_once_and_afterwards_for_each_save_again():
    before = synchronous_commit()
    with flushed_once():
        assert synchronous_commit() == "off"
    assert synchronous_commit() == before
