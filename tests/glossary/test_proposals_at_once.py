"""Proposals at the same moment: one decision, one proposal of one form, never more than may wait."""

import pytest

from glossary import proposing
from glossary.models import Proposal, Term
from kmsite.pages.integrity import violations
from kmsite.pages.saving.drafts import EMPTY
from kmsite.text.refusal import TextRefused
from tests.glossary.proposing import change, proposed, waiting
from tests.make import make_term
from tests.pages.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def outcome(act):
    """Return what an act gave, or the name of its polite refusal."""
    try:
        return type(act()).__name__
    except TextRefused as refused:
        return type(refused).__name__


def test_of_those_who_decide_at_once_one_does(carol, cleo, ada):
    term = make_term("Wisdom")
    proposal = proposed(carol, change(term), f"/glossary/{term.slug}/propose/")
    acts = [
        lambda: proposing.accept(proposal, by=cleo.user),
        lambda: proposing.accept(proposal, by=ada.user),
        lambda: proposing.decline(proposal, by=ada.user, reason="No."),
        lambda: proposing.withdraw(proposal, by=carol.user),
    ]
    answers = at_once(lambda n: outcome(acts[n]), count=4)
    assert answers.count("AlreadyAnswered") == 3
    now = Proposal.objects.get()
    assert now.state != "open"
    numbers = Term.objects.with_current().get(pk=term.pk).current.number
    assert numbers == (2 if now.state == "accepted" else 1)
    assert list(violations(deep=True)) == []


def test_no_more_than_may_wait_are_kept_and_one_form_once(carol):
    entry = waiting(carol, proposing.MOST_OPEN - 1).said["entry"]

    def propose(n):
        draft = EMPTY.changed(title=f"Last {n // 2}", entry=entry)
        key = f"form {n // 2}"
        return proposing.propose(term=None, base=None, draft=draft, by=carol.user, reason="", key=key)

    at_once(lambda n: outcome(lambda: propose(n)), count=4)
    assert Proposal.objects.open().count() == proposing.MOST_OPEN
