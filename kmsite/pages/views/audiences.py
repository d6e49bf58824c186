"""The audiences: administrators make and fill them, members see their own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kmsite.accounts.models import User
from kmsite.accounts.permitting import right_required
from kmsite.accounts.roles import rights_of
from kmsite.pages.models import Audience, LedgerEntry
from kmsite.pages.reach import readable_reaches
from kmsite.pages.readers import membership
from kmsite.pages.readers.audience_forms import NewAudienceForm, PersonForm
from kmsite.pages.readers.membership import MembershipRefused

DEEDS = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def audiences(request):
    if request.method == "POST":
        return make(request)
    return _listed(request, NewAudienceForm(by=request.user))


@require_POST
@right_required("people")
def make(request):
    form = NewAudienceForm(request.POST, by=request.user)
    audience = form.make() if form.is_valid() else None
    return redirect("audience", audience.pk) if audience else _listed(request, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def audience(request, id):
    audience = audience_or_404(request.user, id)
    if request.method == "POST":
        return rename(request, audience)
    return _shown(request, audience)


@require_POST
@right_required("people")
def rename(request, audience):
    form = NewAudienceForm(request.POST, by=request.user)
    if form.is_valid() and form.rename(audience):
        messages.success(request, _("Saved."))
        return redirect("audience", audience.pk)
    return _shown(request, audience_or_404(request.user, audience.pk), name_form=form)


@require_POST
@right_required("people")
def add(request, id):
    audience = audience_or_404(request.user, id)
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _shown(request, audience, person_form=form)
    person = form.cleaned_data["username"]
    told = _("%s is in the audience.") % person.get_full_name()
    _try(request, told, membership.add_member, audience, person, by=request.user)
    return redirect("audience", audience.pk)


@require_POST
@right_required("people")
def remove(request, id):
    audience = audience_or_404(request.user, id)
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _shown(request, audience, person_form=form)
    person = form.cleaned_data["username"]
    told = _("%s is no longer in the audience.") % person.get_full_name()
    _try(request, told, membership.remove_member, audience, person, by=request.user)
    return redirect("audience", audience.pk)


@require_POST
@right_required("people")
def delete(request, id):
    audience = audience_or_404(request.user, id)
    try:
        membership.delete_audience(audience, by=request.user)
    except MembershipRefused as refused:
        messages.error(request, str(refused))
        return redirect("audience", audience.pk)
    messages.success(request, _("The audience is deleted."))
    return redirect("audiences")


def audience_or_404(user, id):
    """Fetch an audience that `user` is in, or any where they look after people."""
    known = known_to(user).filter(pk=id).first() if id < 2**31 else None
    if known is None:
        raise Http404
    return known


def known_to(user):
    """Return the audiences that `user` may know of: those of communities only if they belong to them."""
    made, own = Audience.objects.filter(pk__gt=0), Q(pk__in=readable_reaches(user))
    return made.filter(own | Q(page=None)) if "people" in rights_of(user) else made.filter(own)


def _try(request, told, change, *what, by):
    """Change who is in an audience, and say that it was done, or why not."""
    try:
        change(*what, by=by)
        messages.success(request, told)
    except MembershipRefused as refused:
        messages.error(request, str(refused))


def _listed(request, form):
    ids = known_to(request.user).values("pk")
    listed = Audience.objects.filter(pk__in=ids).annotate(people=Count("members")).order_by("name", "id")
    context = {"audiences": listed, "form": form, "may_change": "people" in rights_of(request.user)}
    return render(request, "audiences/audience_list.html", context, status=422 if form.errors else 200)


def _shown(request, audience, name_form=None, person_form=None):
    refused = bool((name_form and name_form.errors) or (person_form and person_form.errors))
    context = {
        "audience": audience,
        "members": User.objects.filter(audiences__audience=audience).order_by("name", "username"),
        "deeds": _deeds(audience),
        "may_change": "people" in rights_of(request.user),
        "name_form": name_form or NewAudienceForm(by=request.user, initial={"name": audience.name}),
        "person_form": person_form or PersonForm(),
    }
    return render(request, "audiences/audience_read.html", context, status=422 if refused else 200)


def _deeds(audience):
    """Return what was done to the audience, the newest first, each with the person it was done to."""
    entries = LedgerEntry.objects.filter(page=None, about__audience=audience.pk).select_related("by")
    entries = entries.exclude(verb=LedgerEntry.Verb.AUDIENCE)
    deeds = list(entries.order_by("-at", "-id")[:DEEDS])
    people = User.objects.in_bulk({deed.about["user"] for deed in deeds if "user" in deed.about})
    return [(deed, people.get(deed.about.get("user"))) for deed in deeds]
