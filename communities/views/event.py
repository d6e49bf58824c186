"""One event: its page, and its file for calendar programs."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from communities.events import attending, calendars, ics
from communities.events.meeting import Meeting
from communities.events.planning import MOST_WEEKS, may_plan
from communities.models import Community, Event, Rsvp
from kmsite.pages.counts import readership
from kmsite.pages.permissions import may, page_or_404
from kmsite.pages.saving.drafts import Draft
from kmsite.pages.shown.framing import frame
from kmsite.talk.models import Comment
from kmsite.text.links import lay


@require_safe
def read(request, slug):
    event = page_or_404(request.user, Event, slug)
    community = Community.objects.get(pk=event.parent_id)
    readership.count(request, event.pk)
    return render(request, "communities/event_read.html", _shown(request.user, event, community))


@require_safe
def file(request, slug):
    event = page_or_404(request.user, Event, slug)
    return as_file(request, ics.calendar_of(calendars.of_one(event), event.title), f"{event.slug}.ics")


def as_file(request, content, name):
    """Answer with a calendar, or say that it is as it was; its address is told to nobody."""
    tag = quote_etag(calendars.mark(content))
    headers = {
        "Content-Disposition": f'inline; filename="{name}"' if name.isascii() else "inline",
        "Cache-Control": "private, no-cache",
        "ETag": tag,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
    }
    response = HttpResponse(content, content_type=ics.CONTENT_TYPE, headers=headers)
    return get_conditional_response(request, etag=tag, response=response)


def _shown(user, event, community):
    """Return what the page of `event` shows to `user`."""
    said = Meeting.of(Draft.of(event.current).entry)
    targets = frame(event).targets
    parts = {name: lay(html, targets) for name, html in event.rendering.parts.items()}
    may_answer = attending.may_answer(user, event)
    mine = Rsvp.objects.filter(event=event, user=user).first() if may_answer else None
    is_over, may_edit = event.ends_at <= timezone.now(), _may_change(user, event)
    return {
        "page": event,
        "community": community,
        "nav": "communities",
        "tab": "events",
        "meeting": said,
        "html": lay(event.rendering.html, targets),
        "notes": {"html": parts.get("notes", "")},
        "decisions": {"html": parts.get("decisions", "")},
        "seats": attending.seats(event),
        "closed": attending.closed_because(event),
        "may_answer": may_answer,
        "mine": mine,
        "in_line": attending.place_in_line(mine) if mine and mine.is_waiting else 0,
        "people": attending.who_comes(event) if may_answer else None,
        "answers": Rsvp.Answer.choices,
        "is_over": is_over,
        "asks_what_came": is_over and may_edit and not (event.is_cancelled or said.notes or said.decisions),
        "may_edit": may_edit,
        "may_trash": user.is_authenticated and may(user, "trash", event),
        "may_plan": user.is_authenticated and may_plan(user, community),
        "weeks": (1, 2, 3, 4, 8, 12, MOST_WEEKS - 1),
        "comments": Comment.objects.filter(page=event.pk, deleted_at=None).count(),
    }


def _may_change(user, event):
    return user.is_authenticated and event.archived_at is None and may(user, "edit", event)
