"""A person: their page, and how they like the site."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kmsite.accounts import people
from kmsite.accounts.forms import PreferencesForm
from kmsite.accounts.models import User
from kmsite.accounts.roles import NAMES, rights_of, roles_of
from kmsite.pages.models import Page, Revision
from kmsite.pages.paging import slice_of
from kmsite.pages.showing import pages_below, touch
from kmsite.talk.models import Comment


@require_safe
def person(request, username):
    if "read" not in rights_of(request.user):
        return redirect_to_login(request.get_full_path())
    if "\0" in username:  # Postgres cannot even look for it
        raise Http404
    somebody = get_object_or_404(User, username=username)
    written = Revision.objects.visible_to(request.user).filter(by=somebody)
    if request.user.is_anonymous and not written.exists():
        raise Http404  # usernames of those who only read are not for everybody
    part = slice_of(request, written.recent(), ["-at", "-id"])
    return render(
        request,
        "people/person_read.html",
        {
            "person": somebody,
            "roles": [NAMES[role] for role in roles_of(somebody)] if request.user.is_authenticated else [],
            "revisions": part.rows,
            "newer": part.newer,
            "older": part.older,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settings(request):
    user = request.user
    form = PreferencesForm(
        request.POST or None, initial={name: getattr(user, name) for name in PreferencesForm.base_fields}
    )
    if request.method == "POST" and form.is_valid():
        prefer(user, form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("settings")
    return render(
        request,
        "people/settings.html",
        {
            "form": form,
            "roles": [NAMES[role] for role in roles_of(user)],
            "sessions": user.sessions.filter(expire_date__gt=timezone.now()).count(),
            "may_invite": "people" in rights_of(user),
        },
    )


@transaction.atomic
def prefer(user, preferences):
    """Store preferences; a new name shows at once on every page that names this person: as its last writer,
    as who put it into the archive, or below it as who began an open thread."""
    if people.set_preferences(user, **preferences):
        written = Page.objects.live().filter(current__by=user).values_list("id", flat=True)
        archived = Page.objects.archived().filter(deeds__by=user).values_list("id", flat=True)
        talked = Comment.objects.filter(by=user).unresolved().values_list("page", flat=True)
        touch({*written, *talked, *pages_below([*archived])})
