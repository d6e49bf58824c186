"""How a person likes the site."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kmsite.accounts import people
from kmsite.accounts.forms import PreferencesForm
from kmsite.accounts.roles import NAMES, rights_of, roles_of
from kmsite.pages.models import Page
from kmsite.pages.shown.showing import pages_below, touch
from kmsite.recognition.models import Credit
from kmsite.talk.models import Comment


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
    as who put it into the archive, or below it as who began an open thread or is credited."""
    if people.set_preferences(user, **preferences):
        written = Page.objects.live().filter(current__by=user).values_list("id", flat=True)
        archived = Page.objects.archived().filter(deeds__by=user).values_list("id", flat=True)
        talked = Comment.objects.filter(by=user).unresolved().values_list("page", flat=True)
        credited = Credit.objects.filter(user=user).exclude(harvest__into=None)
        credited = credited.values_list("harvest__into", flat=True)
        touch({*written, *talked, *credited, *pages_below([*archived])})
