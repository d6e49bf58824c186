"""What a revision did to the one before: how much longer or shorter it made it, and what it merged."""

from __future__ import annotations

from django.db.models import Case, F, Func, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf

from kmsite.pages.models import Revision


class OctetLength(Func):
    """The length of a text in bytes, as Postgres counts it."""

    function = "OCTET_LENGTH"
    output_field = IntegerField()


def with_growth(revisions: QuerySet[Revision]) -> QuerySet[Revision]:
    """Annotate each revision with `growth`, in bytes against the one before; the first grew from nothing."""
    before = Revision.objects.filter(page=OuterRef("page"), number=OuterRef("number") - 1)
    size_before = Subquery(before.values(size=OctetLength("body")))
    return revisions.annotate(
        before=F("number") - 1,
        growth=OctetLength("body") - Coalesce(size_before, 0),
    )


def with_undoable(revisions: QuerySet[Revision]) -> QuerySet[Revision]:
    """Annotate each revision that can be undone with `whole_before`, the number of the one before.

    It is None where a secret was removed from either. A scalar, because Postgres may hash an EXISTS and read
    the whole table for it.
    """
    before = Revision.objects.filter(page=OuterRef("page"), number=OuterRef("number") - 1, removed_at=None)
    return revisions.annotate(
        whole_before=Case(When(removed_at=None, then=Subquery(before.values("number"))))
    )


def with_merged(revisions: QuerySet[Revision]) -> QuerySet[Revision]:
    """Annotate each revision that merged others with `merged_from` and `merged_to`, their numbers.

    `merged_by` is the name of who wrote the last of them. All are None where nothing was merged.
    """
    others = Revision.objects.filter(page=OuterRef("page"), number=OuterRef("number") - 1)
    name = Coalesce(NullIf("by__name", Value("")), "by__username")
    is_merge = When(base__number__lt=F("number") - 1, then=F("number") - 1)
    return revisions.annotate(
        merged_from=F("base__number") + 1,
        merged_to=Case(is_merge),
        merged_by=Subquery(others.values(name=name)),
    )
