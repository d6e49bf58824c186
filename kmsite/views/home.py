"""The front door: search, what waits, what is new since somebody was here, where to begin."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communities.life.listing import on_home
from glossary.models import Proposal
from kmsite.accounts.roles import rights_of
from kmsite.gaps.listing import nobody_found
from kmsite.pages.models import Page, Revision, Tag
from kmsite.views.home_news import Visit, changed_since, tell_news, unanswered
from kmsite.views.home_waiting import waiting_for

RECENT = 10
SECTIONS = 12
TAGS = 30
OWN = 5
FRUITLESS = 5


@require_safe
def home(request):
    seen = Page.objects.visible_to(request.user)
    visit = Visit.of(request) if request.user.is_authenticated else None
    context = {
        "nav": "home",
        "recent": seen.with_current().recently_changed()[:RECENT],
        "sections": _sections(seen),
        "communities": on_home(request.user),
        "unanswered": unanswered(request.user),
        "fruitless": nobody_found(request.user, FRUITLESS),
        "tags": Tag.objects.counted_for(request.user).order_by("-pages", "key")[:TAGS],
        "may_create": "create" in rights_of(request.user),
        **(_of_person(request.user, visit) if visit else {}),
    }
    if visit is None:
        return render(request, "home.html", context)
    tell_news(context["communities"], request.user, visit.since)
    response = render(request, "home.html", context)
    visit.remember(request, response)
    return response


def _of_person(user, visit):
    """Return what is shown to somebody who signed in: what waits, what changed, what they did last."""
    return {
        "visit": visit,
        "waiting": waiting_for(user),
        "changed": changed_since(user, visit.since),
        "own": Revision.objects.visible_to(user).recent().filter(by=user)[:OWN],
        "answered": Proposal.objects.filter(by=user).with_news().order_by("-id")[:OWN],
    }


def _sections(seen):
    """Return the articles at the top, each with the number of pages right below it as `below`."""
    children = seen.filter(parent=OuterRef("pk")).order_by().values("parent")
    below = Coalesce(Subquery(children.annotate(number=Count("pk")).values("number")), 0)
    return seen.of_kind("article").roots().in_order().annotate(below=below)[:SECTIONS]
