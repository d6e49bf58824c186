"""A new page: its first revision, its address, its place, its title among its siblings."""

import pytest

from articles.models import Article
from kmsite.pages.models import Page, Revision
from kmsite.pages.saving import editing
from kmsite.pages.saving.editing import TextRefused, TitleTaken
from tests.make import make_article, make_audience


def write(by, title="Pump", body="How it works.", **fields):
    return editing.create(Article, title=title, body=body, by=by, **fields)


def test_a_new_article_has_one_revision_by_its_writer(alice):
    saved = write(alice.user, summary="As told by Tom", lede="Moves water.", tags=["Water"])
    assert saved.outcome == "created"
    assert (saved.revision.number, saved.revision.by, saved.revision.summary) == (
        1,
        alice.user,
        "As told by Tom",
    )
    assert saved.revision.structure == {"lede": "Moves water.", "tags": ["Water"]}
    page = Article.objects.get()
    assert (page.title, page.lede, page.slug, page.current) == (
        "Pump",
        "Moves water.",
        "pump",
        saved.revision,
    )
    assert page.get_absolute_url() == "/articles/pump/"


def test_articles_nest_without_limit_and_stand_in_the_order_they_came(alice):
    page = None
    for depth in range(12):
        page = write(alice.user, f"Level {depth}", parent=page).page
    assert page.parent.parent.title == "Level 9"
    first, second = (write(alice.user, title, parent=page).page for title in ("Zebra", "Ant"))
    assert list(Page.objects.children_of(page).in_order()) == [first, second]


def test_two_siblings_cannot_have_one_title_whatever_its_case_and_spacing(alice):
    pump = make_article("Pump room")
    with pytest.raises(TitleTaken) as taken:
        write(alice.user, "  PUMP  room ")
    assert taken.value.page == pump
    assert Page.objects.count() == 1


def test_the_same_title_is_free_elsewhere_and_gets_an_address_with_its_parent(alice):
    make_article("Pump")
    hall = make_article("Hall")
    assert write(alice.user, "Pump", parent=hall).page.slug == "hall-pump"
    assert write(alice.user, "Pump", parent=make_article("Hall!")).page.slug == "hall-pump-2"


def test_an_address_keeps_the_letters_of_its_script(alice):
    assert write(alice.user, "Überblick: Знание 知識").page.slug == "überblick-знание-知識"


def test_the_same_form_sent_twice_makes_one_page(alice):
    first = write(alice.user, key="form-1")
    second = write(alice.user, key="form-1")
    assert (first.outcome, second.outcome) == ("created", "repeated")
    assert second.page == first.page
    assert Revision.objects.count() == 1


def test_two_people_may_happen_on_the_same_key(alice, bob):
    write(alice.user, key="form-1")
    assert write(bob.user, "Valve", key="form-1").outcome == "created"


@pytest.mark.parametrize("title", ["", "   ", "\u200b", "_", "x" * 201, "\ufdfa" * 150])
def test_a_title_that_is_no_name_is_refused_and_nothing_is_written(alice, title):
    with pytest.raises(TextRefused):
        write(alice.user, title)
    assert not Page.objects.exists()


def test_one_line_fields_lose_what_nobody_sees(alice):
    page = write(alice.user, "Pu\x00mp\u202e\n room", lede="a\tb\x07").page
    assert (page.title, page.lede) == ("Pump room", "a b")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc\n"),
        ("a\n\n\n", "a\n"),
        ("", ""),
        ("a\x00b\x1b[31m\x0bc", "ab[31m\nc\n"),
        ("  code\n\ttab", "  code\n\ttab\n"),
        ("a\ud800b", "ab\n"),
    ],
)
def test_a_text_is_kept_with_line_feeds_and_without_control_characters(alice, written, kept):
    assert write(alice.user, body=written).revision.body == kept


def test_a_text_of_more_than_256_kilobytes_is_refused_and_nothing_is_written(alice):
    with pytest.raises(TextRefused):
        write(alice.user, body="word " * 60_000)
    assert not Page.objects.exists()


def test_a_page_below_one_that_is_gone_is_refused(alice):
    parent = make_article("Hall")
    Page.objects.filter(pk=parent.pk).update(trashed_at=parent.created_at)
    with pytest.raises(TextRefused):
        write(alice.user, parent=parent)


def test_a_page_for_an_audience_has_an_address_nobody_guesses(alice, bob):
    board = make_audience("Board", alice.user)
    secret = write(alice.user, "Merger plan", audience=board).page
    assert secret.slug != "merger-plan"
    assert len(secret.slug) == len("merger-plan-xxxx")
    public = write(bob.user, "Merger plan").page
    assert public.slug == "merger-plan", "a taken address or title must not betray the hidden page"


@pytest.mark.parametrize("field", [{"summary": "x" * 301}, {"lede": "x" * 501}, {"key": "x" * 65}])
def test_a_line_that_is_too_long_is_refused_and_nothing_is_written(alice, field):
    with pytest.raises(TextRefused):
        write(alice.user, **field)
    assert not Page.objects.exists()


def test_a_form_whose_twin_commits_between_two_looks_is_repeated(alice, monkeypatch):
    first = write(alice.user, "Pump", key="form")
    looks = iter([None, first.revision])
    monkeypatch.setattr(editing, "earlier", lambda act: next(looks))
    again = write(alice.user, "Pump", key="form")
    assert (again.page, again.outcome) == (first.page, "repeated")
