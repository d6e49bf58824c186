"""Beginning a discussion, and changing what it is: the one writer of questions, ideas and announcements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from communities.discussions.speaking import audience_in, may_announce_in, may_ask_in
from communities.discussions.topic import Topic
from communities.models import Discussion
from kmsite.accounts.models import User
from kmsite.pages.models import LedgerEntry, Page
from kmsite.pages.reach import reaches_now
from kmsite.pages.refusing import NoLongerAllowed, TextRefused
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.saving import editing
from kmsite.pages.saving.drafts import Draft
from kmsite.pages.saving.editing import Saved
from kmsite.pages.saving.writing import locked
from kmsite.pages.told import ledger
from kmsite.talk import noticing

MOST_TOLD = 30
"""People who hear of a question because they can be asked about one of its terms."""
ANNOUNCEMENT = Discussion.Sort.ANNOUNCEMENT


class AskingRefused(TextRefused):
    """Nobody asks or announces this here; `field` is the part of the form that says where or what."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


@in_one_transaction
def ask(
    *,
    title: str,
    body: str,
    by: Any,
    community: Page | None = None,
    topic: Topic | None = None,
    tags: Iterable[str] = (),
    key: str = "",
) -> Saved:
    """Begin a discussion, in `community` or for everybody, and tell those who can be asked about its terms.

    Whoever reads the community's inside reads it. Raises TextRefused, of which AskingRefused and
    NoLongerAllowed are kinds; nothing is written then.
    """
    topic = topic or Topic()
    community = locked(community) if community else None
    _refuse_place(community, topic, by)
    saved = editing.create(
        Discussion,
        title=title,
        body=body,
        tags=tags,
        parent=community,
        audience=audience_in(community),
        entry=topic.structure(),
        by=by,
        key=key,
    )
    if saved.outcome != "repeated":
        ledger.record(LedgerEntry.Verb.ASKED, saved.page, by, sort=topic.sort)
        _tell(saved.page, topic, by)
    return saved


@in_one_transaction
def change(discussion: Discussion, *, base: int, entry: dict[str, Any], by: Any, **said: Any) -> Saved:
    """Revise `discussion` as `editing.revise` does; only who may announce turns it into an announcement.

    People who can be asked about a term hear of it when the term is named later, too.
    """
    now = locked(discussion)
    if entry["sort"] == ANNOUNCEMENT != now.sort and not may_announce_in(by, now.parent):
        raise AskingRefused(_("Only those who lead here announce something."), "entry_sort")
    before = Topic.of(Draft.of(now.current).entry)
    saved = editing.revise(discussion, base=base, entry=entry, by=by, **said)
    after = Topic.of(Draft.of(saved.revision).entry)
    _tell(saved.page, after, by, known=before.about)
    return saved


def _refuse_place(community: Page | None, topic: Topic, by: Any) -> None:
    """Raise AskingRefused where `by` may not speak, asked anew inside the lock."""
    if by is None:
        return
    reaches = reaches_now(by)
    if community is not None and community.reach not in reaches:
        raise NoLongerAllowed(_("You can no longer save here. Your text is kept."), sees_page=False)
    if not may_ask_in(by, community):
        raise AskingRefused(_("You cannot ask here. Choose another place, or join first."), "entry_place")
    if topic.sort == ANNOUNCEMENT and not may_announce_in(by, community):
        raise AskingRefused(_("Only those who lead here announce something."), "entry_sort")


def _tell(page: Page, topic: Topic, by: Any, *, known: Iterable[int] = ()) -> None:
    """Tell people of a question about a term that they can be asked about."""
    terms = set(topic.about) - set(known)
    if topic.sort == ANNOUNCEMENT or not terms:
        return
    willing = Q(profile=None) | Q(profile__is_open_to_questions=True)
    people = User.objects.filter(willing, is_active=True, expertise__term__in=terms).exclude(
        pk=by.pk if by else None
    )
    known_by = people.order_by("pk").distinct().values_list("pk", flat=True)
    told = sorted(noticing.readers(page, known_by))[:MOST_TOLD]
    noticing.tell(told, "asked_about_term", by=by, page=page)
