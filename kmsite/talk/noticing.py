"""Telling people what concerns them: the one writer of notices, and how each kind reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kmsite.accounts.models import User
from kmsite.pages.models import Page
from kmsite.pages.reach import PUBLIC
from kmsite.talk.models import Comment, Notice

SENTENCES: Mapping[str, str | Promise] = {
    "mentioned": _("%(by)s mentioned you on “%(page)s”."),
    "replied": _("%(by)s replied in a thread of yours on “%(page)s”."),
    "commented": _("%(by)s commented on “%(page)s”."),
    "resolved": _("%(by)s resolved a thread of yours on “%(page)s”."),
    "answer_accepted": _("%(by)s accepted your answer to “%(page)s”."),
    "asked_about_term": _("%(by)s asks about something that you know: “%(page)s”."),
    "invited": _("%(by)s invites you to “%(page)s”."),
    "asked_to_join": _("%(by)s asks to join “%(page)s”."),
    "admission_decided": _("Your request to join “%(page)s” was decided."),
    "role_given": _("%(by)s gave you a role in “%(page)s”."),
    "thanked": _("%(by)s thanked you for what you did on “%(page)s”."),
    "used": _("%(by)s used “%(page)s”."),
    "report_decided": _("Your report about “%(page)s” was decided."),
    "event_changed": _("“%(page)s” was changed: look at its time and place."),
    "event_cancelled": _("“%(page)s” is cancelled."),
    "seat_free": _("A seat became free for you at “%(page)s”."),
    "harvested": _("%(by)s used your words from “%(page)s” in a page."),
}
"""What each kind of notice says: `by` and `page` are filled in, and what stands in `about`."""


def tell(
    users: Iterable[User | int],
    kind: str,
    *,
    by: Any,
    page: Page | None = None,
    comment: Comment | None = None,
    **about: Any,
) -> set[int]:
    """Tell `users` (people or their ids), all but `by`, of those who may read `page`; return whom (ids).

    To be called inside the transaction of the deed. Raises KeyError for a kind that no sentence says.
    """
    SENTENCES[kind]
    asked = {user if isinstance(user, int) else user.pk for user in users} - {by.pk if by else None}
    told = readers(page, asked)
    at = timezone.now()
    Notice.objects.bulk_create(
        Notice(user_id=user, kind=kind, at=at, by=by, page_id=page and page.pk, comment=comment, about=about)
        for user in sorted(told)
    )
    return told


def readers(page: Page | None, users: Iterable[int]) -> set[int]:
    """Return which of `users` (ids) have an account that is open and may read `page`."""
    people = User.objects.filter(pk__in=set(users), is_active=True)
    if page and page.reach > PUBLIC:
        people = people.filter(audiences__audience=page.reach)
    return set(people.values_list("pk", flat=True))
