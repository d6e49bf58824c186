"""A new wiki has something to read, and it is sound."""

import pytest
from django.db import transaction

from articles.models import Article
from kmsite.pages.models import Link
from kmsite.transfer.starter_content import load_starter_content

TITLES = [
    "Welcome to Commonplace",
    "Knowledge management",
    "Using this wiki",
    "How organisational learning and knowledge management differ",
    "Knowledge management and knowledge leadership",
    "The first meeting of a community",
    "The culture shift: from I know to we know",
    "Working on a page together",
    "Writing an article",
]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """A new wiki, for all tests that only look at it, and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_starter_content()
        transaction.set_rollback(True)


@pytest.fixture
def starter(loaded, db):
    return loaded


def test_a_new_wiki_begins_with_articles(starter, anonymous):
    assert sorted(Article.objects.values_list("title", flat=True)) == sorted(TITLES)
    assert not starter.broken
    assert not starter.remarks
    for article in Article.objects.with_current():
        assert article.lede
        assert article.tags.exists()
        answer = anonymous.get(article.get_absolute_url())
        assert answer.status_code == 200
        assert article.title in answer.content.decode()


def test_the_history_says_that_they_came_with_the_wiki(starter, anonymous):
    history = anonymous.get("/articles/welcome-to-commonplace/history/").content.decode()
    assert "Came with the wiki" in history
    assert "welcome.md" not in history


def test_every_link_leads_somewhere_but_the_one_that_invites_to_write(starter):
    red = Link.objects.filter(target=None).values_list("key", flat=True)
    assert sorted(red) == ["our first retrospective"]


def test_the_welcome_shows_what_it_speaks_of(starter, anonymous):
    shown = anonymous.get("/articles/welcome-to-commonplace/").content.decode()
    for part in (
        'class="redlink"',
        "<table",
        'class="task done"',
        "footnote",
        'class="note tip"',
        'class="wikilink"',
    ):
        assert part in shown


def test_the_culture_shift_has_its_eleven_pairs_in_order_and_says_whose_they_are(starter):
    body = Article.objects.get(title="The culture shift: from I know to we know").current.body
    rows = [line for line in body.splitlines() if line.startswith("| ") and line[2:4].strip().isdigit()]
    assert [int(row.split("|")[1]) for row in rows] == list(range(1, 12))
    assert rows[0] == '| 1 | "I know" | "We know" |'
    assert rows[10].endswith('"Admitting I don\'t know is the first step to learning" |')
    assert "By Nick Milton" in body
