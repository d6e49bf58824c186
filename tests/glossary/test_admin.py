"""The curators' desk: terms are listed, written and refused in the admin as on the site."""

import re
from datetime import date

import pytest

from glossary import sourcing
from glossary.entry import DefinitionEntry, Entry, NoteEntry, RelationEntry
from glossary.models import Term
from kmsite.pages.endings import trashing
from kmsite.pages.integrity import violations
from tests.glossary.desk import TERMS, fields_of, opened, sent
from tests.make import make_article, make_domain, make_term

pytestmark = pytest.mark.django_db

LIST_QUERIES = 6


def fresh(term):
    return Term.objects.with_current().get(pk=term.pk)


def entry_of(term):
    return Entry.of(fresh(term).current.structure)


@pytest.fixture
def book():
    return sourcing.create(kind="book", title="Guidebook", authors="PAL", year=2019)


@pytest.fixture
def km(book, ada):
    culture = make_term("Culture", status="draft")
    return make_term(
        "Knowledge management",
        "KM",
        "Knowledge stewardship",
        gloss="Keeping what is known.",
        definitions=(
            DefinitionEntry("It is kept.", id="d1", is_house=True, reason="Short.", source=book.pk),
            DefinitionEntry("It was kept.", id="d2", since=1990, until=1999),
        ),
        notes=(NoteEntry("For teams.", "scope", id="n1"), NoteEntry("Ask Ada.", "editor", id="n2")),
        relations=(RelationEntry("related", culture.pk, id="r1", note="loosely"),),
        steward=ada.user.pk,
    )


def test_a_form_that_nobody_changed_changes_nothing(cleo, km):
    answer = sent(cleo, opened(cleo, km), km)
    assert answer["Location"] == TERMS
    assert "Nothing was changed; version 1 stays." in cleo.get(TERMS).text
    assert fresh(km).current.number == 1


def test_a_curator_adds_a_whole_term(cleo, book):
    culture, domain = make_term("Culture"), make_domain()
    answer = sent(
        cleo,
        opened(cleo),
        title="Knowledge leadership",
        gloss="Leading by what is known.",
        domain=domain.pk,
        steward=cleo.user.pk,
        body="Longer.",
        summary="First words",
        names__0__text="KL",
        names__0__kind="acronym",
        definitions__0__text="Leadership that *shares*.",
        definitions__0__is_house="on",
        definitions__0__reason="Ours.",
        definitions__0__source=book.pk,
        definitions__0__locator="p. 3",
        notes__0__text="Not a job.",
        notes__0__kind="not",
        relations__0__kind="broader",
        relations__0__term=culture.pk,
        _continue="1",
    )
    term = Term.objects.with_current().get(title="Knowledge leadership")
    assert answer["Location"] == f"{TERMS}{term.pk}/change/"
    entry = entry_of(term)
    assert [(name.text, name.kind, name.case) for name in entry.names] == [("KL", "acronym", "exact")]
    assert (entry.house.text, entry.house.source, entry.house.locator) == (
        "Leadership that *shares*.", book.pk, "p. 3",
    )  # fmt: skip
    assert [(note.kind, note.text) for note in entry.notes] == [("not", "Not a job.")]
    assert [(one.kind, one.term) for one in entry.relations] == [("broader", culture.pk)]
    assert (term.current.by, term.current.summary, term.steward) == (cleo.user, "First words", cleo.user)
    page = cleo.get(answer["Location"]).text
    assert "Saved as version 1." in page
    assert 'href="/glossary/knowledge-leadership/"' in page
    assert 'href="/glossary/knowledge-leadership/history/"' in page
    assert "has as kinds" in cleo.get(f"{TERMS}{culture.pk}/change/").text
    assert list(violations()) == []


def test_items_keep_their_identity_through_edits_order_and_removal(cleo, km):
    form = opened(cleo, km)
    sent(
        cleo,
        form,
        km,
        definitions__0__ORDER="2",
        definitions__1__ORDER="1",
        definitions__1__text="It was kept well.",
        notes__0__DELETE="on",
        names__1__DELETE="on",
    )
    entry = entry_of(km)
    assert [(one.id, one.text) for one in entry.definitions] == [
        ("d2", "It was kept well."), ("d1", "It is kept."),
    ]  # fmt: skip
    assert entry.house.reason == "Short."
    assert [note.id for note in entry.notes] == ["n2"]
    assert [name.text for name in entry.names] == ["KM"]
    assert entry.relations[0].note == "loosely"


