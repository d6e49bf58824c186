"""What was put into the trash is named nowhere, even where another term was to be replaced by it."""

import pytest

from glossary.entry import RelationEntry
from kmsite.pages.endings.trashing import trash
from tests.make import make_term


@pytest.fixture
def seal(ada):
    """A deprecated term that led to a draft, which is in the trash by now."""
    gone = make_term("Zeppelin", status="draft")
    relations = (RelationEntry("related", gone.pk),)
    seal = make_term("Seal", status="deprecated", replaced_by=gone.pk, relations=relations)
    make_term("Gasket")
    trash([gone], by=ada.user)
    return seal


@pytest.mark.parametrize(
    "address",
    [
        "/glossary/seal/",
        "/glossary/seal/card/",
        "/glossary/seal/share/",
        "/glossary/seal.md",
        "/glossary/seal.ttl",
        "/glossary/seal.jsonld",
        "/glossary/seal.csv",
        "/glossary/compare/gasket..seal/",
        "/glossary/?status=deprecated",
        "/glossary/?q=seal",
        "/search/?q=seal",
        "/terms/export.ttl",
        "/terms/export.csv",
    ],
)
def test_a_term_in_the_trash_is_named_nowhere(anonymous, seal, address):
    assert "zeppelin" not in anonymous.get(address).getvalue().decode().lower()
