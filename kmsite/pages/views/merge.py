"""Merge a page into another: name it, look at what goes over, agree on the text."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kmsite.pages.desks.receiving import let_go
from kmsite.pages.permissions import may, page_or_404
from kmsite.pages.places.merge_forms import GoalForm, MergeForm, told
from kmsite.pages.views.archive import archived


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, slug, model, along=()):
    page = page_or_404(request.user, model, slug, to="move")
    if not (may(request.user, "rename", page) and may(request.user, "edit", page)):
        raise PermissionDenied
    if page.archived_at:
        return archived(request, page)
    goal_form = GoalForm(request.GET if "parent" in request.GET else None, page=page, merger=request.user)
    goal = goal_form.goal
    context = {"page": page, "goal_form": goal_form, "goal": goal, "nav": page.SHELVES[page.kind]}
    if goal is None:
        if hasattr(request, "kept"):
            messages.warning(request, _("Your text is kept among what you have not saved."))
        return render(request, "pages/page_merge.html", context, status=422 if goal_form.errors else 200)
    form = MergeForm(request.POST or None, page=page, into=goal, merger=request.user)
    merged = form.merge(along) if form.is_valid() else None
    if merged:
        let_go(request)
        messages.success(request, _("Merged. “%s” leads here from now on.") % page.title)
        return redirect(merged)
    context |= {"form": form, "told": told(page, goal, request.user, along)}
    return render(request, "pages/page_merge.html", context, status=409 if form.errors else 200)
