"""Lists of discussions: tabs, what narrows them, what waits too long, what a community's home shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models.expressions import RawSQL
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from communities.discussions.speaking import may_ask_in
from communities.life.stages import is_proposed
from communities.models import Community, Discussion
from communities.querysets import DiscussionQuerySet
from communities.standing import reads_inside, rights_in
from kmsite.pages.models import Page, Tag
from kmsite.pages.reach import readable_reaches
from kmsite.search.asking import Question
from kmsite.search.reading import IN_THEIR_LANGUAGE, in_their_language

LATE_AFTER = timedelta(days=3)
"""A question without a reply for so long is late: lists say so, and facilitators see it on the home."""
MOST_COUNTED, ON_HOME = 1000, 5
WAITING, ALL = "unanswered", "all"
TABS: Mapping[str, str | Promise] = {
    WAITING: _("Unanswered"),
    "open": _("Open"),
    "answered": _("Answered"),
    "ideas": _("Ideas"),
    "announcements": _("Announcements"),
    ALL: _("All"),
}
NARROWING = ("community", "term", "tag", "q")
_SAYING = f"""
SELECT page_id FROM pages_searchentry e
WHERE {IN_THEIR_LANGUAGE} AND reach = ANY(%s) AND kind = 'discussion'
"""  # noqa: S608 (constants)


@dataclass(frozen=True)
class Choice:
    """Which discussions somebody looks at, out of those that they may see."""

    user: Any
    asked: QueryDict
    here: Community | None = None
    """The community whose list it is."""

    @cached_property
    def tab(self) -> str:
        """The tab asked for; else what waits, if anything does and nothing narrows the list, else all."""
        tab = self.asked.get("tab", "")
        if tab in TABS:
            return tab
        return ALL if self.is_narrowed or not self.waiting else WAITING

    @cached_property
    def waiting(self) -> int:
        """How many questions wait for a reply, at most MOST_COUNTED."""
        return self._of(WAITING)[:MOST_COUNTED].count()

    @property
    def is_narrowed(self) -> bool:
        return any(self._words(name) for name in NARROWING)

    @cached_property
    def community(self) -> Community | None:
        """The community that the list is narrowed to, if the reader may see it."""
        slug = self._words("community")
        named = Community.objects.visible_to(self.user).filter(slug=slug)
        return self.here or (named.first() if slug else None)

    @cached_property
    def term(self) -> Page | None:
        """The term that the list is narrowed to, if the reader may see it."""
        terms = Page.objects.visible_to(self.user).of_kind(Page.Kind.TERM)
        return terms.filter(slug=self._words("term")).first() if self._words("term") else None

    @cached_property
    def tag(self) -> Tag | None:
        """The tag that the list is narrowed to."""
        return Tag.objects.at(self._words("tag")).first() if self._words("tag") else None

    @cached_property
    def question(self) -> Question:
        """The words that the list is narrowed to."""
        return Question.asked(self._words("q"))

    @property
    def rows(self) -> DiscussionQuerySet:
        return self._of(self.tab).as_listed()

    @property
    def order(self) -> list[str]:
        """What waits comes oldest first, so that nobody waits for ever; the rest newest first."""
        return ["id"] if self.tab == WAITING else ["-id"]

    def tabs(self) -> list[tuple[str, str | Promise, str, bool]]:
        """Return name, label, address and whether it is open, of each tab."""
        kept = {name: self._words(name) for name in NARROWING if self._words(name)}
        return [
            (name, label, f"?{urlencode({'tab': name, **kept})}", name == self.tab)
            for name, label in TABS.items()
        ]

    def _words(self, name: str) -> str:
        return self.asked.get(name, "").replace("\0", "").strip()

    def _of(self, tab: str) -> DiscussionQuerySet:
        found = self._narrowed(Discussion.objects.visible_to(self.user))
        match tab:
            case "unanswered":
                return found.unarchived().questions().waiting()
            case "open":
                return found.unarchived().questions().unsettled()
            case "answered":
                return found.questions().answered()
            case "ideas":
                return found.ideas()
            case "announcements":
                return found.announcements()
        return found

    def _narrowed(self, found: DiscussionQuerySet) -> DiscussionQuerySet:
        """Keep what all that narrows the list lets through; nothing where it names what is not there."""
        meant = {"community": self.community, "term": self.term, "tag": self.tag}
        if any(self._words(name) and one is None for name, one in meant.items()):
            return found.none()
        if self.community:
            found = found.in_community(self.community)
        if self.term:
            found = found.about(self.term)
        if self.tag:
            found = found.tagged(self.tag)
        return self._saying(found) if self._words("q") else found

    def _saying(self, found: DiscussionQuerySet) -> DiscussionQuerySet:
        read = in_their_language(self.user, self.question)
        if read is None:
            return found.none()
        answers = RawSQL(_SAYING, [*read, readable_reaches(self.user)])  # noqa: S611 (no words of anybody)
        return found.filter(pk__in=answers)


def late_before() -> Any:
    """Return the moment before which a question must have been asked to be late without a reply."""
    return timezone.now() - LATE_AFTER


def questions_on_home(community: Community, user: Any) -> dict[str, Any] | None:
    """Return what the home of `community` shows of its open questions, those that wait first; a fixed
    number of queries.

    None for who does not read what is inside, and as long as the community is only proposed.
    """
    if not reads_inside(user, community) or is_proposed(community):
        return None
    inside = Discussion.objects.visible_to(user).in_community(community).unarchived().questions()
    found = list(inside.waiting().as_listed().order_by("id")[:ON_HOME])
    if len(found) < ON_HOME:
        others = inside.unsettled().exclude(state="open", replies=0).as_listed().order_by("-id")
        found += list(others[: ON_HOME - len(found)])
    leads = "moderate" in rights_in(user, community)
    late = inside.waiting().filter(created_at__lt=late_before()) if leads else inside.none()
    return {
        "questions": with_lateness(found),
        "late": late[:MOST_COUNTED].count(),
        "may_ask": may_ask_in(user, community),
        "here": community,
    }


def announcements_on_home(community: Community, user: Any) -> list[Discussion] | None:
    """Return the announcements that stand on the home of `community` today; None where there are none."""
    return current_announcements(user, community) or None


def current_announcements(user: Any, community: Community | None) -> list[Discussion]:
    """Return what is announced today in `community`, or to everybody if that is None, the newest first."""
    here = Discussion.objects.visible_to(user).in_community(community).unarchived()
    shown = here.shown_on(timezone.localdate()).exclude(state="outdated")
    return list(shown.as_listed().order_by("-id")[:ON_HOME])


def with_lateness(rows: Iterable[Discussion]) -> list[tuple[Discussion, int]]:
    """Return each discussion with the days that it has been waiting too long for a reply; 0 for none."""
    return [(row, _late_days(row)) for row in rows]


def _late_days(row: Discussion) -> int:
    waits = row.sort == Discussion.Sort.QUESTION and row.state == Discussion.State.OPEN and not row.replies
    age = timezone.now() - row.created_at
    return age.days if waits and age > LATE_AFTER else 0
