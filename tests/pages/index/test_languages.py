"""The language of a page: said at its address or by an import, and heard by search and screen readers."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from kmsite.env import WrongSetting
from kmsite.management import preparing
from kmsite.pages.endings import trashing
from kmsite.pages.index import choosing, languages
from kmsite.pages.integrity import violations
from kmsite.pages.models import LedgerEntry, Page, SearchEntry
from kmsite.pages.names.suggesting import suggested
from kmsite.pages.saving import editing
from kmsite.pages.terms_inside.mentioning import Spelling, mentioning
from kmsite.search.asking import Question
from kmsite.search.finding import find
from tests.make import (
    make_article,
    make_audience,
    make_community,
    make_discussion,
    make_event,
    make_term,
)

pytestmark = pytest.mark.django_db


def found(text):
    return {one.page.title for one in find(AnonymousUser(), Question.asked(text)).found}


def language(page):
    return Page.objects.get(pk=page.pk).language


def test_an_author_says_the_language_and_search_knows_its_word_forms(alice, anonymous):
    make_article("Brunnen", "Die Häuser am Fluss.", by=alice.user)
    assert found("Haus ") == set()
    shown = alice.get("/articles/brunnen/")
    assert 'href="language/"' in shown.text
    assert 'lang="de"' not in shown.text
    answer = alice.post("/articles/brunnen/language/", {"language": "german"}, follow=True)
    assert "search reads this page in the language that you chose" in answer.text
    for reader in (alice, anonymous):
        shown = reader.get("/articles/brunnen/").text
        assert '<h1 dir="auto" lang="de">' in shown
        assert '<div class="prose" dir="auto" lang="de"' in shown
    assert found("Haus ") == {"Brunnen"}
    told = alice.get("/articles/brunnen/history/").text
    assert "is in this language: <bdi>Deutsch</bdi>" in told
    assert list(violations(deep=True)) == []


def test_the_form_shows_what_is_chosen_and_refuses_what_there_is_not(alice, carol):
    page = make_article("Brunnen", by=alice.user)
    choosing.choose(page, "german", by=alice.user)
    shown = alice.get("/articles/brunnen/language/").text
    assert '<option value="german" selected>Deutsch</option>' in shown
    assert "As the site: English" in shown
    assert "Also for" not in shown
    assert alice.post("/articles/brunnen/language/", {"language": "klingon"}).status_code == 422
    nothing = alice.post("/articles/brunnen/language/", {"below": "on"})
    assert (nothing.status_code, "Choose a language." in nothing.text) == (422, True)
    assert alice.post("/articles/brunnen/language/").status_code == 422
    assert language(page) == "german"
    assert carol.get("/articles/brunnen/language/").status_code == 403
    again = alice.post("/articles/brunnen/language/", {"language": "german"}, follow=True)
    assert "Nothing changed" in again.text
    assert LedgerEntry.objects.filter(verb="language").count() == 1


def test_the_pages_below_follow_that_the_person_may_read_and_edit(alice, ada):
    board = make_audience("Board", ada.user)
    page = make_article("Brunnen")
    below = make_article("Wasser", "Die Häuser.", parent=page)
    hidden = make_article("Rat", parent=page, audience=board)
    lost = make_article("Verloren", parent=page)
    trashing.trash([lost], by=None)
    assert "Also for the page below it" in alice.get("/articles/brunnen/language/").text
    answer = alice.post("/articles/brunnen/language/", {"language": "german", "below": "on"}, follow=True)
    assert "search reads 2 pages" in answer.text
    assert [language(one) for one in (page, below, hidden, lost)] == ["german", "german", "", ""]
    assert found("Haus ") == {"Wasser"}
    assert list(violations()) == []


def test_a_new_page_begins_in_the_language_of_the_page_above(alice):
    page = make_article("Brunnen", language="german")
    below = make_article("Wasser", "Die Häuser.", parent=page, by=alice.user)
    assert language(below) == "german"
    assert found("Haus ") == {"Wasser"}
    assert language(make_article("Water", parent=page, language="")) == ""


def test_an_archived_page_keeps_its_language(bob):
    make_article("Brunnen")
    bob.post("/articles/brunnen/archive/", {"seen": "0"})
    assert bob.post("/articles/brunnen/language/", {"language": "german"}).status_code == 409


def test_terms_and_discussions_have_a_language_too(cleo, alice):
    term = make_term("Brunnen", gloss="Häuser des Wassers.")
    question = make_discussion("Wo sind die Häuser?", by=alice.user)
    assert cleo.post(f"{term.get_absolute_url()}language/", {"language": "german"}).status_code == 302
    assert alice.post(f"{question.get_absolute_url()}language/", {"language": "german"}).status_code == 302
    assert 'lang="de"' in cleo.get(term.get_absolute_url()).text
    assert 'lang="de"' in alice.get(question.get_absolute_url()).text
    assert found("Haus ") == {"Brunnen", "Wo sind die Häuser?"}
    assert "Wo sind die Häuser?" in alice.get("/discussions/?tab=all&q=Haus").text
    assert "Brunnen" in alice.get("/glossary/?q=Haus").text


def test_an_event_has_a_language_too(alice):
    event = make_event("Treffen", make_community(by=alice.user), by=alice.user, body="Die Häuser.")
    address = event.get_absolute_url()
    assert 'href="language/"' in alice.get(address).text
    assert alice.post(f"{address}language/", {"language": "german"}).status_code == 302
    assert '<h1 dir="auto" lang="de">' in alice.get(address).text
    assert found("Haus ") == {"Treffen"}


def test_the_markdown_of_a_page_says_its_language_where_somebody_did(carol):
    well = make_article("Well", "Deep.")
    pages = [
        make_article("Brunnen", "Tief.", language="german"),
        make_term("Wasser"),
        make_community("Quelle"),
    ]
    choosing.choose(pages[1], "german", by=None)
    choosing.choose(pages[2], "simple", by=None)
    said = [carol.get(f"{page.get_absolute_url()[:-1]}.md").text for page in (well, *pages)]
    assert said[0] == "Deep.\n"
    assert said[1] == "---\nlang: de\n---\n\nTief.\n"
    assert said[2].startswith("---\nlang: de\n---\n\n# Wasser\n")
    assert said[3].startswith("---\nlang: simple\n---\n\n# Quelle\n")


def test_names_in_texts_of_every_language_are_found(alice):
    german = make_article("Brunnen", "Die Häuser am Fluss. Das Wetter.", language="german")
    english = make_article("Well", "Houses by the river. Die casting.")
    assert mentioning([Spelling("Haus")]) == {german.pk}
    assert mentioning([Spelling("house")]) == {english.pk}
    assert mentioning([Spelling("die casting")]) == {english.pk}
    assert mentioning([Spelling("Die", exact=True)]) == {german.pk, english.pk}  # no lexeme in German
    assert suggested(alice.user, "fluss haus") == []
    assert [one.page for one in suggested(alice.user, "brunnen")] == [german]


def test_languages_in_use_are_that_of_the_site_and_those_of_live_pages(django_assert_num_queries, settings):
    page = make_article("Brunnen", language="german")
    make_article("Puits", language="french")
    with django_assert_num_queries(1):
        assert languages.in_use() == ["english", "french", "german"]
    trashing.trash([page], by=None)
    assert languages.in_use() == ["english", "french"]
    settings.SEARCH_LANGUAGE = "french"
    assert languages.in_use() == ["french"]


def test_what_people_call_a_language_is_understood():
    meant = {"de": "german", "de-AT": "german", "German": "german", "nb_NO": "norwegian", "simple": "simple"}
    assert {said: languages.meant(said) for said in meant} == meant
    assert languages.meant("tlh") == "" == languages.meant("")


def test_words_are_read_again_in_the_language_of_the_page_by_each_save():
    page = make_article("Brunnen", "Häuser.", language="german")
    editing.revise(page, base=1, body="Bäume.", by=None)
    assert SearchEntry.objects.get(page=page).language == "german"
    assert found("Baum") == {"Brunnen"}


def test_a_site_of_an_unknown_language_says_which_there_are(settings):
    settings.SEARCH_LANGUAGE = "klingon"
    with pytest.raises(WrongSetting, match=r"SEARCH_LANGUAGE: must be one of .*english.*, not 'klingon'"):
        preparing.refuse_unknown_language()


def test_the_check_of_the_database_names_the_languages_there_are(settings):
    call_command("check", databases=["default"])
    settings.SEARCH_LANGUAGE = "klingon"
    with pytest.raises(SystemCheckError, match=r"SEARCH_LANGUAGE is 'klingon'.\n.*one of .*english"):
        call_command("check", databases=["default"])
