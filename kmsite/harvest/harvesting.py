"""The one writer of harvests: what comes of a discussion, its people credited and told in one transaction."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from articles.models import Article
from glossary import proposing
from glossary.models import Proposal
from kmsite.harvest.chosen import Chosen, is_wider, may_widen
from kmsite.pages.locking import lock_pages
from kmsite.pages.models import PUBLIC, Page
from kmsite.pages.reach import reaches_now
from kmsite.pages.refusing import NoLongerAllowed, TextRefused
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.saving import editing
from kmsite.pages.saving.editing import Saved
from kmsite.recognition import crediting
from kmsite.recognition.models import Harvest
from kmsite.talk import noticing
from kmsite.talk.models import Comment

Kind = Harvest.Kind


class TooWide(TextRefused):
    """More people would read the words than read the discussion, and nobody said that this is meant."""


@in_one_transaction
def create(chosen: Chosen, *, widens: bool, by: Any, **said: Any) -> Saved:
    """Write a new article of what was chosen, as `editing.create` does.

    Raises what that raises; TooWide; NoLongerAllowed and TextRefused when the discussion or a reply is gone.
    """
    thread = _locked(chosen, by, beside=said.get("parent"))
    saved = editing.create(Article, by=by, **said)
    if saved.outcome != "repeated":
        _refuse_wider(saved.page.reach, thread, by, widens)
        _credit(chosen, Kind.CREATED, by, into=saved.page, revision=saved.revision.number)
    return saved


@in_one_transaction
def revise(page: Page, chosen: Chosen, *, widens: bool, by: Any, **said: Any) -> Saved:
    """Write what was chosen into `page`, as `editing.revise` does. Raises as `create` does, and Conflict."""
    thread = _locked(chosen, by, beside=page)
    saved = editing.revise(page, by=by, **said)
    if saved.outcome not in ("repeated", "unchanged"):
        _refuse_wider(saved.page.reach, thread, by, widens)
        _credit(chosen, Kind.EDITED, by, into=saved.page, revision=saved.revision.number)
    return saved


@in_one_transaction
def propose(chosen: Chosen, *, widens: bool, term: Page | None, by: Any, **said: Any) -> Proposal:
    """Propose a definition of what was chosen, as `proposing.propose` does. Raises what `create` raises."""
    thread = _locked(chosen, by, beside=term)
    _refuse_wider(term.reach if term else PUBLIC, thread, by, widens)
    proposal = proposing.propose(term=term, by=by, **said)
    if not Harvest.objects.filter(proposal=proposal.pk).exists():
        _credit(chosen, Kind.PROPOSED, by, proposal=proposal.pk)
    return proposal


@in_one_transaction
def take_in(chosen: Chosen, *, widens: bool, term: Page | None, by: Any, **said: Any) -> Saved:
    """Save at once what a curator made of what was chosen, as `proposing.take_in` does."""
    thread = _locked(chosen, by, beside=term)
    saved = proposing.take_in(term=term, by=by, **said)
    if saved.outcome not in ("repeated", "unchanged"):
        _refuse_wider(saved.page.reach, thread, by, widens)
        kind = Kind.EDITED if term else Kind.CREATED
        _credit(chosen, kind, by, into=saved.page, revision=saved.revision.number)
    return saved


def _locked(chosen: Chosen, by: Any, *, beside: Page | None) -> Page:
    """Lock the discussion, and return it as it is now; raises TextRefused when a chosen reply is gone."""
    now = lock_pages([chosen.thread.pk, beside and beside.pk]).get(chosen.thread.pk)
    if now is None or not now.is_live or now.reach not in reaches_now(by):
        raise NoLongerAllowed(_("The discussion is no longer there. Your text is kept."), sees_page=False)
    standing = Comment.objects.on(now).standing().filter(pk__in=chosen.ids)
    if not chosen.is_whole or standing.count() != len(chosen.ids):
        raise TextRefused(
            _("A reply that you chose is not there any more. Copy your text, and choose again what to take.")
        )
    return now


def _refuse_wider(reach: int, thread: Page, by: Any, widens: bool) -> None:
    if is_wider(reach, thread) and not (widens and may_widen(by, thread)):
        raise TooWide(
            _("More people would read this than read the discussion. Those who say who reads the community"
              " can allow it, and say so here.")
        )  # fmt: skip


def _credit(chosen: Chosen, kind: str, by: Any, **where: Any) -> None:
    people = chosen.people()
    crediting.record(chosen.thread, kind=kind, people=people, by=by, **where)
    noticing.tell(people, "harvested", by=by, page=chosen.thread)
