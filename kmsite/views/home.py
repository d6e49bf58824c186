"""The front door: search, what changed, where to begin."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communities.life.listing import on_home
from glossary.models import Proposal
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
        "communities": on_home(request.user),
        "tags": Tag.objects.counted_for(request.user).order_by("-pages", "key")[:TAGS],
        "own": _own(request.user),
        "answered": _answered(request.user),
        "may_create": "create" in rights_of(request.user),
    }
    return render(request, "home.html", context)


def _sections(seen):
    """Return the articles at the top, each with the number of pages right below it as `below`."""
    children = seen.filter(parent=OuterRef("pk")).order_by().values("parent")
    below = Coalesce(Subquery(children.annotate(number=Count("pk")).values("number")), 0)
    return seen.of_kind("article").roots().in_order().annotate(below=below)[:SECTIONS]


def _own(user):
    """Return the last revisions that this person wrote."""
    if not user.is_authenticated:
        return []
    return Revision.objects.visible_to(user).recent().filter(by=user)[:OWN]


def _answered(user):
    """Return what this person proposed and curators decided, until they say that they have read it."""
    return Proposal.objects.filter(by=user).with_news().order_by("-id")[:OWN] if user.is_authenticated else []
