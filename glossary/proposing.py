"""The one writer of proposals: made, taken back, declined, accepted once; and what is saved like one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from glossary import curating, sourcing
from glossary.checking import claim_key, cleaned
from glossary.drafting import entry_of, told_by_value
from glossary.entry import Entry
from glossary.models import Claim, Proposal, Source, Term
from glossary.refusing import NameTaken
from kmsite.accounts.models import User
from kmsite.pages.endings.redacting import Secret, refuse_return
from kmsite.pages.locking import lock_pages
from kmsite.pages.models import Page
from kmsite.pages.refusing import NoLongerAllowed
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.saving.admitting import refuse_shut_out
from kmsite.pages.saving.deriving import rendered_of
from kmsite.pages.saving.drafts import Draft, clean_field
from kmsite.pages.saving.editing import Conflict, Saved
from kmsite.recognition import crediting
from kmsite.text.refusal import TextRefused

MOST_OPEN = 20
LONGEST_REASON = 500
CURATING = "glossary"
Settle = Callable[[Conflict], Draft]


class AlreadyAnswered(TextRefused):
    """Somebody was faster: the proposal, as it is now, is `proposal`."""

    def __init__(self, proposal: Proposal) -> None:
        told = {
            Proposal.State.ACCEPTED: _("%s accepted this proposal already."),
            Proposal.State.DECLINED: _("%s declined this proposal already."),
        }.get(proposal.state, _("%s withdrew this proposal."))
        super().__init__(told % (proposal.decided_by or proposal.by))
        self.proposal = proposal


@in_one_transaction
def propose(*, term: Term | None, base: int | None, draft: Draft, by: Any, reason: str, key: str) -> Proposal:
    """Keep `draft`, which started from version `base` of `term`, for the curators; sent twice it is one.

    Raises TextRefused, among them NameTaken and NoLongerAllowed, for what could not be accepted as it is.
    """
    reason = clean_field(reason, LONGEST_REASON, _("The reason"))
    page = _live(lock_pages([term.pk]), term) if term else None
    _refuse_too_many(by, key)
    if again := Proposal.objects.filter(by=by, key=key).exclude(key="").first():
        return again
    draft = _checked(draft, page)
    if page:
        old = page.revisions.get(number=base)
        refuse_return(old, draft.body)
        if draft.says(Draft.of(old)):
            raise TextRefused(_("Nothing is different from the term as it is. Change something first."))
    return Proposal.objects.create(
        term_id=page and page.pk,
        base=base if page else None,
        by=by,
        at=timezone.now(),
        said={**draft.said(), "tags": list(draft.tags)},
        reason=reason,
        key=key,
    )


@in_one_transaction
def withdraw(proposal: Proposal, *, by: Any) -> Proposal:
    """Take back an open proposal of one's own. Raises AlreadyAnswered."""
    return _end(_locked(proposal, by), Proposal.State.WITHDRAWN)


@in_one_transaction
def decline(proposal: Proposal, *, by: Any, reason: str) -> Proposal:
    """Say no to an open proposal, and why. Raises AlreadyAnswered and TextRefused."""
    now = _locked(proposal, by, CURATING)
    reason = clean_field(reason, LONGEST_REASON, _("The reason"))
    if not reason:
        raise TextRefused(_("Say why: the person who proposed it will read it."))
    return _end(now, Proposal.State.DECLINED, decided_by=by, decision=reason)


@in_one_transaction
def accept(
    proposal: Proposal,
    *,
    by: Any,
    reason: str = "",
    status: str = "",
    draft: Draft | None = None,
    settle: Settle | None = None,
) -> Saved:
    """Save what an open proposal says, or the `draft` that a curator made of it, and end it so.

    What was saved since is merged in; where both changed the same thing `settle` decides. Raises Conflict
    without it, AlreadyAnswered, and what `curating` raises. Nothing is decided then.
    """
    now = _locked(proposal, by, CURATING)
    reason = clean_field(reason, LONGEST_REASON, _("The reason"))
    saved = take_in(
        term=now.term,
        base=now.base,
        draft=draft or Draft(**now.said),
        by=by,
        on_behalf_of=None if now.by == by else now.by,
        summary=now.reason[:300],
        key=f"proposal-{now.pk}",
        status=status,
        settle=settle,
    )
    done = {"decided_by": by, "decision": reason, "revision": saved.revision, "term_id": saved.page.pk}
    _end(now, Proposal.State.ACCEPTED, **done)
    crediting.settle(now.pk, saved.page, saved.revision.number)
    return saved


@in_one_transaction
def take_in(
    *,
    term: Term | None,
    base: int | None,
    draft: Draft,
    by: Any,
    summary: str,
    key: str,
    status: str = "",
    on_behalf_of: Any = None,
    settle: Settle | None = None,
) -> Saved:
    """Save at once what a curator wrote on the form of a proposal; new sources become records."""
    entry = _with_records(entry_of(draft), by)
    entry = replace(entry, status=status) if status else entry
    said = {"title": draft.title, "gloss": draft.lede, "body": draft.body}
    act = {"by": by, "summary": summary, "key": key, "on_behalf_of": on_behalf_of}
    if term is None:
        return curating.create(entry=entry, tags=draft.tags, **said, **act)
    page = _live(lock_pages([term.pk]), term)
    refuse_return(page.revisions.get(number=base), draft.body)
    try:
        return curating.revise(term, base=base, entry=entry, tags=draft.tags, **said, **act)
    except Conflict as conflict:
        if settle is None:
            raise
        whole = settle(conflict)
        return curating.revise(
            term,
            base=conflict.theirs.number,
            began_on=base,
            title=whole.title,
            gloss=whole.lede,
            body=whole.body,
            tags=whole.tags,
            entry=Entry.of(whole.entry),
            **act,
        )