def test_a_form_sent_twice_saves_once(cleo):
    form = opened(cleo)
    for _twice in range(2):
        sent(cleo, form, title="Knowledge capture")
    assert Term.objects.filter(title="Knowledge capture").count() == 1


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"title": ""}, "This field is required."),
        ({"gloss": "g" * 281}, "281 characters, and 280 at most"),
        ({"names__0__text": "K"}, "too short to be linked by itself"),
        ({"names__0__text": "KM", "names__0__autolink": "auto"}, "is a name of the term “Knowledge"),
        ({"status": "approved"}, "An approved term needs a house definition."),
        ({"definitions__0__locator": "p. 1"}, "This field is required."),
        ({"definitions__0__text": "x", "definitions__0__source": "987654"}, "Select a valid choice"),
        ({"definitions__0__text": "x", "definitions__0__source": "9" * 30}, "Select a valid choice"),
        ({"definitions__0__text": "x", "definitions__0__source": "x'\0"}, "Null characters"),
        ({"definitions__0__text": "x", "definitions__0__since": "9" * 30}, "less than or equal to 2200"),
        ({"definitions__0__text": "x", "definitions__0__since": "2000", "definitions__0__until": "1990"},
         "ends before it begins"),
        ({"relations__0__kind": "broader"}, "This field is required."),
        ({"relations__0__kind": "broader", "relations__0__term": "9" * 30}, "Select a valid choice"),
        ({"review_due": "tomorrow"}, "Enter a valid date."),
        ({"definitions__TOTAL_FORMS": ""}, "ManagementForm data is missing"),
        ({"names__TOTAL_FORMS": "99999"}, "at most"),
        ({"steward": "987654"}, "Select a valid choice"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_comes_back_with_the_reason_and_every_word(cleo, km, changes, answer):
    changes = {"title": "Knowing", "notes__0__text": "Typed with care.", **changes}
    page = sent(cleo, opened(cleo), **changes)
    assert page.status_code == 200
    assert answer in page.text
    assert "Typed with care." in page.text
    assert not Term.objects.filter(title="Knowing").exists()


def test_a_taken_name_leads_to_the_other_term(cleo, km):
    page = sent(cleo, opened(cleo), title="Knowing", names__0__text="KM").text
    assert f'<a href="{TERMS}{km.pk}/change/">Open that term</a>' in page


def test_a_circle_is_refused_beside_the_relations(cleo, km):
    narrower = make_term("Capture", relations=(RelationEntry("broader", km.pk),))
    page = sent(cleo, opened(cleo, km), km, relations__1__kind="broader", relations__1__term=narrower.pk).text
    assert "stands below this term already" in page
    assert fresh(km).current.number == 1


def test_odd_hidden_fields_are_answered(cleo, km):
    form = opened(cleo, km)
    for changes in ({"base_revision": "x"}, {"base_revision": "9" * 30}, {"base_revision": "77"}):
        assert sent(cleo, form, km, title="Knowing", **changes).status_code == 200
    assert fresh(km).title == "Knowledge management"
    sent(cleo, form, km, definitions__1__id="d1", notes__0__id="'; drop--", key="\0")
    assert fresh(km).current.number == 1
    sent(cleo, form, km, definitions__1__id="d1", notes__0__id="'; drop--")
    assert [one.text for one in entry_of(km).definitions] == ["It is kept.", "It was kept."]
    for odd in ("x", "9" * 30, "987654"):
        assert cleo.get(f"{TERMS}{odd}/change/").status_code == 302


def test_what_went_to_the_trash_is_not_offered_and_blocks_nothing(cleo, km):
    culture = Term.objects.get(title="Culture")
    trashing.trash([culture], by=None)
    assert "Culture" not in cleo.get(TERMS).text
    look_up = "/admin/autocomplete/?app_label=glossary&model_name=relation&field_name=to&term=cult"
    assert cleo.get(look_up).json()["results"] == []
    assert cleo.get(f"{TERMS}{culture.pk}/change/").status_code == 302
    form = opened(cleo, km)
    assert sent(cleo, form, km, gloss="Kept.").status_code == 302
    assert entry_of(km).relations[0].term == culture.pk
    assert (
        "Select a valid choice" in sent(cleo, opened(cleo), title="X y", relations__0__term=culture.pk).text
    )


def test_sources_terms_and_people_are_looked_up(cleo, km, book):
    base = "/admin/autocomplete/?app_label=glossary"
    found = cleo.get(f"{base}&model_name=definition&field_name=source&term=guide").json()["results"]
    assert found == [{"id": str(book.pk), "text": "PAL, Guidebook (2019)"}]
    found = cleo.get(f"{base}&model_name=relation&field_name=to&term=stewardship").json()["results"]
    assert found == [{"id": str(km.pk), "text": "Knowledge management"}]
    assert cleo.get(f"{TERMS}people/?term=cle").json()["results"] == [
        {"id": str(cleo.user.pk), "text": "Cleo"}
    ]


def test_the_list_finds_terms_by_any_name_and_by_their_definitions(cleo, km):
    for words, found in (("stewardship", True), ("KM", True), ("was kept", True), ("nowhere", False)):
        assert ("Knowledge management" in cleo.get(f"{TERMS}?q={words}").text) is found
    assert "KM, Knowledge stewardship" in cleo.get(TERMS).text


def test_the_list_says_how_far_a_term_is_and_what_it_is_about(cleo, km):
    make_term("Idea", domain=make_domain("Learning").pk, is_contested=True, review_due=date(2020, 1, 1))
    page = cleo.get(TERMS).text
    assert '<td class="field-standing">approved, contested</td>' in page
    assert '<td class="field-domain nowrap">Learning</td>' in page
    assert '<td class="field-due">1 Jan 2020</td>' in page


def test_a_long_form_is_saved_from_its_top_too(cleo, km):
    assert cleo.get(f"{TERMS}{km.pk}/change/").text.count('name="_save"') == 2


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("status__exact=draft", 2), ("is_contested__exact=1", 1), ("no_house=yes", 1), ("incomplete=yes", 1),
        ("overdue=yes", 1), ("steward=none", 2), ("steward=x", 3), ("overdue=no", 3),
        ("no_house=yes&q=idea", 1),
    ],
)  # fmt: skip
def test_the_list_is_filtered_by_what_is_to_do(cleo, km, query, count):
    poor = sourcing.create(title="Somewhere")
    make_term(
        "Idea", status="draft", definitions=(DefinitionEntry("x", source=poor.pk),), is_contested=True,
        review_due=date(2020, 1, 1),
    )  # fmt: skip
    assert len(re.findall(r'<th class="field-title', cleo.get(f"{TERMS}?{query}").text)) == count


