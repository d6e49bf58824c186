"""The trash for terms: drafts go there and come back, what has readers is deprecated."""

import pytest

from kmsite.pages.endings import trashing
from kmsite.pages.models import Page
from kmsite.text.refusal import TextRefused
from tests.make import make_article, make_term

ADDRESS = "/glossary/knowledge-audit/"


def put_away(person):
    return person.post(f"{ADDRESS}trash/", {"seen": "1~0"}, follow=True)


def test_a_curator_puts_a_draft_into_the_trash_and_brings_it_back(cleo, anonymous, db):
    make_term("Knowledge audit", status="draft")
    assert "put it into the archive" not in cleo.get(f"{ADDRESS}trash/").text
    assert "in the trash" in put_away(cleo).text
    assert anonymous.get(ADDRESS).status_code == 404
    batch = Page.objects.get(slug="knowledge-audit").trash
    assert "Knowledge audit" in cleo.get("/trash/").text
    assert "What Knowledge audit is." in cleo.get(f"/trash/{batch}/").text
    cleo.post(f"/trash/{batch}/restore/")
    assert anonymous.get(ADDRESS).status_code == 200


def test_its_names_stay_taken_meanwhile(cleo, db):
    make_term("Knowledge audit", status="draft")
    put_away(cleo)
    with pytest.raises(TextRefused, match="in the trash"):
        make_term("Knowledge Audit")


def test_what_has_readers_stays_and_the_reason_is_given(cleo, db):
    term = make_term("Knowledge audit")
    answer = put_away(cleo)
    assert answer.status_code == 409
    assert "Only drafts can be put into the trash." in answer.text
    with pytest.raises(TextRefused, match="Deprecate"):
        trashing.trash([term], by=None)


def test_curators_and_editors_each_bring_back_their_own(bob, cleo, ada, db):
    make_term("Knowledge audit", status="draft")
    put_away(cleo)
    trashing.trash([make_article("Pump")], by=None)
    assert "Knowledge audit" not in bob.get("/trash/").text
    assert "Pump" in bob.get("/trash/").text
    assert "Pump" not in cleo.get("/trash/").text
    assert all(title in ada.get("/trash/").text for title in ("Pump", "Knowledge audit"))
    batch = Page.objects.get(slug="knowledge-audit").trash
    assert bob.post(f"/trash/{batch}/restore/").status_code == 404
    assert bob.get(f"{ADDRESS}trash/").status_code == 404
