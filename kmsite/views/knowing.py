"""Who can be asked about a term: a public question first, then people and the communities of the subject."""

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communities.models import Community, Discussion, Membership
from communities.standing import closed_to
from kmsite.pages.models import Page
from kmsite.pages.names.calling import terms_called
from kmsite.pages.paging import slice_of
from kmsite.profiles.reading import experts_on, terms_with_experts
from kmsite.stewardship.models import Stewardship

LONGEST = 200
MOST_COMMUNITIES = 20


@require_safe
@login_required
def people(request):
    asked = request.GET.get("about", "").replace("\0", "")[:LONGEST].strip()
    term = _term(request.user, asked) if asked else None
    context = {"asked": asked, "term": term}
    if term:
        part = slice_of(request, experts_on(term), ["-confirmed_at", "-id"])
        there = communities_about(term, request.user)
        context |= {"slice": part, "communities": there}
        _put_communities_beside(part.rows, there, request.user)
    else:
        context["slice"] = slice_of(request, terms_with_experts(request.user), ["title_key", "id"])
    return render(request, "people/people_ask.html", context)


def communities_about(term, reader):
    """Return the communities that deal with `term`, of those that `reader` may see and that are at work.

    Such a community looks after the term, discusses it where `reader` may read that, or carries a tag with
    one of its names (decision 47).
    """
    keys = [*term.names.values_list("key", flat=True)]
    discussions = Discussion.objects.visible_to(reader).about(term.pk).exclude(parent=None)
    deals = Q(pk__in=Stewardship.objects.filter(page=term.pk).exclude(community=None).values("community"))
    deals |= Q(pk__in=discussions.values("parent")) | Q(page_tags__tag__key__in=keys)
    seen = Community.objects.visible_to(reader).unarchived().filter(deals).distinct()
    return list(seen.by_title()[:MOST_COMMUNITIES])


def _term(reader, asked):
    terms = Page.objects.visible_to(reader).of_kind(Page.Kind.TERM)
    return terms.filter(slug=asked).first() or terms_called(reader, [asked]).get(asked)


def _put_communities_beside(experts, there, reader):
    """Give each of `experts` those of the communities to which they belong, where `reader` may know that."""
    by_id = {community.pk: community for community in there}
    asked = Membership.objects.current().filter(
        community__in=by_id, user__in=[one.user_id for one in experts]
    )
    rows = asked.exclude(community__in=closed_to(reader)).values_list("user", "community")
    for one in experts:
        one.shared = [by_id[community] for user, community in rows if user == one.user_id]
