"""What people propose to the curators."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from glossary.models.term import Term
from glossary.querysets import ProposalQuerySet
from kmsite.pages.models import Revision


class Proposal(models.Model):
    """A new term, or a change of one, that waits for a decision.

    `said` is a whole draft as plain JSON: {"title", "lede", "tags", "body", "entry"}, started from revision
    number `base`. A source that is no record yet has a negative id, and its columns in `entry["sources"]`.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    term = models.ForeignKey(Term, models.CASCADE, null=True, blank=True, related_name="proposals")
    base = models.PositiveIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="proposals", db_index=False)
    at = models.DateTimeField(_("time"))
    said = models.JSONField(default=dict)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(_("reason of the decision"), max_length=500, blank=True)
    #: When the proposer said that they know of it.
    seen_at = models.DateTimeField(null=True)
    #: What came of it.
    revision = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="+")
    #: Chosen by the form: one form is one proposal.
    key = models.CharField(max_length=64, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints = [
            models.UniqueConstraint("by", "key", condition=~Q(key=""), name="a_form_proposes_once"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "withdrawn"]) | Q(decided_at__isnull=False),
                name="a_decision_has_a_time",
            ),
        ]
        indexes = [
            models.Index(F("at").desc(), F("id").desc(), condition=Q(state="open"), name="proposal_open"),
            models.Index("by", F("at").desc(), F("id").desc(), name="proposal_by_person"),
            models.Index(
                "by",
                condition=Q(state__in=["accepted", "declined"], seen_at=None),
                name="proposal_with_news",
            ),
        ]

    def __str__(self) -> str:
        return str(self.said.get("title", ""))

    @property
    def has_news(self) -> bool:
        """Whether it was decided, and whoever proposed it has not said that they know."""
        return self.state in (self.State.ACCEPTED, self.State.DECLINED) and self.seen_at is None
