"""Where a term is used, and which terms an article uses."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kmsite.pages.terms_inside import using
from tests.make import make_article, make_audience, make_domain, make_term


@pytest.fixture
def km(db):
    return make_term("Knowledge management", "KM", gloss="Getting knowledge to where it is needed.")


def uses(reader):
    return reader.get("/glossary/knowledge-management/uses/").content.decode()


def test_pages_are_listed_with_the_sentence_that_leads_to_the_term(carol, km):
    make_article(body="# Work\n\nIt rains. We do <b>not</b> like KM here. The end.")
    page = uses(carol)
    assert "One page leads to this term." in page
    assert 'href="/articles/pump/#user-content-work"' in page
    assert "<mark>KM</mark> here.</q>" in page
    assert "It rains" not in page


def test_an_abbreviation_does_not_end_the_sentence(carol, km):
    make_article(body="We share, i.e. we do KM, e.g. on Fridays. The end.")
    assert (
        '<q class="sentence" dir="auto">We share, i.e. we do <mark>KM</mark>, e.g. on Fridays.</q>'
        in uses(carol)
    )


def test_a_page_that_only_has_the_words_is_no_use(carol, km):
    make_article(title="Heading", body="# KM\n\n    KM\n\n> KM, they say.")
    make_article(title="Twice", body="We [[KM|manage]] and KM.")
    make_article(title="Off", body="KM.", entry={"terms": "off"})
    page = uses(carol)
    assert "One page leads" in page
    assert "/articles/twice/" in page
    assert "<mark>manage</mark>" in page


def test_a_page_that_somebody_may_not_see_is_neither_listed_nor_counted(carol, mallory, km):
    make_article(body="KM for few.", audience=make_audience("Few", carol.user))
    assert "One page leads" in uses(carol)
    assert "No page leads here yet" in uses(mallory)


def test_a_long_list_goes_on_and_says_that_there_is_more(carol, km, monkeypatch):
    monkeypatch.setattr(using, "SIZE", 2)
    monkeypatch.setattr(using, "MOST_TEXTS", 3)
    for number in range(5):
        at = timezone.now() - timedelta(days=number)
        make_article(title=f"Page {number}", body=f"KM in {number} words.", at=at)
    found, after = [], ""
    for _ in range(3):
        part = using.uses(km, carol.user, after)
        found += [use.title for use in part.rows]
        after = part.older
    assert (found, after) == ([f"Page {number}" for number in range(5)], "")
    assert "More than 3 pages" in uses(carol)


@pytest.mark.parametrize("place", ["x", "2026~", "2026-01-01T00:00:00+00:00~x", "~1", "\0~1"])
def test_an_odd_place_in_the_list_is_its_beginning(carol, km, place):
    make_article(body="KM.")
    assert "/articles/pump/" in carol.get(
        "/glossary/km/uses/", {"older": place}, follow=True
    ).content.decode() or (
        "/articles/pump/"
        in carol.get("/glossary/knowledge-management/uses/", {"older": place}).content.decode()
    )


def test_an_article_lists_its_terms_with_what_they_mean(carol, km):
    make_term("Peer assist", gloss="Asking before doing.", domain=make_domain("Learning").pk)
    make_article(body="## Help\n\nHold a peer assist.\n\nSee [[KM]].")
    page = carol.get("/articles/pump/terms/").content.decode()
    assert page.index("Asking before doing.") < page.index("Getting knowledge")
    assert "<bdi>Learning</bdi>" in page
    assert page.count("✓ Approved") == 2
    assert '<a href="/articles/pump/#user-content-help"><bdi>Help</bdi></a>' in page


def test_an_article_lists_names_with_several_meanings(carol):
    for name in ("Records", "Sales"):
        make_term("Capture", domain=make_domain(name).pk)
    make_article(body="We capture lessons.")
    page = carol.get("/articles/pump/terms/").content.decode()
    assert "Names with several meanings" in page
    assert 'href="/t/Capture/"' in page


def test_an_article_without_terms_says_so(carol):
    make_article()
    assert "No terms of the glossary" in carol.get("/articles/pump/terms/").content.decode()


def test_what_the_lists_cost_does_not_grow(carol, km, django_assert_max_num_queries):
    uses(carol)
    for first, end in ((0, 3), (3, 12)):
        for number in range(first, end):
            make_article(title=f"Page {number}", body=f"KM and [[Page {number - 1}]].", tags=["a", "b"])
        with django_assert_max_num_queries(16):
            assert f"{end} pages lead to this term." in uses(carol)
    with django_assert_max_num_queries(9):
        carol.get("/articles/page-3/terms/")
