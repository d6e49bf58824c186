"""What a community looks after, and what there is to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from communities.standing import reads_inside
from kmsite.accounts.models import User
from kmsite.accounts.roles import rights_of
from kmsite.pages import kinds
from kmsite.pages.models import Link, Page
from kmsite.pages.querysets import PageQuerySet
from kmsite.stewardship.models import Stewardship
from kmsite.talk.models import Comment, Report

LONG = timedelta(days=365)
"""An article that nobody changed for so long may no longer be true."""
ORDER = ("title_key", "id")


@dataclass(frozen=True)
class Reason:
    """Something to do, and on which pages (ids)."""

    name: str
    label: str | Promise
    pages: set[int]


@dataclass(frozen=True)
class Row:
    """A page that is looked after: what there is to do, and who does it on behalf of the community."""

    page: Page
    reasons: list[Reason]
    people: list[User]


@dataclass(frozen=True)
class WorkList:
    """What `community` looks after, as far as `user` may see it; `asked` names a reason, or nothing."""

    community: Community
    user: Any
    asked: str = ""

    @cached_property
    def ids(self) -> set[int]:
        return set(self._pages.values_list("pk", flat=True))

    @cached_property
    def reasons(self) -> list[Reason]:
        """All reasons that there are, with what each is about; a fixed number of queries."""
        found = [*self._of_kinds(), self._unchanged(), self._talked(), self._red(), self._alone()]
        if "moderate" in rights_of(self.user):
            found.append(self._reported())
        return [reason for reason in found if reason.pages]

    @property
    def pages(self) -> PageQuerySet:
        """The pages that the list is narrowed to; all of them where it is not."""
        chosen = [reason.pages for reason in self.reasons if reason.name == self.asked]
        return Page.objects.visible_to(self.user).filter(pk__in=chosen[0] if chosen else self.ids)

    def rows(self, pages: Iterable[Page]) -> list[Row]:
        """Return `pages` with their reasons and people, with one query for all."""
        pages, people = list(pages), {}
        if reads_inside(self.user, self.community):
            for_it = Stewardship.objects.filter(community=self.community.pk, page__in=pages)
            for one in for_it.exclude(person=None).select_related("person").order_by("person__name", "pk"):
                people.setdefault(one.page_id, []).append(one.person)
        return [
            Row(page, [one for one in self.reasons if page.pk in one.pages], people.get(page.pk, []))
            for page in pages
        ]

    @property
    def _pages(self) -> PageQuerySet:
        for_it = Stewardship.objects.filter(community=self.community.pk).values("page")
        return Page.objects.visible_to(self.user).filter(pk__in=for_it)

    def _of_kinds(self) -> list[Reason]:
        by_kind = kinds.by_kind(self._pages.only("kind"))
        lacks = [kinds.of(kind).lacks(ids).items() for kind, ids in by_kind.items()]
        return [Reason(name, label, ids) for some in lacks for name, (label, ids) in some]

    def _unchanged(self) -> Reason:
        old = self._pages.unarchived().of_kind(Page.Kind.ARTICLE).filter(changed_at__lt=timezone.now() - LONG)
        return Reason("unchanged", _("Not changed for a year"), {*old.values_list("pk", flat=True)})

    def _talked(self) -> Reason:
        open = Comment.objects.filter(page__in=self.ids).unresolved()
        return Reason("comments", _("Open comments"), {*open.values_list("page", flat=True)})

    def _red(self) -> Reason:
        red = Link.objects.wanted().filter(source__in=self.ids).values_list("source", flat=True)
        return Reason("red", _("Links to no page"), {*red})

    def _alone(self) -> Reason:
        """Return what nobody in person looks after, for this community or otherwise."""
        rows = Stewardship.objects.filter(page__in=self.ids, person__is_active=True)
        held = {*rows.values_list("page", flat=True), *kinds.of(Page.Kind.TERM).stewards(self.ids)}
        return Reason("alone", _("Nobody in person"), self.ids - held)

    def _reported(self) -> Reason:
        waiting = Report.objects.filter(page__in=self.ids, decided_at=None).values_list("page", flat=True)
        return Reason("reports", _("Reports wait"), {*waiting})
