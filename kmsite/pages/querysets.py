"""Every read of pages, revisions, links and tags: chainable, in the field's words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Count, F, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Left

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

    def trashed(self) -> Self:
        """Keep pages that are in the trash."""
        return self.filter(trashed_at__isnull=False)

    def trashed_first(self) -> Self:
        """Keep pages that were put into the trash themselves, not with a page above them."""
        return self.trashed().exclude(parent__trash=F("trash"))

    def archived(self) -> Self:
        """Keep pages that are in the archive."""
        return self.filter(archived_at__isnull=False)

    def unarchived(self) -> Self:
        """Keep pages that are not in the archive."""
        return self.filter(archived_at=None)

    def readable_by(self, user: Any) -> Self:
        """Keep pages whose reach `user` may read, the trash included: `visible_to` for what is live."""
        return self.filter(reach__in=readable_reaches(user))

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
        """Order siblings as people put them; from the parent on, or no index of that order is recognised."""
        return self.order_by("parent_id", "position", "id")

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
        rows = self.select_related("page", "by", "on_behalf_of")
        return rows.defer("body", "structure").order_by("-at", "-id")

    def before(self, at: Any, id: int) -> Self:
        """Keep what comes after (`at`, `id`) in `recent`: the next page of a list."""
        return self.filter(at__lte=at).filter(Q(at__lt=at) | Q(id__lt=id))

    def history(self) -> Self:
        """Order by number, the newest first, with the writer in the same statement, without the texts."""
        return self.select_related("by", "on_behalf_of").defer("body", "structure").order_by("-number")


class LedgerQuerySet(models.QuerySet):
    """Deeds."""

    def visible_to(self, user: Any) -> Self:
        """Keep deeds done to live pages that `user` may read."""
        return self.filter(
            page__trashed_at=None, page__merged_into=None, page__reach__in=readable_reaches(user)
        )

    def of_verbs(self, verbs: Iterable[str]) -> Self:
        """Keep deeds of these kinds."""
        return self.filter(verb__in=verbs)

    def besides_saves(self) -> Self:
        """Keep deeds that saved no revision."""
        return self.filter(revision=None)

    def without_minor(self) -> Self:
        """Leave out saves that their writers called minor."""
        return self.exclude(revision__minor=True)

    def by_person(self, person: Any) -> Self:
        """Keep what `person` did."""
        return self.filter(by=person)

    def recent(self) -> Self:
        """Order by time, the newest first, with who did it in the same statement."""
        return self.select_related("by").order_by("-at", "-id")


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

    def at(self, slug: str) -> Self:
        """Keep the tag to which the address `slug` leads, its own or a former one."""
        return self.filter(Q(slug=slug, merged_into=None) | Q(merged__slug=slug))

    def by_name(self) -> Self:
        """Order by folded name."""
        return self.order_by(F("key").asc())


class KeptDraftQuerySet(models.QuerySet):
    """Drafts, and texts that were sent and not saved. Nobody sees those of others."""

    def of(self, user: Any) -> Self:
        """Keep what `user` was writing."""
        return self.filter(owner=user)

    def of_nobody(self) -> Self:
        """Keep what was sent without being signed in and waits for whoever holds the secret."""
        return self.filter(owner=None)

    def on(self, page: Any) -> Self:
        """Keep drafts of a change of `page`; of a new page if that is None."""
        return self.filter(page=page)

    def newest_first(self) -> Self:
        """Order by time, the newest first."""
        return self.order_by("-at", "-id")

    def with_page(self) -> Self:
        """Fetch the page and its current revision in the same statement."""
        return self.select_related("page__current")

    def without_texts(self) -> Self:
        """Fetch of each only its page, `title` and how its text begins, `start`."""
        title, body = KeyTextTransform("title", "fields"), KeyTextTransform("body", "fields")
        start = Left(body, 200)
        return self.select_related("page").defer("fields").annotate(title=title, start=start)


class PresenceQuerySet(models.QuerySet):
    """Who has a page open in the editor."""

    def on(self, page: Any) -> Self:
        """Keep those who edit `page`."""
        return self.filter(page=page)

    def heard_since(self, moment: Any) -> Self:
        """Keep those who were heard of after `moment`."""
        return self.filter(seen__gt=moment)
