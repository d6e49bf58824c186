"""Adding many people at once: a file or a text, what it would do line by line, and doing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from communities.people import bulk_adding, people_file
from communities.people.membership_forms import PeopleForm
from communities.people.people_file import FileRefused
from communities.views.members import community_for, sent, shown
from kmsite.text.refusal import TextRefused


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add(request, slug):
    community = community_for(request.user, slug, "members", "admit")
    form = PeopleForm(sent(request), request.FILES if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _shown(request, community, form)
    try:
        lines = people_file.lines_in(form.text())
    except FileRefused as refused:
        form.add_error(None, refused.message)
        return _shown(request, community, form)
    if not form.cleaned_data["is_confirmed"]:
        return _foreseen(request, community, form, lines)
    return _added(request, community, form, lines)


def _foreseen(request, community, form, lines):
    """Show what the lines would do; nothing is written yet."""
    rows = bulk_adding.plan(community, lines, by=request.user)
    again = PeopleForm(initial={"people": form.text(), "is_confirmed": True})
    context = {"form": again, "rows": rows, "to_do": sum(row.is_done for row in rows)}
    return shown(request, community, "communities/member_add_foreseen.html", "add", **context)


def _added(request, community, form, lines):
    """Add the people, and say what came of it."""
    try:
        rows = bulk_adding.add(community, lines, by=request.user)
    except TextRefused as refused:
        form.add_error(None, refused.message)
        return _shown(request, community, form)
    new = sum(row.state == bulk_adding.NEW for row in rows)
    told = ngettext("%d person was added.", "%d people were added.", new) % new
    if left := sum(row.user is None for row in rows):
        told += " " + ngettext("%d line named nobody.", "%d lines named nobody.", left) % left
    messages.success(request, told)
    return redirect("communities:members", community.slug)


def _shown(request, community, form):
    most = people_file.MOST_LINES
    return shown(request, community, "communities/member_add.html", "add", form=form, most=most)
