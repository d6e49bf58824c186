"""Telling people what concerns them: the one writer of notices, and how each kind reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kmsite.accounts.models import User
from kmsite.pages.counts.counting import refuse_too_much
from kmsite.pages.models import Page
from kmsite.pages.reach import PUBLIC, readable_reaches
from kmsite.talk.models import Comment, Notice
from kmsite.talk.querysets import OF_RECOGNITION

MOST_COUNTED = 100
_UNSEEN = """
SELECT count(*) FROM (
    SELECT FROM talk_notice AS notice
    WHERE user_id = %(user)s AND seen_at IS NULL AND kind <> ALL(%(left_out)s::text[]) AND (
        page_id IS NULL OR EXISTS (
            SELECT FROM pages_page AS page
            WHERE page.id = notice.page_id AND trashed_at IS NULL AND merged_into_id IS NULL
                AND reach = ANY(%(reaches)s::integer[])
        )
    ) LIMIT %(most)s
) AS told
"""
SENTENCES: Mapping[str, str | Promise] = {
    "mentioned": _("%(by)s mentioned you on “%(page)s”."),
    "replied": _("%(by)s replied in a thread of yours on “%(page)s”."),
    "commented": _("%(by)s commented on “%(page)s”."),
    "resolved": _("%(by)s resolved a thread of yours on “%(page)s”."),
    "answer_accepted": _("%(by)s accepted your answer to “%(page)s”."),
    "asked_about_term": _("%(by)s asks about something that you know: “%(page)s”."),
    "invited": _("%(by)s invites you to a community: say yes or no."),
    "asked_to_join": _("%(by)s asks to join “%(page)s”."),
    "admitted": _("%(by)s let you in: you belong to “%(page)s” now. %(reason)s"),
    "not_admitted": _("%(by)s did not let you in to “%(page)s”: %(reason)s"),
    "added_to_community": _("%(by)s added you to “%(page)s”. You can leave at any time."),
    "taken_out": _("%(by)s took you out of “%(title)s”: %(reason)s"),
    "role_given": _("%(by)s gave you a role in “%(page)s”."),
    "rescued": _("%(by)s named a facilitator of “%(page)s”, which nobody led any more."),
    "role_ended": _("%(by)s ended a role of yours in “%(page)s”."),
    "thanked": _("%(by)s thanked you for what you did on “%(page)s”."),
    "used": _("%(by)s used “%(page)s”."),
    "report_decided": _("Your report about “%(page)s” was decided."),
    "report_removed": _("A page that you reported was removed. %(why)s"),
    "role_over": _("A role of yours in “%(page)s” has come to the end of its term."),
    "outcome_asked": _("“%(page)s” is over: write down what was decided, for those who were not there."),
    "event_changed": _("“%(page)s” was changed: look at its time and place."),
    "event_cancelled": _("“%(page)s” is cancelled."),
    "seat_free": _("A seat became free for you at “%(page)s”."),
    "entrusted": _("%(by)s asks you to look after “%(page)s”."),
    "handed_over": _("%(by)s handed over to you what a community looked after. Number of pages: %(count)s."),
    "community_proposed": _("%(by)s proposes a community: “%(page)s”."),
    "community_opened": _("The community “%(page)s” is open: it can begin."),
    "proposal_declined": _("The proposed community “%(page)s” was declined. %(reason)s"),
    "commitment_given": _("%(by)s wrote down that you look after a commitment of the culture shift."),
    "round_opened": _("A round of the culture shift is open in “%(page)s” until %(until)s."),
    "round_closed": _("A round of the culture shift in “%(page)s” is closed: look what came of it."),
    "round_of_all_opened": _("A round of the culture shift is open for everybody until %(until)s."),
    "round_of_all_closed": _("A round of the culture shift for everybody is closed: look what came of it."),
    "culture_reminder": _("You asked to be reminded of something that you keep for yourself."),
    "harvested": _("%(by)s used your words from “%(page)s” in a page."),
}
"""What each kind of notice says: `by` and `page` are filled in, and what stands in `about`."""

UNCOUNTED = {"seat_free"}
"""What people are told because somebody goes, which nobody is kept from."""


@dataclass(frozen=True)
class Told:
    """A notice in words, and where it leads."""

    notice: Notice
    sentence: str
    address: str


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

    To be called inside the transaction of the deed. A notice leads to its comment, or else to its page, or
    to the address `at` in `about`. Raises KeyError for a kind that no sentence says, and TooFast
    or TextRefused when `by` would tell more people than they may.
    """
    SENTENCES[kind]
    asked = {user if isinstance(user, int) else user.pk for user in users} - {by.pk if by else None}
    told = readers(page, asked)
    if kind not in UNCOUNTED:
        refuse_too_much(by, "tell", len(told))
    at = timezone.now()
    Notice.objects.bulk_create(
        Notice(user_id=user, kind=kind, at=at, by=by, page_id=page and page.pk, comment=comment, about=about)
        for user in sorted(told)
    )
    return told


