"""What waits for somebody: texts of their own, and what only they or few others decide."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, Value
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import ngettext_lazy

from communities import standing
from communities.models import Admission, Community
from glossary.models import Proposal, Term
from kmsite.accounts.roles import rights_of
from kmsite.pages.models import KeptDraft
from kmsite.talk import moderating
from kmsite.talk.models import Notice, Report

MOST_COUNTED = 100


class Sort(NamedTuple):
    """A sort of thing that waits: where it is done, and how a number of them reads."""

    address: str
    words: Promise


SORTS = {
    "invitations": Sort("/communities/mine/", ngettext_lazy("%d invitation", "%d invitations")),
    "questions": Sort("/me/notices/", ngettext_lazy("%d question to you", "%d questions to you")),
    "requests": Sort("/me/notices/", ngettext_lazy("%d request to join", "%d requests to join")),
    "proposals": Sort("/terms/proposals/", ngettext_lazy("%d proposal to decide", "%d proposals to decide")),
    "reports": Sort("/moderation/", ngettext_lazy("%d report to decide", "%d reports to decide")),
    "reviews": Sort("/terms/mine/", ngettext_lazy("%d review due", "%d reviews due")),
    "drafts": Sort("/me/recovered/", ngettext_lazy("%d unsaved text", "%d unsaved texts")),
}


class Waiting(NamedTuple):
    """So many things of a sort, at least so many if there are MOST_COUNTED, and where they are."""

    words: str
    address: str


def waiting_for(user: Any) -> list[Waiting]:
    """Return what waits for `user`, in the order of `SORTS`; one statement counts all of it.

    One more asks for their rights, where nobody has yet.
    """
    asked = [rows.order_by().values_list(Value(sort))[:MOST_COUNTED] for sort, rows in _rows(user).items()]
    counted = Counter(sort for (sort,) in asked[0].union(*asked[1:], all=True))
    return [
        Waiting(str(sort.words % counted[name]), sort.address)
        for name, sort in SORTS.items()
        if counted[name]
    ]


def _rows(user: Any) -> dict[str, QuerySet]:
    """Return what waits, by its sort; only what `user` may decide is looked for."""
    readable = Community.objects.visible_to(user).unarchived().order_by().values("pk")
    admissions = Admission.objects.waiting()
    live = Community.objects.live().unarchived().order_by().values("pk")
    rows = {
        "drafts": KeptDraft.objects.of(user),
        "invitations": admissions.invitations().filter(user=user, community__in=live),
        "requests": admissions.requests().filter(
            community__in=readable.filter(pk__in=standing.where("admit", user))
        ),
        "reports": _reports(user),
        "questions": Notice.objects.of(user).unseen().filter(kind="asked_about_term"),
        "reviews": Term.objects.visible_to(user)
        .listed()
        .filter(steward=user, review_due__lt=timezone.localdate()),
    }
    if "glossary" in rights_of(user):
        rows["proposals"] = Proposal.objects.visible_to(user, is_curator=True).open()
    return rows


def _reports(user: Any) -> QuerySet:
    """Return the reports that `user` decides: those of `moderating.looked_after_by`, in one statement."""
    if "moderate" in rights_of(user):
        return moderating.looked_after_by(user).waiting()
    here = standing.where("moderate", user)
    mine = Q(page__in=here) | Q(page__parent__in=here)
    return Report.objects.visible_to(user).exclude(comment__by=user).filter(mine).waiting()
