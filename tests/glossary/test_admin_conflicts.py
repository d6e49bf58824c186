"""Two curators save one entry: what merges is merged and said, what clashes is shown and decided."""

import pytest

from glossary import curating
from glossary.entry import DefinitionEntry, Entry
from glossary.models import Term
from kmsite.pages.integrity import violations
from tests.glossary.desk import TERMS, fields_of, opened, sent
from tests.make import make_term

pytestmark = pytest.mark.django_db


def fresh(term):
    return Term.objects.with_current().get(pk=term.pk)


def entry_of(term):
    return Entry.of(fresh(term).current.structure)


@pytest.fixture
def km():
    return make_term(
        "Knowledge management",
        "KM",
        gloss="Keeping.",
        body="One.\n",
        definitions=(
            DefinitionEntry("It is kept.", id="d1", is_house=True),
            DefinitionEntry("It was kept.", id="d2"),
        ),
    )


@pytest.fixture
def forms(cleo, ada, km):
    """The form of one term, opened by Cleo and by Ada at the same time."""
    return opened(cleo, km), opened(ada, km)


def settled(person, page, km, **picked):
    form = fields_of(page) | {f"pick-{path}": side for path, side in picked.items()}
    return person.post(f"{TERMS}{km.pk}/settle/", form)


def test_changes_of_different_things_merge_and_the_curator_is_told(cleo, ada, km, forms):
    sent(ada, forms[1], km, names__1__text="Knowledge stewardship", definitions__1__reason="Old.")
    answer = sent(cleo, forms[0], km, gloss="Kept.", definitions__1__text="It was kept well.", _continue="1")
    assert "together with a change by Ada" in cleo.get(answer["Location"]).text
    entry = entry_of(km)
    assert [name.text for name in entry.names] == ["KM", "Knowledge stewardship"]
    assert (entry.definitions[1].text, entry.definitions[1].reason) == ("It was kept well.", "Old.")


def test_what_clashes_is_shown_with_both_readings_and_saved_as_chosen(cleo, ada, km, forms):
    sent(ada, forms[1], km, gloss="Ada's gloss.", body="Two.", definitions__1__DELETE="on", status="review")
    page = sent(
        cleo,
        forms[0],
        km,
        gloss="Cleo's gloss.",
        body="Three.",
        definitions__1__text="It was kept well.",
        is_contested="on",
        summary="My reasons",
    )
    assert page.status_code == 409
    for words in (
        "Ada saved version 2",
        "Ada&#x27;s gloss.",
        "Cleo&#x27;s gloss.",
        "Keeping.",
        "Two.",
        "Three.",
    ):
        assert words in page.text
    assert "Definition 2" in page.text
    assert "it was removed" in page.text
    assert fresh(km).current.number == 2

    again = settled(cleo, page, km, lede="mine")
    assert (again.status_code, "Some places are not decided yet." in again.text) == (409, True)
    assert fields_of(again)["pick-lede"] == "mine"

    answer = settled(cleo, again, km, **{"body/1": "theirs", "definitions/d2": "mine"})
    assert answer["Location"] == TERMS
    now, entry = fresh(km), entry_of(km)
    assert (now.lede, now.current.body) == ("Cleo's gloss.", "Two.\n")
    assert (entry.status, entry.is_contested) == ("review", True)
    assert [one.text for one in entry.definitions] == ["It is kept.", "It was kept well."]
    assert (now.current.number, now.current.base.number, now.current.summary) == (3, 1, "My reasons")
    assert list(violations()) == []


def test_a_third_save_in_between_asks_only_what_clashes_with_that(cleo, ada, km, forms):
    sent(ada, forms[1], km, gloss="Ada's gloss.", title="KM at work")
    page = sent(cleo, forms[0], km, gloss="Cleo's gloss.", title="Knowing", steward=cleo.user.pk)
    sent(ada, opened(ada, km), km, gloss="Ada's other gloss.", body="Ada's text.")
    again = settled(cleo, page, km, lede="mine", title="mine")
    assert again.status_code == 409
    assert "Ada&#x27;s other gloss." in again.text
    assert "KM at work" not in again.text.split('id="content-main"')[1]
    assert settled(cleo, again, km, lede="mine").status_code == 302
    now = fresh(km)
    assert (now.title, now.lede, now.current.body) == ("Knowing", "Cleo's gloss.", "Ada's text.\n")
    assert (now.steward, now.current.number, now.current.base.number) == (cleo.user, 4, 1)


def test_who_goes_back_to_the_form_finds_what_was_typed(cleo, ada, km, forms):
    sent(ada, forms[1], km, gloss="Ada's gloss.")
    page = sent(cleo, forms[0], km, gloss="Cleo's gloss.", names__1__text="Knowledge stewardship")
    back = settled(cleo, page, km, **{})
    form = fields_of(cleo.post(f"{TERMS}{km.pk}/settle/", fields_of(back) | {"_back": "1"}))
    assert (form["gloss"], form["names-1-text"], form["base_revision"]) == (
        "Cleo's gloss.", "Knowledge stewardship", "1",
    )  # fmt: skip
    assert sent(cleo, form, km).status_code == 409


def test_two_house_definitions_are_shown_together_to_mend(cleo, ada, km, forms):
    sent(ada, forms[1], km, definitions__0__is_house="", definitions__1__is_house="on")
    form = {name: value for name, value in forms[0].items() if name != "definitions-0-is_house"}
    new = {"definitions__2__text": "It is known.", "definitions__2__is_house": "on"}
    page = sent(cleo, form, km, **new)
    assert page.status_code == 200
    assert "Ada saved version 2" in page.text
    assert "A term has one house definition." in page.text
    shown = fields_of(page)
    assert (shown["base_revision"], shown["definitions-2-text"]) == ("2", "It is known.")
    del shown["definitions-1-is_house"]
    assert sent(cleo, shown, km).status_code == 302
    assert entry_of(km).house.text == "It is known."


def test_a_sealed_form_is_taken_for_its_own_term_only(cleo, ada, km, forms):
    sent(ada, forms[1], km, gloss="Ada's gloss.")
    page = fields_of(sent(cleo, forms[0], km, gloss="Cleo's gloss.")) | {"pick-lede": "mine"}
    other = make_term("Culture")
    for term, form in ((other, page), (km, {**page, "sealed": "x"}), (km, {})):
        cleo.post(f"{TERMS}{term.pk}/settle/", form)
    assert (fresh(other).current.number, fresh(km).lede) == (1, "Ada's gloss.")
    assert cleo.get(f"{TERMS}{km.pk}/settle/")["Location"] == f"{TERMS}{km.pk}/change/"
    curating.merge(fresh(km), into=fresh(other), by=None)
    assert cleo.post(f"{TERMS}{km.pk}/settle/", page).status_code == 302
