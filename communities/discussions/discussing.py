"""A discussion as somebody reads it: the question, the answers that were accepted, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from communities.discussions.answering import turns_of
from communities.discussions.similar import similar_to
from communities.discussions.speaking import is_askers, moderates
from communities.models import Acceptance, Discussion
from kmsite.attachments.laying import with_sizes
from kmsite.pages.endings.archiving import archived_by
from kmsite.pages.models import Page
from kmsite.pages.permissions import may
from kmsite.pages.shown.framing import frame
from kmsite.pages.terms_inside import autolinking
from kmsite.pages.terms_inside.autolinking import areas_of
from kmsite.recognition.contributing import uses_of_comments
from kmsite.talk.laying import laid
from kmsite.text.links import lay


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply that was accepted, as it reads under the question."""

    acceptance: Acceptance
    html: SafeString
    uses: int = 0
    """How many people said that they used it."""

    @property
    def is_edited_since(self) -> bool:
        """Whether the reply says something else than what was accepted."""
        edited = self.acceptance.comment.edited_at
        return edited is not None and edited > self.acceptance.at


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody may do with a discussion."""

    edit: bool
    decide: bool
    comment: bool
    has_same: bool
    moderate: bool
    archive: bool


def shown(page: Discussion, user: Any) -> dict[str, Any]:
    """Return what the page of a discussion shows to `user` beside replies, in a fixed number of queries."""
    around = frame(page)
    html = lay(page.rendering.html, around.targets)
    linked = autolinking.laid(html, page.pk, areas_of(around))
    answers = answers_of(page)
    rights = rights_of(page, user)
    turns = list(turns_of(page))
    return {
        "page": page,
        "layout": f"communities/{'inside' if page.parent else 'outside'}.html",
        "community": page.parent,
        "body": mark_safe(with_sizes(linked.html, page)),  # noqa: S308 - sanitised when it was saved
        "tags": around.tags,
        "terms": terms_of(page, user),
        "answers": answers,
        "accepted": {one.acceptance.comment_id for one in answers},
        "rights": rights,
        "turn": turns[0] if turns else None,
        "turns": turns,
        "same": page.same_here.count(),
        "says_same": rights.has_same and page.same_here.filter(user=user).exists(),
        "similar": similar_to(user, page.title, beside=page),
        "archived": archived_by(page) if page.archived_at else None,
        "nav": "communities",
        "tab": "discussions",
    }


def answers_of(page: Discussion) -> list[Answer]:
    """Return the accepted answers of `page`, in the order in which they were accepted."""
    rows = page.acceptances.filter(comment__deleted_at=None).select_related("by", "comment__by")
    found = list(rows.order_by("at", "id"))
    html = laid([one.comment for one in found], page)
    uses = uses_of_comments([one.comment_id for one in found]) if found else {}
    return [
        Answer(one, mark_safe(html[one.comment_id]), uses.get(one.comment_id, 0))  # noqa: S308 - as it was saved
        for one in found
    ]


def terms_of(page: Discussion, user: Any) -> list[Page]:
    """Return the terms that `page` is about, as far as `user` may see them."""
    return list(Page.objects.visible_to(user).filter(discussed_in__discussion=page.pk).by_title())


def rights_of(page: Discussion, user: Any) -> Rights:
    """Return what `user` may do with `page`; nothing is changed in the archive."""
    is_open = page.archived_at is None
    moderate = user.is_authenticated and moderates(user, page)
    asked = is_askers(user, page)
    comment = is_open and may(user, "comment", page)
    return Rights(
        edit=is_open and (asked or moderate),
        decide=is_open and (asked or moderate),
        comment=comment,
        has_same=comment and not asked and page.sort == Discussion.Sort.QUESTION,
        moderate=moderate,
        archive=user.is_authenticated and may(user, "archive", page),
    )
