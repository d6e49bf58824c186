"""What has an address, what was ever written on it, and every name it is known by."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase, TagBase

from kmsite.pages.querysets import PageQuerySet, RevisionQuerySet

PUBLIC = 0
SIGNED_IN = -1


class Audience(models.Model):
    """Who may read. Row 0 is everyone, row -1 everyone signed in; both come with the first migration."""

    name = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.name


class AudienceMember(models.Model):
    """A person in an audience. Filled by whoever owns the audience."""

    audience = models.ForeignKey(Audience, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="audiences")

    class Meta:
        constraints = [
            models.UniqueConstraint("user", "audience", name="a_person_is_in_an_audience_once"),
        ]


class Tag(TagBase):
    """A tag; `key` is its name folded, so that Red and red are one."""

    key = models.CharField(max_length=100, unique=True, db_collation="C")

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")


class PageTag(ItemBase):
    """A tag on a page. Written by `editing` only: taggit's own doors are for reading."""

    content_object = models.ForeignKey("Page", models.CASCADE, related_name="page_tags")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="page_tags")

    class Meta:
        constraints = [models.UniqueConstraint("content_object", "tag", name="a_page_has_a_tag_once")]


class Page(models.Model):
    """One thing with an address: narrow, so that lists read little. Its text stands in `Revision`."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("article")

    kind = models.CharField(max_length=12, choices=Kind)
    slug = models.CharField(max_length=200, db_collation="C")
    title = models.CharField(max_length=200)
    title_key = models.CharField(max_length=400, db_collation="C")
    lede = models.CharField(max_length=500, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    position = models.PositiveIntegerField(default=0)
    current = models.ForeignKey("Revision", models.PROTECT, null=True, related_name="+")
    audience = models.ForeignKey(Audience, models.PROTECT, null=True, blank=True, related_name="+")
    reach = models.IntegerField(default=PUBLIC)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    trashed_at = models.DateTimeField(null=True, blank=True)
    trash = models.UUIDField(null=True, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    tags = TaggableManager(through=PageTag, blank=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("kind", "slug", name="an_address_is_given_once"),
            models.UniqueConstraint(
                "kind",
                Coalesce("parent", 0),
                "title_key",
                condition=Q(trashed_at=None, merged_into=None, kind="article"),
                name="siblings_have_different_titles",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=models.F("id")), name="no_page_is_its_own_parent"
            ),
        ]
        indexes = [
            models.Index("parent", "position", "id", name="page_among_siblings"),
            models.Index(
                "reach",
                "kind",
                models.F("changed_at").desc(),
                models.F("id").desc(),
                condition=Q(trashed_at=None, merged_into=None),
                name="page_by_reach_and_change",
            ),
            models.Index(
                "kind",
                models.F("changed_at").desc(),
                models.F("id").desc(),
                condition=Q(trashed_at=None, merged_into=None),
                name="page_by_change",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/{self.kind}s/{self.slug}/"


class Revision(models.Model):
    """What a page said once, for ever. `structure` holds what is versioned beside the body."""

    page = models.ForeignKey(Page, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    base = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="revisions")
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    summary = models.CharField(max_length=300, blank=True)
    minor = models.BooleanField(default=False)
    title = models.CharField(max_length=200)
    body = models.TextField()
    structure = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    key = models.CharField(max_length=64, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("page", "number", name="revisions_of_a_page_are_numbered"),
            models.UniqueConstraint("by", "key", condition=~Q(key=""), name="a_form_is_saved_once"),
        ]
        indexes = [models.Index(models.F("at").desc(), models.F("id").desc(), name="revision_by_time")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Rendering(models.Model):
    """What is derived from a page's text: HTML with unlaid wiki links, contents, plain text."""

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    html = models.TextField()
    toc = models.JSONField(default=list)
    text = models.TextField()


class Shown(models.Model):
    """How often a page's frame changed; bumped last in the transaction by every writer that changes it."""

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True)
    version = models.BigIntegerField(default=1)


class SearchEntry(models.Model):
    """What search reads of a page: folded, weighted, with its reach copied beside it."""

    page = models.OneToOneField(Page, models.CASCADE, primary_key=True)
    reach = models.IntegerField()
    kind = models.CharField(max_length=12)
    changed_at = models.DateTimeField()
    # The two tsvector columns are added by SQL in the first migration: title, words.


class Name(models.Model):
    """One name a page is known by; wiki links, the switcher and near titles look here."""

    class Kind(models.TextChoices):
        TITLE = "title", _("title")
        ALIAS = "alias", _("alias")
        FORMER = "former", _("former title")

    class Case(models.TextChoices):
        ANY = "any", _("any case")
        EXACT = "exact", _("exactly as written")

    class Autolink(models.TextChoices):
        AUTO = "auto", _("link by itself")
        MANUAL = "manual", _("link where asked")
        NEVER = "never", _("never link")

    page = models.ForeignKey(Page, models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    key = models.CharField(max_length=400, db_collation="C")
    kind = models.CharField(max_length=12, choices=Kind)
    case = models.CharField(max_length=8, choices=Case, default=Case.ANY)
    autolink = models.CharField(max_length=8, choices=Autolink, default=Autolink.MANUAL)

    class Meta:
        constraints = [
            models.UniqueConstraint("page", "key", "kind", name="a_page_has_a_name_once"),
            models.UniqueConstraint("page", condition=Q(kind="title"), name="a_page_has_one_title"),
        ]
        indexes = [models.Index("key", "page", name="name_by_key")]

    def __str__(self) -> str:
        return self.text


class Redirect(models.Model):
    """An address a page once had. It leads to the page for ever."""

    kind = models.CharField(max_length=12, choices=Page.Kind)
    slug = models.CharField(max_length=200, db_collation="C")
    page = models.ForeignKey(Page, models.CASCADE, related_name="redirects")

    class Meta:
        constraints = [models.UniqueConstraint("kind", "slug", name="an_old_address_leads_to_one_page")]


class Link(models.Model):
    """A link in a page's text. `key` is the folded name, or an address that begins with a slash."""

    source = models.ForeignKey(Page, models.CASCADE, related_name="links")
    target = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="backlinks")
    key = models.CharField(max_length=400, db_collation="C")
    anchor = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("source", "key", "anchor", name="a_link_is_kept_once")]
        indexes = [
            models.Index("target", name="link_by_target"),
            models.Index("key", condition=Q(target=None), name="link_wanted_by_key"),
        ]
