"""The page of a person: what they say of themselves, and what they did."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kmsite.accounts.models import User
from kmsite.accounts.roles import NAMES, rights_of, roles_of
from kmsite.pages.models import Revision
from kmsite.pages.paging import slice_of
from kmsite.pages.told import activity
from kmsite.profiles.introducing import HOLDS_FOR, due
from kmsite.profiles.reading import known_by, profile_of
from kmsite.views import portrait

PARTS = {
    "written": (portrait.written, ["-changed_at", "-id"]),
    "answered": (portrait.accepted, ["-at", "-id"]),
    "replied": (portrait.replied, ["-at", "-id"]),
    "looked_after": (portrait.looked_after, ["title_key", "id"]),
    "communities": (portrait.communities, ["title_key", "id"]),
}


@require_safe
def person(request, username):
    if "read" not in rights_of(request.user):
        return redirect_to_login(request.get_full_path())
    if "\0" in username:  # Postgres cannot even look for it
        raise Http404
    somebody = get_object_or_404(User, username=username)
    if request.user.is_anonymous and not _wrote(somebody, request.user):
        raise Http404  # usernames of those who only read are not for everybody
    profile = profile_of(somebody)
    shown = {name for name in PARTS if portrait.is_shown(name, profile, request.user)}
    context = {"person": somebody, "profile": profile, "shown": shown, **_said(somebody, request.user)}
    show = "written" if request.user.is_anonymous else request.GET.get("show", "")
    if show in shown:
        rows, order = PARTS[show]
        context |= {"show": show, "slice": slice_of(request, rows(somebody, request.user), order)}
    elif show == "lately":
        deeds = portrait.lately(somebody, profile, request.user)
        context |= {"show": show, "slice": activity.slice_for(request, deeds)}
    else:
        context |= {name: _first(name, somebody, request.user) for name in shown}
    return render(request, "people/person_read.html", context)


def _wrote(somebody, reader):
    return Revision.objects.visible_to(reader).filter(by=somebody).exists()


def _said(somebody, reader):
    """Return what `somebody` says of themselves, to people with an account."""
    if reader.is_anonymous:
        return {"is_stranger": True}
    return {
        "roles": [NAMES[role] for role in roles_of(somebody)],
        "known": known_by(somebody, reader),
        "is_due": reader == somebody and due(somebody).exists(),
        "holds_for": HOLDS_FOR.days,
    }


def _first(name, somebody, reader):
    """Return the beginning of a list, and whether there is more."""
    rows, order = PARTS[name]
    found = list(rows(somebody, reader).order_by(*order)[: portrait.FIRST + 1])
    return {"rows": found[: portrait.FIRST], "more": len(found) > portrait.FIRST}
