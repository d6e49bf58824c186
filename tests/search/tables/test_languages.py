"""A page is found by other forms of its words, in its own language, and no language disturbs another."""

import pytest

from kmsite.pages.index.choosing import choose
from tests.make import make_article
from tests.search.tables.tables import ask, table, titles

LANGUAGES = table("languages")
SITE = "english"


def make_page(title, language, body=""):
    """Return a new page in `language`."""
    page = make_article(title, body)
    if language != SITE:
        choose(page, language, by=None)
    return page


@pytest.fixture
def site(db):
    """The pages of the table."""
    for language, pages in LANGUAGES.items():
        for title in pages:
            make_page(title, language)


def test_other_forms_of_a_word_find_it_in_the_language_of_the_page(site):
    asked = {form: title for pages in LANGUAGES.values() for title, forms in pages.items() for form in forms}
    assert {form: titles(ask(form))[:1] for form in asked} == {form: [title] for form, title in asked.items()}


def test_a_question_in_one_language_finds_pages_of_two(db):
    make_page("Die Organisation der Arbeit", "german")
    make_page("Organisation of work", SITE)
    make_page("Organisation du travail", "french")
    assert len(titles(ask("organisation"))) == 3
    assert titles(ask("organisation travail")) == ["Organisation du travail"]


def test_words_that_say_little_in_one_language_count_in_another(db):
    make_page("War and peace", SITE)
    make_page("Es war Sommer", "german")
    assert titles(ask("war")) == ["War and peace"]
    assert titles(ask("sommer")) == ["Es war Sommer"]


def test_who_chooses_a_language_gets_the_pages_in_it(site):
    assert titles(ask("machines")) == ["Les machines de la fabrique"]
    assert titles(ask("machines", language="french")) == ["Les machines de la fabrique"]
    assert titles(ask("machines", language="german")) == []
