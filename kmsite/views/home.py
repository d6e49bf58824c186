"""The front door: search, what changed, where to begin."""

from django.db.models import Count
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kmsite.accounts.roles import rights_of
from kmsite.pages.models import Page, Revision, Tag

RECENT = 10
SECTIONS = 24
TAGS = 30
OWN = 5


@require_safe
def home(request):
    seen = Page.objects.visible_to(request.user)
    context = {
        "nav": "home",
        "recent": seen.with_current().recently_changed()[:RECENT],
        "sections": _sections(seen),
        "tags": Tag.objects.counted_for(request.user).order_by("-pages", "key")[:TAGS],
        "own": _own(request.user),
        "may_create": "create" in rights_of(request.user),
    }
    return render(request, "home.html", context)


def _sections(seen):
    """Return the pages at the top, those with most below them first."""
    below = dict(
        seen.exclude(parent=None)
        .order_by()
        .values_list("parent")
        .annotate(Count("id"))
        .filter(parent__parent=None)
    )
    roots = list(seen.roots().in_order()[:SECTIONS])
    for root in roots:
        root.below = below.get(root.pk, 0)
    return roots


def _own(user):
    """Return the last revisions that this person wrote."""
    if not user.is_authenticated:
        return []
    return Revision.objects.visible_to(user).recent().filter(by=user)[:OWN]