def untell(kind: str, *, by: Any, page: Page, comment: Comment | None = None, to: int | None = None) -> None:
    """Take back what was told and nobody has looked at yet, to one person (id) or to all: it is not so."""
    told = Notice.objects.unseen().filter(kind=kind, by=by, page=page, comment=comment)
    (told.filter(user=to) if to else told).delete()


def see_all(user: User) -> None:
    """Let `user` have seen all that they were told until now, and may still read."""
    waiting = Notice.objects.of(user).unseen().values("pk")
    Notice.objects.filter(pk__in=waiting).update(seen_at=timezone.now())


def see(user: User, number: int) -> Notice | None:
    """Let `user` have seen the notice `number`; return it, or nothing if they were not told it."""
    notice = Notice.objects.of(user).filter(pk=number).first()
    if notice and notice.seen_at is None:
        Notice.objects.filter(pk=notice.pk, seen_at=None).update(seen_at=timezone.now())
    return notice


def unseen(user: User) -> int:
    """Return how many of `Notice.objects.of(user).unseen()` there are, MOST_COUNTED at most."""
    with connection.cursor() as cursor:
        cursor.execute(*counting_unseen(user))
        return cursor.fetchone()[0]


def counting_unseen(user: User) -> tuple[str, dict[str, Any]]:
    """Return the statement that counts what `unseen` does, for one that asks more, and what it is asked with.

    Asked on every page: as a query set it takes a tenth of the time of the page to put into words.
    """
    left_out = [] if settings.RECOGNITION else list(OF_RECOGNITION)
    asked = {"user": user.pk, "left_out": left_out, "reaches": readable_reaches(user), "most": MOST_COUNTED}
    return _UNSEEN, asked


def read(notice: Notice) -> Told:
    """Return `notice` as its reader sees it."""
    said = {"by": notice.by or _("Somebody"), "page": notice.page.title if notice.page else ""}
    sentence = str(SENTENCES.get(notice.kind, "%(page)s"))
    return Told(notice, (sentence % defaultdict(str, notice.about, **said)).strip(), _address(notice))


def readers(page: Page | None, users: Iterable[int]) -> set[int]:
    """Return which of `users` (ids) have an account that is open and may read `page`."""
    return set(readers_of(page).filter(pk__in=set(users)).values_list("pk", flat=True))


def readers_of(page: Page | None) -> QuerySet[User]:
    """Return the people whose account is open and who may read `page`."""
    people = User.objects.filter(is_active=True)
    return people.filter(audiences__audience=page.reach) if page and page.reach > PUBLIC else people


def _address(notice: Notice) -> str:
    """Return where a notice leads: to what was said, or to what it is about."""
    if address := notice.about.get("at"):
        return address
    if notice.comment_id:
        return f"/c/{notice.comment_id}/"
    about = notice.page or notice.by
    return about.get_absolute_url() if about else "/me/notices/"
