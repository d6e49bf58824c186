"""The term: a page that defines a concept, and the names it has taken."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from glossary.models.domain import Domain
from glossary.querysets import ClaimQuerySet, TermQuerySet
from kmsite.pages.models import Name, Page

LONGEST_GLOSS = 280


class Term(Page):
    """A concept with its names. The title is its preferred name, the lede its gloss, the text what is longer.

    What a revision holds of it is an `Entry`; the columns here, and the tables beside it, say what the
    current revision says (`recording`).
    """

    KIND = Page.Kind.TERM

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        REVIEW = "review", _("in review")
        APPROVED = "approved", _("approved")
        DEPRECATED = "deprecated", _("deprecated")

    page = models.OneToOneField(Page, models.CASCADE, parent_link=True, primary_key=True, related_name="term")
    #: What it is called in files that leave this site or come to it, through all renaming.
    uid = models.UUIDField(unique=True, default=uuid4, db_default=RandomUUID(), editable=False)
    domain = models.ForeignKey(
        Domain, models.PROTECT, null=True, blank=True, related_name="terms", verbose_name=_("domain")
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.DRAFT)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name=_("replaced by")
    )
    is_contested = models.BooleanField(_("contested"), default=False)
    steward = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="terms",
        verbose_name=_("steward"),
    )
    review_due = models.DateField(_("review due"), null=True, blank=True)
    is_shareable = models.BooleanField(_("public card"), default=False)
    #: The rules of the preferred name; those of the other names stand in their rows.
    case = models.CharField(_("case"), max_length=8, choices=Name.Case, default=Name.Case.ANY)
    autolink = models.CharField(_("links"), max_length=8, choices=Name.Autolink, default=Name.Autolink.AUTO)

    objects = models.Manager.from_queryset(TermQuerySet)()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            models.CheckConstraint(
                condition=Q(replaced_by=None) | Q(status="deprecated"),
                name="only_a_deprecated_term_is_replaced",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | ~Q(replaced_by=F("page")), name="no_term_replaces_itself"
            ),
        ]
        indexes = [models.Index("status", "review_due", name="term_by_status_and_review")]

    def __str__(self) -> str:
        return self.title

    @property
    def gloss(self) -> str:
        return self.lede

    @property
    def replacement(self) -> Term | None:
        """The term to use instead; None where there is none, or it is in the trash."""
        return self.replaced_by if self.replaced_by and self.replaced_by.is_live else None


class Claim(models.Model):
    """A name that a term has within its domain; `key` is folded as search folds it, spelling aside.

    A term in the trash keeps its names: it may come back.
    """

    term = models.ForeignKey(Term, models.CASCADE, related_name="claims", db_index=False)
    domain = models.ForeignKey(Domain, models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=400, db_collation="C")
    #: The name as it is written, and a `Name.Kind`: what the list from A to Z shows.
    text = models.CharField(max_length=200, db_default="")
    kind = models.CharField(max_length=12, choices=Name.Kind, db_default="")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("term", "key", name="a_term_claims_a_name_once"),
            models.UniqueConstraint(
                "key", "domain", nulls_distinct=False, name="a_name_is_one_term_in_a_domain"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} is {self.term_id}"
