"""By how much a revision made its page longer or shorter."""

from __future__ import annotations

from django.db.models import F, Func, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

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
