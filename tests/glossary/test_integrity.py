"""`check_integrity` finds what of a term is not as its entry says."""

import pytest

from glossary.entry import NoteEntry, RelationEntry
from glossary.integrity import violations
from glossary.models import Claim, Definition, Note, Relation, Term
from kmsite.pages.models import Name, StopPhrase
from kmsite.pages.terms_inside import silencing
from tests.make import make_article, make_domain, make_term


@pytest.fixture
def term(db):
    other = make_term("Knowledge")
    said = {"notes": (NoteEntry("A note."),), "relations": (RelationEntry("broader", other.pk),)}
    return make_term("Knowledge management", "KM", domain=make_domain().pk, **said)


def test_nothing_is_wrong_with_what_was_written_by_the_site(term):
    make_term("Draft", "DR", status="draft")
    silencing.stop("Do KM")
    assert [*violations()] == []


@pytest.mark.parametrize(
    ("rows", "change", "told"),
    [
        (Name.objects.filter(text="KM"), {"is_linked": False}, "another is_linked"),
        (Name.objects.filter(text="KM"), {"area": "other"}, "another area"),
        (Name.objects.filter(text="KM"), {"key": "kms"}, "the same name: km"),
        (Claim.objects.filter(key="km"), {"key": "kms"}, "I21"),
        (Term.objects.filter(domain__isnull=False), {"is_contested": True}, "another is_contested"),
        (Definition.objects.all(), {"text": "Else."}, "another text"),
        (Note.objects.all(), {"key": "else"}, "other notes"),
        (Relation.objects.all(), {"stance": "disputed"}, "another stance"),
    ],
)
def test_each_table_is_held_against_the_entry(term, rows, change, told):
    rows.all().update(**change)
    assert any(told in line for line in violations())


def test_a_name_of_an_article_links_nothing_and_a_stop_phrase_is_found_by_its_words(db):
    page = make_article()
    Name.objects.filter(page=page).update(is_linked=True)
    StopPhrase.objects.create(text="Do KM", key="else")
    assert [line[:3] for line in violations()] == ["I23", "I23"]
