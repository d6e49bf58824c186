"""The list of communities: which of them somebody sees, by stage, tag and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import QueryDict

from communities.models import Community, Membership, Stage
from kmsite.pages.models import Tag
from kmsite.text.names import name_key

MOST_WORDS, LONGEST_WORDS = 8, 200
MOST_OF_MINE = 100
MOST_TAGS = 40
ON_HOME = 6
EVERY = "every"


@dataclass(frozen=True)
class Choice:
    """What somebody looks for: a stage ("" is all but the archive), a tag, words of name and purpose."""

    stage: str = ""
    tag: str = ""
    words: str = ""

    @classmethod
    def asked(cls, asked: QueryDict) -> Choice:
        """Read what an address asks for; what means nothing counts as not asked."""
        stage = asked.get("stage", "")
        known = stage in (*Stage.Name.values, EVERY)
        words = asked.get("q", "").replace("\0", " ")[:LONGEST_WORDS].strip()
        return cls(stage if known else "", asked.get("tag", "").replace("\0", "")[:LONGEST_WORDS], words)

    @property
    def is_made(self) -> bool:
        return bool(self.stage or self.tag or self.words)


def listed(user: Any, choice: Choice) -> QuerySet[Community]:
    """Return the communities that `user` sees and asks for, each with `stage_name` and `members`."""
    found = with_stage(Community.objects.visible_to(user))
    people = Membership.objects.current().filter(community=OuterRef("pk")).order_by().values("community")
    members = Subquery(people.annotate(number=Count("pk")).values("number"))
    found = _chosen(found, choice)
    return found.annotate(members=Coalesce(members, 0))


def with_stage(communities: QuerySet[Community]) -> QuerySet[Community]:
    """Annotate `communities` with the name of the stage that each is in, as `stage_name`."""
    newest = Stage.objects.filter(community=OuterRef("pk")).order_by("-at", "-id").values("name")[:1]
    return communities.annotate(stage_name=Subquery(newest))


def proposals(user: Any) -> int:
    """Return how many proposed communities wait, of those that `user` sees."""
    seen = with_stage(Community.objects.visible_to(user).unarchived())
    return seen.filter(stage_name=Stage.Name.PROPOSED).count()


def mine(user: Any, found: QuerySet[Community]) -> list[Community]:
    """Return those of `found` that `user` belongs to, by name."""
    return list(found.of_member(user).by_title()[:MOST_OF_MINE]) if user.is_authenticated else []


def others(user: Any, found: QuerySet[Community]) -> QuerySet[Community]:
    """Return those of `found` that `user` does not belong to."""
    if not user.is_authenticated:
        return found
    return found.exclude(pk__in=Community.objects.of_member(user).values("pk"))


def on_home(user: Any) -> list[Community]:
    """Return some communities for the front door: those of `user` first (`is_mine`), then the liveliest."""
    seen = Community.objects.visible_to(user).unarchived()
    belongs = Membership.objects.filter(community=OuterRef("pk"), user=user.pk, left_at=None)
    return list(seen.annotate(is_mine=Exists(belongs)).order_by("-is_mine", "-changed_at", "-id")[:ON_HOME])


def tags_for(user: Any) -> list[Tag]:
    """Return the tags of the communities that `user` sees, by name."""
    seen = Community.objects.visible_to(user).values("pk")
    return list(Tag.objects.filter(page_tags__content_object__in=seen).distinct().by_name()[:MOST_TAGS])


def _chosen(found: QuerySet[Community], choice: Choice) -> QuerySet[Community]:
    if choice.stage in Stage.Name.values:
        found = found.filter(stage_name=choice.stage)
    elif not choice.stage:
        found = found.unarchived()
    if choice.tag:
        found = found.filter(page_tags__tag__in=Tag.objects.at(choice.tag))
    for word in choice.words.split()[:MOST_WORDS]:
        found = found.filter(Q(title_key__contains=name_key(word)) | Q(lede__icontains=word))
    return found
