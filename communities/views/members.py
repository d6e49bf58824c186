"""The people of a community: the directory, and taking somebody out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from communities import standing
from communities.models import Community
from communities.people import admitting, directory
from communities.people.membership_forms import DirectoryForm, ReasonForm
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.paging import slice_of
from kmsite.pages.permissions import page_or_404
from kmsite.text.refusal import TextRefused


@require_safe
@login_required
def members(request, slug):
    community = inside_or_403(request.user, slug)
    form = DirectoryForm(
        request.GET,
        departments=directory.departments(community),
        terms=directory.terms(community, request.user),
    )
    everybody, asked = directory.people_of(community), form.asked()
    people = directory.found(everybody, community, asked)
    part = slice_of(request, directory.with_particulars(people, community, request.user), directory.ORDER)
    context = {"form": form, "asked": asked, "slice": part, "number": everybody.count()}
    return shown(request, community, "communities/member_list.html", "people", **context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def take_out(request, slug, username):
    community = community_for(request.user, slug, "members")
    person = person_or_404(directory.people_of(community), username)
    if person == request.user:
        return redirect("communities:leave", community.slug)
    form = ReasonForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            refuse_too_fast(request.user, "ask")
            admitting.take_out(community, person, by=request.user, **form.cleaned_data)
            messages.success(request, _("%s no longer belongs to this community.") % person)
            return redirect("communities:members", community.slug)
        except TextRefused as refused:
            form.add_error(None, refused.message)
    return shown(request, community, "communities/member_take_out.html", "people", form=form, person=person)


def inside_or_403(user, slug):
    """Fetch a community whose people `user` may see; PermissionDenied for a listed one that is closed."""
    community = page_or_404(user, Community, slug)
    if not directory.may_look(user, community):
        raise PermissionDenied
    return community


def community_for(user, slug, *rights):
    """Fetch a community in which `user` has `rights`."""
    community = page_or_404(user, Community, slug)
    if not standing.rights_in(user, community).issuperset(rights):
        raise PermissionDenied
    return community


def person_or_404(people, username):
    """Fetch one of `people` by username."""
    person = people.filter(username=username).first() if "\0" not in username else None
    if person is None:
        raise Http404
    return person


def sent(request):
    """Return what a form was filled with, which may be nothing at all; None where nothing was sent."""
    return request.POST if request.method == "POST" else None


def shown(request, community, template, way, *, status=None, **context):
    """Answer with a page among the people of `community`; `way` is its place in the way around there."""
    form = context.get("form")
    refused = form is not None and form.is_bound and request.method == "POST" and form.errors
    rights = standing.rights_in(request.user, community)
    is_open = community.archived_at is None
    gathers = is_open and "admit" in rights and admitting.may_gather(request.user, community)
    context |= {
        "nav": "communities",
        "tab": "members",
        "community": community,
        "way": way,
        "rights": rights,
        "may_change": is_open,
        "may_invite": gathers,
        "may_add": gathers and "members" in rights,
        "not_yet": admitting.NOT_YET,
        "is_member": standing.is_member(request.user, community),
    }
    return render(request, template, context, status=status or (422 if refused else 200))
