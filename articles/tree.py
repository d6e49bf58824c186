"""The tree of articles, as much of it as fits on a page."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from articles.models import Article

LEVELS = 3
CHILDREN_AT_MOST = 20
PAGES_AT_MOST = 400


@dataclass
class Branch:
    """An article and what stands below it; `more` says that not all of it is here."""

    page: Article
    below: list[Branch] = field(default_factory=list)
    more: bool = False


def grown(visible: QuerySet[Article], pages: list[Article]) -> list[Branch]:
    """Return `pages` as branches, each with what `visible` holds below it, in order.

    One query a level. A page shows its first 20 children, three levels are shown at most, and none is begun
    once 400 pages stand there: the rest is a link away. So the cost does not grow with the site.
    """
    roots = [Branch(page) for page in pages]
    level, total = roots, len(roots)
    for depth in range(1, LEVELS + 1):
        children = _children(visible, level) if level else {}
        stop = depth == LEVELS or total + sum(map(len, children.values())) > PAGES_AT_MOST
        for branch in level:
            found = children.get(branch.page.pk, [])
            branch.more = bool(found) if stop else len(found) > CHILDREN_AT_MOST
            branch.below = [] if stop else [Branch(page) for page in found[:CHILDREN_AT_MOST]]
        level = [below for branch in level for below in branch.below]
        total += len(level)
    return roots


def _children(visible: QuerySet[Article], level: list[Branch]) -> dict[int, list[Article]]:
    """Return the first children of every branch by the id of its page, one more than is shown."""
    first = visible.filter(parent=OuterRef("pk")).in_order().values("pk")[: CHILDREN_AT_MOST + 1]
    parents = Article.objects.filter(pk__in=[branch.page.pk for branch in level])
    ids = dict(parents.values_list("pk", ArraySubquery(first)))
    pages = visible.in_bulk([pk for children in ids.values() for pk in children])
    return {parent: [pages[pk] for pk in children if pk in pages] for parent, children in ids.items()}
