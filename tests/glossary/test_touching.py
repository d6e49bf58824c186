"""A name that changes touches the pages that mention it, and no others."""

import pytest

from glossary import curating
from glossary.entry import NameEntry
from kmsite.pages.endings import trashing
from kmsite.pages.models import Page, Shown, StopPhrase
from kmsite.pages.saving import editing
from kmsite.pages.terms_inside import silencing
from tests.make import make_article, make_domain, make_term


@pytest.fixture
def pages(db):
    """Articles of one sentence each, by a word."""
    said = {
        "km": "We do KM.",
        "kms": "Our KMs differ.",
        "whole": "Knowledge-management is work.",
        "bus": "Two buses came.",
        "it": "Ask IT for help.",
        "iso": "See ISO-704.",
        "sign": "Write it in C++ or <COP> it.",
        "none": "Nothing of all this.",
    }
    return {name: make_article(title=f"Page {name}", body=text) for name, text in said.items()}


def versions():
    return dict(Shown.objects.values_list("page", "version"))


@pytest.fixture
def touched(pages):
    """Return the articles that an act touches, by their words."""

    def by(act):
        before = versions()
        act()
        after = versions()
        return {name for name, page in pages.items() if after[page.pk] != before[page.pk]}

    return by


@pytest.mark.parametrize(
    ("name", "mentioning"),
    [
        ("KM", {"km", "kms"}),
        ("Knowledge management", {"whole"}),
        ("Bus", {"bus"}),
        ("IT", {"it"}),
        ("ISO 704", {"iso"}),
        ("C++", {"sign"}),
        ("COP", {"sign"}),
        ("Peer assist", set()),
    ],
)
def test_a_new_name_touches_the_pages_that_say_it(touched, name, mentioning):
    assert touched(lambda: make_term("Something else", name)) == mentioning


def test_every_page_that_is_linked_by_a_name_is_touched_by_it(touched, pages, carol):
    names = ("KM", "Bus", "ISO 704", "COP", "IT")
    for name in names:
        shown = {page: carol.get(f"/articles/page-{page}/").content for page in pages}
        said = touched(lambda name=name: make_term(f"Thing {name}", name))
        changed = {page for page in pages if carol.get(f"/articles/page-{page}/").content != shown[page]}
        assert changed == said, name


@pytest.fixture
def term(pages):
    return make_term("Knowledge management", "KM", "Bus")


def again(term):
    return type(term).objects.with_current().get(pk=term.pk)


def test_another_gloss_touches_no_article(touched, term, cleo):
    now = curating.Draft.of(term.current)
    entry = curating.Entry.of(now.entry)
    said = {"title": term.title, "body": "", "entry": entry, "by": cleo.user}
    assert touched(lambda: curating.revise(term, base=1, gloss="Short.", **said)) == set()


def test_a_name_that_goes_or_links_another_way_touches_only_its_pages(touched, term, cleo):
    names = (NameEntry("KM", "acronym"), NameEntry("Bus", autolink="manual"))
    assert touched(lambda: curating.change(term, by=cleo.user, summary="", names=names)) == {"bus"}
    assert touched(lambda: curating.change(again(term), by=cleo.user, summary="", names=names[1:])) == {
        "km",
        "kms",
    }


def test_a_status_or_a_domain_touches_all_that_say_a_name(touched, term, cleo):
    everywhere = {"km", "kms", "whole", "bus"}
    domain = make_domain("Buses")
    assert touched(lambda: curating.change(term, by=cleo.user, summary="", domain=domain.pk)) == everywhere
    assert touched(lambda: curating.deprecate(again(term), by=cleo.user)) == everywhere
    assert touched(lambda: curating.approve(again(term), by=cleo.user)) == everywhere


def test_a_renamed_term_touches_the_pages_that_lead_to_its_old_address(touched, term, cleo, carol):
    now = curating.Draft.of(term.current)
    said = {"gloss": "", "body": "", "entry": curating.Entry.of(now.entry), "by": cleo.user}
    renamed = touched(lambda: curating.revise(term, base=1, title="Knowing how", **said))
    assert renamed == {"km", "kms", "whole", "bus"}
    assert "/glossary/knowing-how/" in carol.get("/articles/page-km/").content.decode()
    assert '"term"' not in carol.get("/articles/page-whole/").content.decode()


def test_the_trash_takes_the_links_and_gives_them_back(touched, term, cleo, carol, monkeypatch):
    """The glossary lets only drafts go, which link nothing; pages must be right without it."""
    monkeypatch.setattr("glossary.recording.refuse_trash", lambda _page: None)
    batches = []
    going = touched(lambda: batches.append(trashing.trash([term], by=cleo.user)))
    assert going == {"km", "kms", "whole", "bus"}
    assert '"term"' not in carol.get("/articles/page-km/").content.decode()
    assert touched(lambda: trashing.restore(batches[0], by=cleo.user)) == going
    assert '"term"' in carol.get("/articles/page-km/").content.decode()


def test_a_merged_term_takes_its_pages_along(touched, term, cleo, carol):
    other = make_term("Knowing")
    assert touched(lambda: curating.merge(term, into=other, by=cleo.user)) == {"km", "kms", "whole", "bus"}
    for page in ("km", "whole", "bus"):
        assert (
            'class="term" href="/glossary/knowing/"' in carol.get(f"/articles/page-{page}/").content.decode()
        )


def test_a_stop_phrase_touches_the_pages_that_say_it(touched, term, ada, carol):
    made = []
    assert touched(lambda: made.append(silencing.stop("Do KM"))) == {"km"}
    assert '"term"' not in carol.get("/articles/page-km/").content.decode()
    assert touched(lambda: silencing.allow(made[0])) == {"km"}
    assert '"term"' in carol.get("/articles/page-km/").content.decode()


def test_a_page_in_the_trash_comes_back_with_the_links_of_today(pages, bob, carol):
    batch = trashing.trash([pages["km"]], by=bob.user)
    make_term("Knowledge management", "KM")
    trashing.restore(batch, by=bob.user)
    assert '"term"' in carol.get("/articles/page-km/").content.decode()


def test_words_of_a_long_text_are_found_where_the_index_keeps_no_places(db):
    page = make_article(body="knowledge of\n" * 300 + "words " * 3000 + "knowledge management.")
    before = versions()[page.pk]
    make_term("Knowledge management")
    assert versions()[page.pk] > before


def test_a_new_text_of_a_page_says_nothing_to_names(touched, term, pages, alice):
    assert touched(
        lambda: editing.revise(Page.objects.get(pk=pages["none"].pk), base=1, body="KM!", by=alice.user)
    ) == {"none"}


def test_curators_keep_the_stop_phrases_in_the_admin(touched, term, cleo, bob):
    table = "/admin/pages/stopphrase/"
    assert touched(lambda: cleo.post(f"{table}add/", {"text": "Do KM"})) == {"km"}
    again = cleo.post(f"{table}add/", {"text": "do km"})
    assert "is a stop phrase already" in again.content.decode()
    assert "needs at least one letter" in cleo.post(f"{table}add/", {"text": "!"}).content.decode()
    made = StopPhrase.objects.get()
    assert cleo.get(f"{table}{made.pk}/change/").status_code == 200
    assert touched(lambda: cleo.post(f"{table}{made.pk}/delete/", {"post": "yes"})) == {"km"}
    assert bob.get(table).status_code == 302
