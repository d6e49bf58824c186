"""Renaming and describing a tag, and merging it into another: for those who may change many pages."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kmsite.accounts.permitting import right_required
from kmsite.pages.index import rewording
from kmsite.pages.tags import tag_reading
from kmsite.pages.tags.tag_forms import MergeTagForm, TagForm

AT_ONCE = 500
"""Search entries that are written anew before somebody gets an answer; the rest follows within the hour."""


@right_required("bulk")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, slug):
    tag = _tag_or_404(request, slug)
    form = TagForm(request.POST if request.method == "POST" else None, tag=tag, by=request.user)
    changed = form.change() if request.method == "POST" else None
    if changed:
        _tell(request, _("The tag is saved."))
        return redirect(changed)
    context = {"tag": tag, "form": form, "nav": "tags"}
    return render(request, "pages/tag_edit.html", context, status=422 if form.errors else 200)


@right_required("bulk")
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, slug):
    """Ask for the other tag (`?into=`), show what becomes of both, and do it when that is confirmed."""
    tag = _tag_or_404(request, slug)
    asked = request.GET if "into" in request.GET else None
    form = MergeTagForm(request.POST if request.method == "POST" else asked, tag=tag, by=request.user)
    goal = form.goal
    merged = form.merge() if goal and request.method == "POST" else None
    if merged:
        _tell(request, _("The tags are merged. The old name and its address lead here now."))
        return redirect(merged)
    seen = {pages: tag_reading.with_all(tags, request.user).count() for pages, tags in _counted(tag, goal)}
    context = {"tag": tag, "goal": goal, "form": form, "seen": seen, "nav": "tags"}
    return render(request, "pages/tag_merge.html", context, status=422 if form.errors else 200)


def _counted(tag, goal):
    """Return what is counted before two tags become one, by its name in the template."""
    return {"tag": [tag], "goal": [goal], "both": [tag, goal]}.items() if goal else ()


def _tag_or_404(request, slug):
    found = tag_reading.addressed([slug], request.user)
    if not found:
        raise Http404
    return found[0]


def _tell(request, said):
    """Say that it is done, and when search will know as well."""
    if not rewording.catch_up(AT_ONCE):
        said = f"{said} {_('Search finds all of its pages by the new name within the hour.')}"
    messages.success(request, said)
