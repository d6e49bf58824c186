"""An administrator sees the site as somebody of another role would, until they stop."""

from __future__ import annotations

import copy
from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser, Group
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kmsite.accounts.models import User
from kmsite.accounts.roles import RIGHTS, STAFF_ROLES, rights_of
from kmsite.accounts.sessions import VIEWING_AS
from kmsite.pages.reach import without_audiences

VISITOR = "visitor"
CHOICES = (VISITOR, *RIGHTS)
WAYS_OUT = {"/view-as/stop/", "/accounts/logout/"}
LOOKS = {"/editor/preview/", "/editor/changes/"}  # sent by the script of the editor they change nothing


class ViewAsMiddleware:
    """Let the request be that of somebody of the role which the session names; it may only look.

    Stands right below authentication, so that everything after it meets the stand-in. The mark is honoured
    only for whoever may look after people, so it never adds a right. A marked session has no hash in its
    column: the reading room leaves it to the slow path.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        role = _role(request)
        if role is None or (request.method == "POST" and request.path_info in WAYS_OUT):
            return self.get_response(request)
        request.viewing_as = role
        request.user = standing_in(request.user, role)
        if not _only_looks(request):
            return render(request, "view_as_refused.html", status=403)
        return self.get_response(request)


def standing_in(user: User, role: str) -> User | AnonymousUser:
    """Return `user` with the rights of `role` instead of their own, and in no audience; never to be saved."""
    if role == VISITOR:
        return AnonymousUser()
    somebody = copy.copy(user)
    somebody.is_superuser, somebody.is_staff = False, role in STAFF_ROLES
    somebody._rights = RIGHTS[role] | {"read"}
    held = Group.objects.filter(name=role)
    somebody._prefetched_objects_cache = {"groups": held}
    return without_audiences(somebody)


def _only_looks(request: HttpRequest) -> bool:
    if request.method == "POST":
        return request.path_info in LOOKS and request.headers.get("X-Requested-With") == "fetch"
    return request.method in {"GET", "HEAD", "OPTIONS"}


def _role(request: HttpRequest) -> str | None:
    role = request.session.get(VIEWING_AS)
    if role in CHOICES and request.user.is_authenticated and "people" in rights_of(request.user):
        return role
    return None
