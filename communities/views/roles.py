"""The roles in a community: who holds and held what, giving them, ending them."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communities import standing
from communities.models import Holding
from communities.people import appointing
from communities.people.membership_forms import EndForm, RoleForm
from communities.views.members import inside_or_403, person_or_404, sent, shown
from kmsite.accounts.models import User
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.paging import slice_of
from kmsite.text.refusal import TextRefused

SOON = timedelta(days=30)


@require_safe
@login_required
def roles(request, slug):
    community = inside_or_403(request.user, slug)
    today = timezone.localdate()
    held = _holdings(community)
    order = list(Holding.Role.values)
    now = sorted(held.in_force(today), key=lambda one: (order.index(one.role), one.membership.user.name))
    ending = [one for one in now if one.until and one.until <= today + SOON]
    run_out = held.filter(ended_at=None, until__lt=today, membership__left_at=None)
    context = {
        "now": now,
        "to_come": held.to_come(today).order_by("since", "id"),
        "slice": slice_of(request, held.over(today), ["-since", "-id"]),
        "reminders": [*run_out.order_by("until"), *ending],
        "lacks_facilitator": not any(_facilitates(one) for one in now),
        "today": today,
    }
    return shown(request, community, "communities/member_roles.html", "roles", **context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def person(request, slug, username):
    community = inside_or_403(request.user, slug)
    somebody = _once_here(community, username)
    rights = standing.rights_in(request.user, community)
    form = RoleForm(sent(request), roles=appointing.grantable(rights))
    if request.method == "POST" and form.is_valid() and _given(request, community, somebody, form):
        return redirect("communities:roles_of", community.slug, somebody.username)
    return _person(request, community, somebody, form)


@require_POST
@login_required
def end(request, slug, username):
    community = inside_or_403(request.user, slug)
    somebody = _once_here(community, username)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            refuse_too_fast(request.user, "appoint")
            appointing.relieve(community, somebody, by=request.user, **form.cleaned_data)
            messages.success(request, _("The role is ended."))
            return redirect("communities:roles_of", community.slug, somebody.username)
        except TextRefused as refused:
            form.add_error(None, refused.message)
    rights = standing.rights_in(request.user, community)
    form_of_roles = RoleForm(roles=appointing.grantable(rights))
    return _person(request, community, somebody, form_of_roles, refused=form)


def _given(request, community, somebody, form):
    """Give the role; False when it was refused, and then the form says why."""
    try:
        refuse_too_fast(request.user, "appoint")
        is_new = appointing.appoint(community, somebody, by=request.user, **form.cleaned_data)
    except TextRefused as refused:
        form.add_error(None, refused.message)
        return False
    told = _("%(person)s is %(role)s now.") if is_new else _("%(person)s is %(role)s already, for this time.")
    role = Holding.Role(form.cleaned_data["role"]).label
    messages.success(request, told % {"person": somebody, "role": role})
    return True


def _person(request, community, somebody, form, refused=None):
    """Show what somebody holds and held, with a form to end each role where the reader may."""
    rights, today = standing.rights_in(request.user, community), timezone.localdate()
    held = _holdings(community).filter(membership__user=somebody)
    running = held.filter(ended_at=None, membership__left_at=None).exclude(until__lt=today)
    grantable = appointing.grantable(rights)
    rows = [
        (one, _form_to_end(one, refused) if somebody == request.user or one.role in grantable else None)
        for one in running.order_by("since", "id")
    ]
    context = {
        "person": somebody,
        "rows": rows,
        "former": held.over(today).order_by("-since", "-id")[:200],
        "form": form,
        "refused": refused,
        "may_give": bool(grantable),
        "is_here": standing.is_member(somebody, community),
        "may_take_out": "members" in rights and somebody != request.user,
        "today": today,
    }
    status = 422 if refused else None
    return shown(request, community, "communities/member_roles_of.html", "roles", status=status, **context)


def _form_to_end(holding, refused):
    """Return the form by which a role is ended; the one that was refused keeps what was typed."""
    if refused is not None and refused.data.get("role") == holding.role:
        return refused
    return EndForm(initial={"role": holding.role}, auto_id=f"id_{holding.role}_%s")


def _once_here(community, username):
    """Fetch somebody who belongs or once belonged to the community."""
    if "\0" in username:
        raise Http404
    return person_or_404(User.objects.filter(memberships__community=community), username)


def _holdings(community):
    return Holding.objects.of_community(community).select_related("membership__user", "by")


def _facilitates(holding):
    return holding.role == Holding.Role.FACILITATOR and holding.membership.user.is_active
