"""What a person did, as far as somebody may read it and the person did not hide it."""

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from communities.models import Community, Holding, Membership
from communities.standing import closed_to
from glossary.models import Term
from kmsite.pages.deeds.verbs import NEWS
from kmsite.pages.models import LedgerEntry, Page, Revision
from kmsite.pages.told import activity
from kmsite.stewardship.models import Stewardship
from kmsite.talk.models import Comment

FIRST = 5
HIDDEN_BY = {
    "written": "hides_written",
    "answered": "hides_answered",
    "replied": "hides_answered",
    "looked_after": "hides_looked_after",
    "communities": "hides_communities",
}
"""The switch of a profile that hides each part."""
STEWARDSHIP = (LedgerEntry.Verb.STEWARD_NAMED, LedgerEntry.Verb.STEWARD_ENDED)


def is_shown(part, profile, reader):
    """Say whether `reader` may see `part` at all: strangers see only what somebody wrote."""
    if reader == profile.user:
        return True
    if not reader.is_authenticated and part != "written":
        return False
    return not getattr(profile, HIDDEN_BY[part])


def written(person, reader):
    """Return the pages that `person` wrote or changed."""
    by = Q(by=person) | Q(on_behalf_of=person)
    wrote = Revision.objects.filter(by, page=OuterRef("pk"))
    return Page.objects.visible_to(reader).filter(Exists(wrote)).recently_changed()


def accepted(person, reader):
    """Return the answers of `person` that were accepted."""
    return _answers(person, reader).exclude(acceptance=None)


def replied(person, reader):
    """Return what else `person` answered to the questions of others."""
    return _answers(person, reader).filter(acceptance=None)


def looked_after(person, reader):
    """Return the pages that `person` looks after, on whosever behalf."""
    named = Stewardship.objects.filter(person=person).values("page")
    in_entry = Term.objects.filter(steward=person).values("pk")
    return Page.objects.visible_to(reader).filter(Q(pk__in=named) | Q(pk__in=in_entry)).by_title()


def communities(person, reader):
    """Return the communities of `person`, with their roles as `here`, where `reader` may know who belongs."""
    belongs = Membership.objects.filter(user=person, left_at=None)
    held = Holding.objects.in_force(timezone.localdate()).order_by("id")
    here = belongs.prefetch_related(Prefetch("holdings", held, to_attr="held"))
    seen = Community.objects.visible_to(reader).filter(Exists(belongs.filter(community=OuterRef("pk"))))
    seen = seen.exclude(pk__in=closed_to(reader))
    return seen.prefetch_related(Prefetch("memberships", here, to_attr="here")).by_title()


def lately(person, profile, reader):
    """Return the deeds of `person` from the ledger that are news, without those of parts that are hidden."""
    hidden = [] if is_shown("written", profile, reader) else [*NEWS["writing"]]
    hidden += [] if is_shown("answered", profile, reader) else [*NEWS["talk"]]
    hidden += [] if is_shown("communities", profile, reader) else [*NEWS["communities"]]
    hidden += [] if is_shown("looked_after", profile, reader) else [*STEWARDSHIP]
    return activity.of(person, reader).exclude(verb__in=hidden)


def _answers(person, reader):
    said = Comment.objects.visible_to(reader).standing().filter(by=person)
    questions = said.filter(page__discussion__sort="question").exclude(page__discussion__asker=person)
    return questions.recent()