def test_the_list_costs_the_same_for_ten_terms_and_for_sixty(cleo, km, django_assert_num_queries):
    cleo.get(TERMS)
    for number in range(8):
        make_term(f"Term {number}", f"T{number}X", steward=cleo.user.pk)
    with django_assert_num_queries(LIST_QUERIES):
        cleo.get(TERMS)
    for number in range(8, 58):
        make_term(f"Term {number}", status="draft", definitions=())
    with django_assert_num_queries(LIST_QUERIES):
        cleo.get(TERMS)


def test_nothing_is_deleted_and_the_history_is_that_of_the_site(cleo, km):
    answer = cleo.post(f"{TERMS}{km.pk}/delete/", {"post": "yes"}, follow=True)
    assert "A term is never deleted." in answer.text
    assert "delete_selected" not in cleo.get(TERMS).text
    assert cleo.get(f"{TERMS}{km.pk}/history/")["Location"] == "/glossary/knowledge-management/history/"
    assert fresh(km).is_live


def test_the_impact_of_names_is_shown_without_saving(cleo):
    make_article("Valves", "A pump has valves. Many a pump does.", by=cleo.user)
    make_article("Wheels", "A pump has wheels, and PMP too.", by=cleo.user)
    page = sent(cleo, opened(cleo), title="Pump", names__0__text="PMP", names__0__kind="acronym", _impact="1")
    form = fields_of(page)
    assert (form["title"], form["names-0-text"]) == ("Pump", "PMP")
    assert "All names together:" in page.text
    assert "has wheels" in page.text
    assert "Would add 2 links in 2 pages." in page.text
    assert "Would add one link in one page." in page.text
    assert not Term.objects.exists()


def test_a_name_that_another_domain_has_is_saved_with_a_warning(cleo, km):
    other, warning = make_term("Kilometre", domain=make_domain("Measures").pk), "is a name of <a href"
    sent(cleo, opened(cleo, other), other, gloss="A thousand metres.")
    assert warning not in cleo.get(TERMS).text
    sent(cleo, opened(cleo, other), other, names__0__text="KM", names__0__kind="acronym")
    told = cleo.get(TERMS).text
    assert warning in told
    assert "/glossary/knowledge-management/" in told
