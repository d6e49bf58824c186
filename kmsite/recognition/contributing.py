"""Who has a part in a page: who wrote it or what was merged into it, and whose words a harvest took up."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kmsite.accounts.models import User
from kmsite.pages.models import Page, Revision
from kmsite.recognition.models import Credit, Receipt
from kmsite.recognition.querysets import ReceiptQuerySet
from kmsite.talk.models import Comment


def authors_of(page: Page, comment: Comment | None = None) -> set[int]:
    """Return the ids of all who have a part in `page`, or of who wrote `comment`."""
    if comment:
        return {comment.by_id}
    credited = Credit.objects.filter(harvest__into=page).values_list("user", flat=True)
    return _writers_of(page) | set(credited)


def thankable(page: Page, reader: Any, comment: Comment | None = None) -> QuerySet[User]:
    """Return the people whom `reader` may thank for `page` or `comment`: everybody with a part in it but
    themselves, and of those credited by a harvest whose discussion `reader` may read."""
    if comment:
        return User.objects.active().filter(pk=comment.by_id).exclude(pk=reader.pk)
    threads = Page.objects.visible_to(reader)
    credited = Credit.objects.filter(harvest__into=page, harvest__thread__in=threads)
    people = _writers_of(page) | set(credited.values_list("user", flat=True))
    return User.objects.active().filter(pk__in=people).exclude(pk=reader.pk).order_by("name", "username")


def by_others(receipts: ReceiptQuerySet) -> ReceiptQuerySet:
    """Leave out receipts by people who have a part in what they used: a count is of others."""
    strangers = receipts.filter(~Exists(_wrote(OuterRef("by"))), ~Exists(_is_credited(OuterRef("by"))))
    return strangers.exclude(comment__by=F("by"))


def of_work_by(user: Any) -> ReceiptQuerySet:
    """Return the receipts for what `user` has a part in, without their own."""
    of_pages = Q(Exists(_wrote(user.pk)) | Exists(_is_credited(user.pk)), comment=None)
    return Receipt.objects.filter(of_pages | Q(comment__by=user)).exclude(by=user)


def uses() -> Coalesce:
    """Return, for a query of pages, how many people used each, those with a part in it left out."""
    receipts = by_others(Receipt.objects.filter(page=OuterRef("pk"), comment=None))
    counted = receipts.order_by().values("page").annotate(people=Count("by", distinct=True))
    return Coalesce(Subquery(counted.values("people")), 0)


def uses_of_comments(comments: list[int]) -> dict[int, int]:
    """Return by the ids of `comments` how many people used each, its writer left out; one query."""
    receipts = Receipt.objects.filter(comment__in=comments).exclude(comment__by=F("by"))
    counted = receipts.order_by().values("comment").annotate(people=Count("by", distinct=True))
    return dict(counted.values_list("comment", "people"))


def _writers_of(page: Page) -> set[int]:
    revisions = Revision.objects.filter(Q(page=page) | Q(page__merged_into=page)).order_by()
    rows = revisions.values_list("by", "on_behalf_of").distinct()
    return {id for row in rows for id in row} - {None}


def _wrote(person: Any) -> QuerySet[Revision]:
    """Return the revisions by `person` (id) of a receipt's page, or of one that was merged into it."""
    family = Q(page=OuterRef("page")) | Q(page__merged_into=OuterRef("page"))
    return Revision.objects.filter(family).filter(Q(by=person) | Q(on_behalf_of=person))


def _is_credited(person: Any) -> QuerySet[Credit]:
    """Return the credits of `person` (id) in what was harvested into a receipt's page."""
    return Credit.objects.filter(harvest__into=OuterRef("page"), user=person)
