"""Every read of pages, revisions, links and tags: chainable, in the field's words."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Count, F, Q

from kmsite.pages.reach import readable_reaches, shared_reaches


class PageQuerySet(models.QuerySet):
    """Pages. What a person may see starts with `visible_to`."""

    def live(self) -> Self:
        """Keep pages that are neither in the trash nor merged into another."""
        return self.filter(trashed_at=None, merged_into=None)

    def visible_to(self, user: Any) -> Self:
        """Keep live pages that `user` may read. One indexed condition."""
        return self.live().filter(reach__in=readable_reaches(user))

    def shared_with(self, page: Any) -> Self:
        """Keep live pages that every reader of `page` may read too."""
        return self.live().filter(reach__in=shared_reaches(page.reach))

    def of_kind(self, kind: str) -> Self:
        """Keep pages of one kind."""
        return self.filter(kind=kind)

    def roots(self) -> Self:
        """Keep pages that stand at the top."""
        return self.filter(parent=None)

    def children_of(self, page: Any) -> Self:
        """Keep pages directly below `page`."""
        return self.filter(parent=page)

    def tagged(self, tag: Any) -> Self:
        """Keep pages that carry `tag`."""
        return self.filter(page_tags__tag=tag)

    def linking_to(self, page: Any) -> Self:
        """Keep pages whose text links to `page`: its backlinks, each once."""
        return self.filter(id__in=page.backlinks.values("source"))

    def in_order(self) -> Self:
        """Order siblings as people put them."""
        return self.order_by("position", "id")

    def by_title(self) -> Self:
        """Order by folded title."""
        return self.order_by("title_key", "id")

    def recently_changed(self) -> Self:
        """Order by last change, the newest first."""
        return self.order_by("-changed_at", "-id")

    def changed_before(self, at: Any, id: int) -> Self:
        """Keep what comes after (`at`, `id`) in `recently_changed`: the next page of a list."""
        return self.filter(changed_at__lte=at).filter(Q(changed_at__lt=at) | Q(id__lt=id))

    def with_current(self) -> Self:
        """Fetch the current revision and its writer in the same statement."""
        return self.select_related("current__by")

    def with_text(self) -> Self:
        """Fetch the rendering in the same statement."""
        return self.select_related("rendering")


class RevisionQuerySet(models.QuerySet):
    """Revisions."""

    def visible_to(self, user: Any) -> Self:
        """Keep revisions of live pages that `user` may read."""
        return self.filter(
            page__trashed_at=None, page__merged_into=None, page__reach__in=readable_reaches(user)
        )

    def recent(self) -> Self:
        """Order by time, the newest first, with page and writer in the same statement, without the texts."""
        return self.select_related("page", "by").defer("body", "structure").order_by("-at", "-id")

    def before(self, at: Any, id: int) -> Self:
        """Keep what comes after (`at`, `id`) in `recent`: the next page of a list."""
        return self.filter(at__lte=at).filter(Q(at__lt=at) | Q(id__lt=id))

    def history(self) -> Self:
        """Order by number, the newest first, with the writer in the same statement, without the texts."""
        return self.select_related("by").defer("body", "structure").order_by("-number")


class LinkQuerySet(models.QuerySet):
    """Links."""

    def wanted(self) -> Self:
        """Keep red links: those that lead to no page."""
        return self.filter(target=None)


class TagQuerySet(models.QuerySet):
    """Tags."""

    def counted_for(self, user: Any) -> Self:
        """Keep tags that stand on a page `user` may read, and count those pages as `pages`."""
        return self.filter(
            page_tags__content_object__reach__in=readable_reaches(user),
            page_tags__content_object__trashed_at=None,
            page_tags__content_object__merged_into=None,
        ).annotate(pages=Count("page_tags"))

    def by_name(self) -> Self:
        """Order by folded name."""
        return self.order_by(F("key").asc())