def acknowledge(proposals: Iterable[int], *, by: Any) -> None:
    """Write down that `by` knows what became of their own `proposals` (ids)."""
    Proposal.objects.filter(pk__in=proposals, by=by).with_news().update(seen_at=timezone.now())


def forget(secret: Secret, pages: Iterable[int]) -> None:
    """Take a secret out of everything that was proposed for `pages` (ids), or became one of them."""
    about = Q(term__in=pages) | Q(revision__page__in=pages)
    for one in Proposal.objects.filter(about).select_for_update(of=("self",)).order_by("pk"):
        said = {"said": one.said, "reason": one.reason, "decision": one.decision}
        clean = secret.out_of(said)
        if clean != said:
            clean |= {name: clean[name][:LONGEST_REASON] for name in ("reason", "decision")}
            Proposal.objects.filter(pk=one.pk).update(**clean)


def _refuse_too_many(by: Any, key: str) -> None:
    """Lock the person, so that two forms at once are counted; raises TextRefused."""
    if not User.objects.select_for_update(no_key=True).filter(pk=by.pk, is_active=True).exists():
        raise NoLongerAllowed(_("You can no longer save here. Your text is kept."), sees_page=False)
    mine = Proposal.objects.filter(by=by).open()
    if mine.exclude(key=key).count() >= MOST_OPEN:
        raise TextRefused(
            _("%d of your proposals wait for a decision already. Wait for one, or withdraw one.") % MOST_OPEN
        )


def _checked(draft: Draft, page: Page | None) -> Draft:
    """Return `draft` as it is kept; raises TextRefused for what a curator could not save."""
    entry = entry_of(draft)
    new = {id: fields for id, fields in entry.told.get("sources", {}).items() if int(id) < 0}
    entry = cleaned(entry, title=draft.title, gloss=draft.lede)
    draft = replace(draft, entry=told_by_value(entry, new).structure())
    rendered_of(Page.Kind.TERM, draft)
    keys = {claim_key(name): name for name in [draft.title, *(name.text for name in entry.names)]}
    claims = Claim.objects.filter(key__in=keys, domain=entry.domain, term__trashed_at=None)
    if taken := claims.exclude(term=page and page.pk).select_related("term").order_by("key").first():
        raise NameTaken(keys[taken.key], taken.term)
    return draft


def _locked(proposal: Proposal, by: Any, right: str = "") -> Proposal:
    """Lock a proposal after its term, and return it as it is now; raises TextRefused if it is not open.

    Raises NoLongerAllowed when `by` may not use `right`, or is not the one who proposed where there is none.
    """
    lock_pages([proposal.term_id])
    if right:
        refuse_shut_out(None, by, right)
    rows = Proposal.objects.select_related("term__current").select_for_update(of=("self",))
    now = rows.filter(pk=proposal.pk).first()
    if now is None or not (right or now.by_id == by.pk):
        raise NoLongerAllowed(_("There is no such proposal any more."), sees_page=False)
    if now.state != Proposal.State.OPEN:
        raise AlreadyAnswered(now)
    return now


def _live(rows: dict[int, Page], term: Term) -> Page:
    """Return the locked row of `term`; raises TextRefused where it went out of the glossary."""
    page = rows.get(term.pk)
    if page is not None and page.merged_into_id:
        other = Page.objects.get(pk=page.merged_into_id)
        raise TextRefused(_("This term goes on as “%s” by now. Propose the change there.") % other.title)
    if page is None or page.trashed_at:
        raise TextRefused(_("This term is in the trash by now."))
    return page


def _end(proposal: Proposal, state: str, **fields: Any) -> Proposal:
    fields |= {"state": state, "decided_at": timezone.now()}
    if proposal.by == fields.get("decided_by") or state == Proposal.State.WITHDRAWN:
        fields["seen_at"] = fields["decided_at"]
    Proposal.objects.filter(pk=proposal.pk).update(**fields)
    for name, value in fields.items():
        setattr(proposal, name, value)
    return proposal


def _with_records(entry: Entry, by: Any) -> Entry:
    """Return `entry` with a record for each source that is none yet: a known one where it is the same."""
    ids: dict[int | None, int] = {}
    for number in sorted(id for id in entry.sources_used() if id < 0):
        ids[number] = _record_of(entry.source(number) or {}, by).pk
    definitions = [
        replace(one, source=ids.get(one.source, one.source), via=ids.get(one.via, one.via))
        for one in entry.definitions
    ]
    return replace(entry, definitions=tuple(definitions))


def _record_of(fields: dict[str, Any], by: Any) -> Source:
    same = {name: fields[name] for name in ("kind", "title", "authors", "year", "url") if name in fields}
    known = Source.objects.filter(doi=fields["doi"]) if fields.get("doi") else Source.objects.filter(**same)
    return known.order_by("pk").first() or sourcing.create(by=by, **fields)
