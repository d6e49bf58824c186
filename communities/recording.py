"""Writing the columns that follow from a charter, a topic or a meeting, inside the transaction that saves."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from communities.charters.charter import Charter
from communities.discussions import topic
from communities.discussions.topic import Topic
from communities.events import meeting
from communities.events.meeting import Meeting
from communities.models import Community, Discussion, Event, Subject
from kmsite.accounts.models import User
from kmsite.pages.models import Audience, Page
from kmsite.stewardship.models import Stewardship
from kmsite.text.refusal import TextRefused

LONGEST_AUDIENCE_TITLE = 150


def record_community(page: Page, charter: Charter) -> set[int]:
    """Let the tables say of the community `page` what `charter` says; return the pages that name it."""
    Community.objects.filter(pk=page.pk).update(review_due=charter.review_due)
    Audience.objects.filter(page=page.pk).update(name=audience_name(page.title, page.pk))
    return looked_after_by({page.pk})


def looked_after_by(communities: set[int]) -> set[int]:
    """Return the ids of the pages that name one of `communities` (ids) as looking after them."""
    rows = Stewardship.objects.filter(community__in=communities)
    return set(rows.values_list("page", flat=True))


def audience_name(title: str, page: int) -> str:
    """Return what the members of the community with this title and page id are called among audiences."""
    return _("Members of “%(title)s” (%(page)d)") % {"title": title[:LONGEST_AUDIENCE_TITLE], "page": page}


def let_communities_go(pages: set[int]) -> None:
    """Untie the audiences of communities that end for good: empty from now on, and without their names."""
    for audience in Audience.objects.filter(page__in=pages):
        audience.members.all().delete()
        name = _("Members of a deleted community (%d)") % audience.pk
        Audience.objects.filter(pk=audience.pk).update(page=None, name=name)


def record_discussion(page: Page, said: Topic) -> set[int]:
    """Let the tables say of the discussion `page` what `said` says; returns the terms it is or was about.

    Raises TextRefused for an unknown sort, and for days in the wrong order.
    """
    if said.sort not in Discussion.Sort.values:
        raise TextRefused(_("Say whether it is a question, an idea or an announcement."))
    if said.shown_from and said.shown_until and said.shown_until < said.shown_from:
        raise TextRefused(_("An announcement cannot end before it begins."))
    columns: dict[str, Any] = {
        "sort": said.sort,
        "shown_from": said.shown_from,
        "shown_until": said.shown_until,
    }
    if page.current.number == 1:
        columns["asker"] = page.current.on_behalf_of or page.current.by
    Discussion.objects.filter(pk=page.pk).update(**columns)
    if isinstance(page, Discussion):
        for name, value in columns.items():
            setattr(page, name, value)
    return _record_subjects(page, said)


def _record_subjects(page: Page, said: Topic) -> set[int]:
    """Keep the terms that exist among those that `said` names."""
    terms = set(
        Page.objects.live().filter(pk__in=said.about, kind=Page.Kind.TERM).values_list("pk", flat=True)
    )
    before = set(Subject.objects.filter(discussion=page.pk).values_list("term", flat=True))
    Subject.objects.filter(discussion=page.pk, term__in=before - terms).delete()
    Subject.objects.bulk_create(Subject(discussion_id=page.pk, term_id=term) for term in terms - before)
    return terms ^ before


def readable_topic(said: Topic) -> dict[str, tuple[str | Promise, str]]:
    """Return the parts of a topic as versions of a discussion are compared."""
    parts = {"sort": str(Discussion.Sort(said.sort).label)}
    titles = Page.objects.filter(pk__in=said.about, kind=Page.Kind.TERM).order_by("title_key")
    parts["about"] = ", ".join(titles.values_list("title", flat=True))
    parts |= {name: day.isoformat() for name in ("shown_from", "shown_until") if (day := getattr(said, name))}
    return {name: (topic.LABELS[name], text) for name, text in parts.items() if text}


def record_event(page: Page, said: Meeting) -> set[int]:
    """Let the columns say of the event `page` what `said` says. Every version is news for calendars.

    Raises TextRefused when it ends before it begins, or the host is nobody. Touches no other page.
    """
    if said.ends_at < said.starts_at:
        raise TextRefused(_("An event cannot end before it begins."))
    if said.capacity is not None and said.capacity < 1:
        raise TextRefused(_("An event needs one place at least, or no limit."))
    if said.host and not User.objects.filter(pk=said.host).exists():
        raise TextRefused(_("There is no such person."))
    columns: dict[str, Any] = {
        "starts_at": said.starts_at,
        "ends_at": said.ends_at,
        "time_zone": said.time_zone,
        "place": said.place,
        "link": said.link,
        "host_id": said.host,
        "capacity": said.capacity,
        "is_cancelled": said.is_cancelled,
        "sequence": page.current.number - 1,
    }
    Event.objects.filter(pk=page.pk).update(**columns)
    if isinstance(page, Event):
        for name, value in columns.items():
            setattr(page, name, value)
    return set()


def readable_meeting(said: Meeting) -> dict[str, tuple[str | Promise, str]]:
    """Return the parts of a meeting as versions of an event are compared."""
    host = User.objects.filter(pk=said.host).first() if said.host else None
    parts = {
        **{name: getattr(said, name).strftime("%Y-%m-%d %H:%M") for name in ("starts", "ends")},
        **{
            name: getattr(said, name) for name in ("time_zone", "place", "link", "why_cancelled", "recording")
        },
        "host": str(host or ""),
        "capacity": str(said.capacity or ""),
        "is_cancelled": _("yes") if said.is_cancelled else "",
        **said.texts(),
    }
    return {name: (meeting.LABELS[name], parts[name]) for name in meeting.LABELS if parts.get(name)}


def is_host(user: Any, page: Page) -> bool:
    """Say whether `user` is the host of the event `page`."""
    return user.is_authenticated and Event.objects.filter(pk=page.pk, host=user).exists()
