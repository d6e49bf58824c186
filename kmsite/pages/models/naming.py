"""The names and addresses of pages, and the links that use them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kmsite.pages.models.page import Page
from kmsite.pages.querysets import LinkQuerySet

LONGEST_KEY = 400
LONGEST_ANCHOR = 200


class Name(models.Model):
    """One name a page is known by; wiki links, the switcher and near titles look here."""

    class Kind(models.TextChoices):
        TITLE = "title", _("title")
        ALIAS = "alias", _("alias")
        FORMER = "former", _("former title")
        ADMITTED = "admitted", _("admitted name")
        ACRONYM = "acronym", _("acronym")
        VARIANT = "variant", _("variant spelling")
        HIDDEN = "hidden", _("hidden name, for search only")
        DEPRECATED = "deprecated", _("deprecated name")

    class Case(models.TextChoices):
        ANY = "any", _("any case")
        EXACT = "exact", _("exactly as written")

    class Autolink(models.TextChoices):
        AUTO = "auto", _("link by itself")
        MANUAL = "manual", _("link where asked")
        NEVER = "never", _("never link")

    page = models.ForeignKey(Page, models.CASCADE, related_name="names", db_index=False)
    text = models.CharField(max_length=200)
    key = models.CharField(max_length=LONGEST_KEY, db_collation="C")
    kind = models.CharField(max_length=12, choices=Kind)
    case = models.CharField(max_length=8, choices=Case, default=Case.ANY)
    autolink = models.CharField(max_length=8, choices=Autolink, default=Autolink.MANUAL)
    #: Whether texts are linked by it now: what follows from `autolink`, its kind and the state of its page.
    is_linked = models.BooleanField(default=False, db_default=False)
    #: The key of the domain in which it means this page, where another page has the name too.
    area = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint("page", "key", "kind", name="a_page_has_a_name_once"),
            models.UniqueConstraint("page", condition=Q(kind="title"), name="a_page_has_one_title"),
        ]
        indexes = [
            models.Index("key", "page", name="name_by_key"),
            models.Index("key", "page", condition=~Q(kind="title"), name="name_besides_the_title"),
            models.Index("page", condition=Q(is_linked=True), name="name_that_is_linked"),
        ]

    def __str__(self) -> str:
        return self.text


class StopPhrase(models.Model):
    """Words that never become a link to a term, and hide the names within them from being linked."""

    text = models.CharField(_("phrase"), max_length=200)
    key = models.CharField(max_length=LONGEST_KEY, unique=True, db_collation="C", editable=False)

    class Meta:
        verbose_name = _("stop phrase")
        verbose_name_plural = _("stop phrases")

    def __str__(self) -> str:
        return self.text


class Naming(models.Model):
    """One row: how often the names changed by which texts are linked. Each process reads them anew then."""

    version = models.BigIntegerField(default=1)

    def __str__(self) -> str:
        return f"names {self.version}"


class Redirect(models.Model):
    """An address a page once had. It leads to the page for ever, and nowhere once the page was purged."""

    kind = models.CharField(max_length=12, choices=Page.Kind)
    slug = models.CharField(max_length=200, db_collation="C")
    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="redirects")

    class Meta:
        constraints = [models.UniqueConstraint("kind", "slug", name="an_old_address_leads_to_one_page")]

    def __str__(self) -> str:
        return self.slug


class Link(models.Model):
    """A link in a page's text. `key` is a folded name, "section/title", or an address ("/articles/…")."""

    source = models.ForeignKey(Page, models.CASCADE, related_name="links", db_index=False)
    target = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="backlinks", db_index=False)
    key = models.CharField(max_length=LONGEST_KEY, db_collation="C")
    anchor = models.CharField(max_length=LONGEST_ANCHOR, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("source", "key", "anchor", name="a_link_is_kept_once")]
        indexes = [
            models.Index("target", "source", name="link_by_target"),
            models.Index("key", condition=Q(target=None), name="link_wanted_by_key"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.key}"


class HeadingAlias(models.Model):
    """An id that a heading of a page once had, and the id of the heading that took its place."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="heading_aliases", db_index=False)
    old = models.CharField(max_length=LONGEST_ANCHOR)
    new = models.CharField(max_length=LONGEST_ANCHOR)

    class Meta:
        constraints = [models.UniqueConstraint("page", "old", name="an_old_heading_leads_to_one_place")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
