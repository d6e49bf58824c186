"""Whether somebody may still write, asked of the database inside the lock: rights end at any moment."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from kmsite.accounts.models import User
from kmsite.accounts.roles import rights_of_roles
from kmsite.pages.models import AudienceMember, Page
from kmsite.pages.reach import PUBLIC
from kmsite.pages.refusing import NoLongerAllowed


def refuse_shut_out(page: Page | None, by: Any, right: str, *, admitted: bool | None = None) -> None:
    """Raise NoLongerAllowed when `by` may not use `right`, or not see `page`, the locked row, any more.

    One statement. `admitted` is what the kind of page says of this person (`Kind.admits`); their roles
    decide where it says nothing. The site itself (None) may do everything.
    """
    if by is None:
        return
    person = _as_of_now(by, page.reach if page else PUBLIC)
    if person is None or not person["reads"]:
        raise NoLongerAllowed(_("You can no longer save here. Your text is kept."), sees_page=False)
    if admitted is None:
        admitted = right in rights_of_roles(person["roles"], superuser=person["is_superuser"])
    if not admitted:
        raise NoLongerAllowed(_("You may no longer write on this page. Your text is kept."), sees_page=True)


def _as_of_now(by: Any, reach: int) -> dict[str, Any] | None:
    people = User.objects.filter(pk=by.pk, is_active=True)
    roles = ArrayAgg("groups__name", filter=Q(groups__isnull=False), default=[])
    if reach > PUBLIC:
        people = people.annotate(
            reads=Exists(AudienceMember.objects.filter(user=OuterRef("pk"), audience=reach))
        )
    else:
        people = people.annotate(reads=Q(pk__isnull=False))
    return people.annotate(roles=roles).values("is_superuser", "reads", "roles").first()
