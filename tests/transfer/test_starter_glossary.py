"""A new wiki has a glossary: terms in our own words, and every quotation with the way it came."""

import pytest
import yaml
from django.db import transaction

from glossary import comparing
from glossary.comparison_text import ComparisonText
from glossary.entry import Entry
from glossary.hints import faults
from glossary.models import Comparison, Relation, Source, Term
from kmsite.pages.models import Name
from kmsite.transfer.starter_glossary import FOLDER, load_starter_glossary

LINKED = [
    "KM culture shift",
    "Chief knowledge officer",
    "Community of practice",
    "Current awareness",
    "Information professional",
    "Knowledge acquisition",
    "Knowledge capture",
    "Knowledge creation",
    "Knowledge leadership",
    "Knowledge management",
    "Knowledge retention",
    "Knowledge reuse",
    "Knowledge transfer",
    "Not invented here",
    "Organisational learning",
    "Shared accountability",
]
BY_HAND = ["Collaboration", "Culture", "Information", "Knowledge", "Leadership", "Learning", "Practice"]
CLAIMS = [
    ("Knowledge management", "enables", "Organisational learning", "asserted"),
    ("Organisational learning", "goal_of", "Knowledge management", "asserted"),
    ("Knowledge management", "method_for", "Organisational learning", "asserted"),
    ("Knowledge management", "confused_with", "Organisational learning", "asserted"),
    ("Knowledge management", "formerly", "Organisational learning", "historic"),
    ("Knowledge leadership", "determines", "Knowledge management", "asserted"),
    ("Knowledge leadership", "broader", "Leadership", "asserted"),
    *(
        ("Organisational learning", "has_process", f"Knowledge {process}", "asserted")
        for process in ("creation", "acquisition", "transfer")
    ),
    *(
        ("Knowledge management", "has_process", f"Knowledge {process}", "asserted")
        for process in ("creation", "acquisition", "retention", "transfer")
    ),
]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The starter glossary, loaded once for all tests that only look at it, and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_starter_glossary()
        transaction.set_rollback(True)


@pytest.fixture
def starter(loaded, db):
    return loaded


def entries():
    return {term.title: Entry.of(term.current.structure) for term in Term.objects.with_current()}


def names(**rules):
    return sorted(
        Name.objects.filter(kind="title", page__kind="term", **rules).values_list("text", flat=True)
    )


def test_the_terms_are_there_and_common_words_wait_to_be_linked_by_hand(starter):
    assert starter == 23
    assert names(is_linked=True) == sorted(LINKED)
    assert names(is_linked=False) == BY_HAND
    assert Name.objects.get(text="organizational learning").page.title == "Organisational learning"
    assert not Name.objects.get(text="NIH").is_linked


def test_every_term_has_a_gloss_and_a_house_definition_about_which_there_is_no_hint(starter):
    for title, entry in entries().items():
        term = Term.objects.get(title=title)
        assert term.status == "approved"
        assert 20 < len(term.gloss) <= 280, title
        assert entry.house.reason, title
        assert faults(title, [name.text for name in entry.names], entry.house.text) == [], title


def test_every_quotation_says_how_true_it_is_and_by_what_way_it_came(starter):
    quoted = [one for entry in entries().values() for one in entry.definitions if not one.is_house]
    assert len(quoted) == 7
    for one in quoted:
        assert one.fidelity, one.text
        source = Source.objects.get(pk=one.source)
        assert one.via == source.quoted_in_id or source.quoted_in is None, one.text
    shortened = next(one for one in quoted if "organizational … goals" in one.text)
    assert shortened.fidelity == "abridged"


def test_incomplete_sources_stay_incomplete_and_what_was_found_waits_to_be_confirmed(starter):
    ibm = Source.objects.get(organisation="IBM Cloud Education")
    assert (ibm.title, ibm.url, ibm.year) == ("", "", None)
    assert ibm.quoted_in.title.startswith("What's the difference")
    assert Source.objects.filter(note__startswith="Found by research, to confirm").count() == 6
    assert Source.objects.get(doi="10.1108/jkm-01-2017-0041").year == 2018


@pytest.mark.parametrize(("term", "kind", "to", "stance"), CLAIMS)
def test_what_the_pieces_claim_is_loaded(term, kind, to, stance):
    said = {(one["kind"], one["to"], one.get("stance", "asserted")) for one in _relations(term)}
    assert (kind, to[0].lower() + to[1:], stance) in said


def _relations(title):
    terms = [term for path in FOLDER.glob("terms/*.yaml") for term in yaml.safe_load(path.read_text())]
    return next(term.get("relations", []) for term in terms if term["title"] == title)


def test_every_relation_of_the_files_is_in_the_glossary(starter):
    files = [term for path in FOLDER.glob("terms/*.yaml") for term in yaml.safe_load(path.read_text())]
    told = {
        (term["title"], one["kind"], one["to"].lower()) for term in files for one in term.get("relations", [])
    }
    kept = Relation.objects.values_list("term__title", "kind", "to__title")
    assert {(term, kind, to.lower()) for term, kind, to in kept} == told


def test_two_comparisons_have_every_row_with_its_source(starter, anonymous):
    km = Term.objects.get(title="Knowledge management")
    titles = sorted(one.others for one in comparing.of(km))
    assert titles == ["Knowledge leadership", "Organisational learning"]
    for comparison in Comparison.objects.all():
        said = ComparisonText.of(comparison.current.said)
        assert len(said.rows) >= 10
        assert all(cell.source for row in said.rows for cell in row.cells.values())
    shown = anonymous.get("/glossary/compare/KM..OL/", follow=True).text
    for words in (
        "Teams and organisations that need to become smarter.",
        "in common",
        "historic",
        "is the goal of",
    ):
        assert words in shown
