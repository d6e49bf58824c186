"""The page: everything with an address."""

from __future__ import annotations

from urllib.parse import quote

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from kmsite.pages.models.audience import Audience
from kmsite.pages.models.tag import PageTag
from kmsite.pages.querysets import PageQuerySet
from kmsite.pages.reach import PUBLIC

LIVE = Q(trashed_at=None, merged_into=None)


class Page(models.Model):
    """One thing with an address: narrow, so that lists read little. Its text stands in `Revision`."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("article")
        TERM = "term", _("term")
        COMMUNITY = "community", _("community")
        DISCUSSION = "discussion", _("discussion")
        EVENT = "event", _("event")

    #: The first part of the address of each kind.
    SHELVES = {
        Kind.ARTICLE.value: "articles",
        Kind.TERM.value: "glossary",
        Kind.COMMUNITY.value: "communities",
        Kind.DISCUSSION.value: "discussions",
        Kind.EVENT.value: "events",
    }

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    slug = models.CharField(_("address"), max_length=200, db_collation="C")
    title = models.CharField(_("title"), max_length=200)
    title_key = models.CharField(max_length=400, db_collation="C")
    lede = models.CharField(_("lede"), max_length=500, blank=True)
    #: The text search configuration of Postgres for its words; empty means that of the site.
    language = models.CharField(_("language"), max_length=63, blank=True, default="", db_default="")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", db_index=False
    )
    position = models.PositiveIntegerField(default=0)
    current = models.ForeignKey("Revision", models.PROTECT, null=True, related_name="+")
    #: The page's own choice; empty means as its parent.
    audience = models.ForeignKey(
        Audience, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    #: Who may read in effect: 0 everyone, -1 everyone signed in, otherwise the id of an audience.
    reach = models.IntegerField(default=PUBLIC)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    trashed_at = models.DateTimeField(null=True, blank=True)
    #: What was put into the trash together has the same number here.
    trash = models.UUIDField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    tags = TaggableManager(through=PageTag, blank=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        constraints = [
            models.UniqueConstraint("kind", "slug", name="an_address_is_given_once"),
            # With the reach: a title that somebody may not see must not be found out by asking for it.
            models.UniqueConstraint(
                "kind",
                Coalesce("parent", 0),
                "reach",
                "title_key",
                condition=LIVE & Q(kind__in=("article", "community")),
                name="siblings_have_different_titles",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="no_page_is_its_own_parent"
            ),
            models.CheckConstraint(condition=Q(reach__gte=-1), name="a_reach_is_known"),
            models.CheckConstraint(
                condition=~Q(kind="term") | Q(reach=PUBLIC), name="a_term_is_for_everybody"
            ),
        ]
        indexes = [
            models.Index("parent", "position", "id", name="page_among_siblings"),
            models.Index(
                "reach",
                "kind",
                F("changed_at").desc(),
                F("id").desc(),
                condition=LIVE,
                name="page_by_reach_and_change",
            ),
            models.Index(
                "kind", F("changed_at").desc(), F("id").desc(), condition=LIVE, name="page_by_change"
            ),
            models.Index(
                F("changed_at").desc(), F("id").desc(), condition=LIVE, name="page_of_any_kind_by_change"
            ),
            models.Index("kind", "title_key", "id", condition=LIVE, name="page_by_title"),
            models.Index(
                "reach",
                "kind",
                "title_key",
                "id",
                condition=LIVE & Q(archived_at=None),
                name="page_by_reach_and_title",
            ),
            models.Index("trashed_at", "id", condition=~Q(trashed_at=None), name="page_in_the_trash"),
            models.Index(
                "language", "reach", condition=LIVE & ~Q(language=""), name="page_by_language_and_reach"
            ),
            models.Index("merged_into", condition=~Q(merged_into=None), name="page_merged_into"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/{self.SHELVES[self.kind]}/{quote(self.slug)}/"

    @property
    def is_live(self) -> bool:
        return self.trashed_at is None and self.merged_into_id is None
