"""What is particular to communities, discussions and events among the kinds of pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communities import recording, standing
from communities.charters import charter
from communities.charters.charter import Charter
from communities.discussions import replying, topic
from communities.discussions.topic import Topic
from communities.events import altering, clocks, meeting
from communities.events.meeting import Meeting
from communities.life.stages import is_at_work
from communities.models import Community, Discussion, Event, Holding, Stage
from communities.standing import is_member, rights_in
from kmsite.accounts.roles import rights_of
from kmsite.pages.kinds import Entry, Kind
from kmsite.pages.models import Page
from kmsite.pages.saving.drafts import Draft
from kmsite.recognition.foot import harvested_from

_TIDYING = frozenset({"rename", "move", "merge", "trash", "restore"})
_BY_RIGHT = {
    "edit": "charter", "upload": "shelf", "archive": "archive", "moderate": "moderate", "steward": "steward"
}  # fmt: skip


class CommunityKind(Kind):
    """Pages of the kind `community`: those who lead them write the charter.

    Who reads one is settled in one step with all that stands below it (`changing.settle`), and never by the
    choice of an audience; it stands at the top and stays itself.
    """

    name = Page.Kind.COMMUNITY.value
    labels = {"title": _("Name"), "lede": _("Purpose"), "body": _("What we are working on")}
    indexed_status = """(
        SELECT s.name FROM communities_stage s WHERE s.community_id = p.id
        ORDER BY s.at DESC, s.id DESC LIMIT 1
    )"""
    desk_of_new, rights_at_desk = "communities:create", ("edit", "comment")
    own_addresses = frozenset({"new", "draft"})

    def admits(self, user: Any, right: str, page: Page) -> bool | None:
        if right in ("audience", "move", "merge"):
            return False
        if right == "rename":
            return "charter" in rights_in(user, page) or None
        return _BY_RIGHT[right] in rights_in(user, page) if right in _BY_RIGHT else None

    def admits_below(self, user: Any, page: Page | None) -> bool:
        return page is None and "comment" in rights_of(user)

    def completed(self, entry: Entry) -> dict[str, Any]:
        return Charter.of(entry).structure()

    def texts(self, entry: Entry) -> dict[str, str]:
        return Charter.of(entry).texts()

    def record(self, page: Page, draft: Draft) -> set[int]:
        return recording.record_community(page, Charter.of(draft.entry))

    def let_go(self, pages: set[int]) -> None:
        recording.let_communities_go(pages)

    def called(self, id: str) -> str | Promise:
        return {**dict(Holding.Role.choices), **dict(Stage.Name.choices)}.get(id, id)

    def closed_to(self, user: Any) -> Iterable[int]:
        return standing.closed_to(user)

    def moderated_by(self, user: Any) -> set[int]:
        return standing.moderated_by(user)

    def stewarded_by(self, user: Any) -> Iterable[int]:
        return standing.stewarded_by(user)

    def beside(self, pages: set[int]) -> set[int]:
        return recording.looked_after_by(pages)

    def label(self, field: str) -> str | Promise:
        return charter.LABELS.get(field.removeprefix("entry_").removesuffix("_text"), field)

    def readable(self, entry: Entry) -> dict[str, tuple[str | Promise, str]]:
        said = Charter.of(entry)
        parts = {**said.texts(), **({"review_due": said.review_due.isoformat()} if said.review_due else {})}
        return {name: (charter.LABELS[name], text) for name, text in parts.items()}


class _OfCommunity(Kind):
    """Pages that stand below a community and are looked after there."""

    titles_are_unique = False

    def admits(self, user: Any, right: str, page: Page) -> bool | None:
        if right == "audience":
            return False
        if right == "edit":
            return self._writes(user, page) or _moderates(user, page)
        return _moderates(user, page) if right in _TIDYING | {"moderate", "upload"} else None

    def _writes(self, user: Any, page: Page) -> bool:
        raise NotImplementedError


class DiscussionKind(_OfCommunity):
    """Pages of the kind `discussion`: whoever may comment begins one, and edits their own."""

    name = Page.Kind.DISCUSSION.value
    labels = {"body": _("Your question, idea or announcement")}
    desk_of_new, rights_at_desk = "communities:ask", ("edit", "comment")
    indexed_status = "(SELECT d.state FROM communities_discussion d WHERE d.page_id = p.id)"
    trusted_statuses = frozenset({"answered"})
    own_addresses = frozenset({"new", "similar", "preview", "draft", "presence"})

    def _writes(self, user: Any, page: Page) -> bool:
        return Discussion.objects.filter(pk=page.pk, asker=user.pk).exists()

    def admits_below(self, user: Any, page: Page | None) -> bool:
        return "comment" in rights_of(user) and (page is None or _takes_part(user, page))

    def called(self, id: str) -> str | Promise:
        return dict(Discussion.State.choices).get(id, id)

    def talked(self, page: Page) -> None:
        replying.recount(page)

    def completed(self, entry: Entry) -> dict[str, Any]:
        return Topic.of(entry).structure()

    def record(self, page: Page, draft: Draft) -> set[int]:
        return recording.record_discussion(page, Topic.of(draft.entry)) | harvested_from({page.pk})

    def beside(self, pages: set[int]) -> set[int]:
        return harvested_from(pages)

    def label(self, field: str) -> str | Promise:
        return topic.LABELS.get(field, field)

    def readable(self, entry: Entry) -> dict[str, tuple[str | Promise, str]]:
        return recording.readable_topic(Topic.of(entry))


class EventKind(_OfCommunity):
    """Pages of the kind `event`: planned by those whom the community lets plan, and by the host."""

    name = Page.Kind.EVENT.value
    labels = {"body": _("What it is about")}
    desk_of_new, rights_at_desk = "communities:plan", ("edit", "comment")
    own_addresses = frozenset({"new"})

    def _writes(self, user: Any, page: Page) -> bool:
        return recording.is_host(user, page) or (
            page.parent is not None and "events" in rights_in(user, page.parent)
        )

    def admits_below(self, user: Any, page: Page | None) -> bool:
        return page is not None and "events" in rights_in(user, page) and is_at_work(page)

    def on_card(self, page: Page) -> str:
        return clocks.in_a_line(Event.objects.get(pk=page.pk))

    def completed(self, entry: Entry) -> dict[str, Any]:
        return Meeting.of(entry).structure()

    def texts(self, entry: Entry) -> dict[str, str]:
        return Meeting.of(entry).texts() if entry else {}

    def record(self, page: Page, draft: Draft) -> set[int]:
        before = altering.as_it_was(page)
        touched = recording.record_event(page, Meeting.of(draft.entry))
        altering.follow(page, before)
        return touched

    def label(self, field: str) -> str | Promise:
        return meeting.LABELS.get(field.removeprefix("entry_").removesuffix("_text"), field)

    def readable(self, entry: Entry) -> dict[str, tuple[str | Promise, str]]:
        return recording.readable_meeting(Meeting.of(entry)) if entry else {}


def _moderates(user: Any, page: Page) -> bool:
    """Say whether `user` moderates where `page` stands: its community, or else the site."""
    if page.parent is None:
        return "moderate" in rights_of(user)
    return "moderate" in rights_in(user, page.parent)


def _takes_part(user: Any, page: Page) -> bool:
    """Say whether `user` may speak in the community `page`: everybody in an open one, members elsewhere."""
    community = Community.objects.live().filter(pk=page.pk).first()
    if community is None or not is_at_work(community):
        return False
    return community.visibility == Community.Visibility.OPEN or is_member(user, community)
