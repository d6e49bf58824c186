"""Founding a community: its page, the audience of its members, its first member and first stage."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.utils import timezone

from communities.charters.charter import Charter
from communities.models import Community, Stage
from communities.people import belonging
from communities.recording import audience_name
from communities.standing import Role
from kmsite.pages.index import facts
from kmsite.pages.models import Audience, LedgerEntry
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.saving import editing
from kmsite.pages.saving.editing import Saved
from kmsite.pages.told import ledger


@in_one_transaction
def found(
    *,
    title: str,
    purpose: str,
    by: Any,
    charter: Charter | None = None,
    body: str = "",
    tags: Iterable[str] = (),
    visibility: str = Community.Visibility.OPEN,
    joining: str = Community.Joining.OPEN,
    stage: str = Stage.Name.FORMING,
    key: str = "",
) -> Saved:
    """Found a community; `by`, if anybody, is its first member, leader and facilitator.

    Raises TitleTaken and TextRefused; nothing is written then.
    """
    members = Audience.objects.create(name=uuid4().hex)
    is_private = visibility == Community.Visibility.PRIVATE
    saved = editing.create(
        Community,
        title=title,
        lede=purpose,
        body=body,
        tags=tags,
        entry=(charter or Charter()).structure(),
        audience=members if is_private else None,
        by=by,
        key=key,
    )
    if saved.outcome == "repeated":
        members.delete()
        return saved
    _set_up(saved.page, members, {"visibility": visibility, "joining": joining}, stage, by)
    return saved


def _set_up(community: Community, members: Audience, choices: dict[str, str], stage: str, by: Any) -> None:
    """Give a new community its members' audience, its rules and stage, and its first member."""
    name = audience_name(community.title, community.pk)
    Audience.objects.filter(pk=members.pk).update(name=name, page=community.pk)
    Community.objects.filter(pk=community.pk).update(**choices)
    for column, choice in choices.items():
        setattr(community, column, choice)
    now, today = timezone.now(), timezone.localdate()
    Stage.objects.create(community=community, name=stage, since=today, by=by, at=now)
    facts.refresh([community.pk])
    ledger.record(LedgerEntry.Verb.FOUNDED, community, by)
    if by is not None:
        belonging.let_in(community, by, by=by)
        for role in (Role.LEADER, Role.FACILITATOR):
            belonging.give(community, by, role, by=by)
