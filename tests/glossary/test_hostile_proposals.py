"""Forms of proposals that no browser sends: each is answered, and nobody gives themselves a right."""

import pytest

from glossary import curating
from glossary.models import Proposal
from tests.make import make_term

FORM = {
    "title": "Pump",
    "summary": "Clearer.",
    "key": "k",
    "entry_house_text": "Moves water.",
    "base_revision": 1,
}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("entry_domain", text) for text in ("\0", "9" * 400, "٣", "-1")),
        *(("entry_house_source", text) for text in ("\0", "1e9", "987654")),
        ("entry_house_fidelity", "a\0b"),
        ("entry_name_0_kind", "title\0"),
        ("entry_house_source_url", "javascript:alert(1)"),
        ("base_revision", "9" * 400),
        ("of_page", "\0"),
        ("key", "\0"),
        ("title", "\u200b\u202e"),
    ],
)
def test_an_odd_field_is_refused_and_nothing_is_lost(carol, name, text):
    make_term("Pump")
    answer = carol.post("/glossary/pump/propose/", FORM | {name: text})
    assert answer.status_code == 422
    assert "Moves water." in answer.text
    assert not Proposal.objects.exists()


def test_nobody_proposes_a_status_a_steward_or_a_public_card(carol):
    more = {"status": "approved", "is_shareable": "on", "steward": carol.user.pk, "replaced_by": 1}
    forged = {f"entry_{name}": value for name, value in more.items()} | more
    assert carol.post("/terms/new/", FORM | forged | {"base_revision": ""}).status_code == 302
    said = Proposal.objects.get().said["entry"]
    assert [said[name] for name in more] == ["draft", False, None, None]


def test_what_was_approved_once_does_not_come_back_with_an_old_base(carol, cleo):
    term = make_term("Pump", is_shareable=True)
    curating.change(term, by=cleo.user, summary="", is_shareable=False, status="review")
    carol.post("/glossary/pump/propose/", FORM | {"base_revision": 1})
    cleo.post(f"/terms/proposals/{Proposal.objects.get().pk}/accept/", {"reason": "Yes."})
    term.refresh_from_db()
    assert (term.is_shareable, term.status) == (False, "review")
