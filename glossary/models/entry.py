"""What a term says beside its text: definitions, notes, and how it relates to other terms."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from glossary.models.source import Source
from glossary.models.term import Term

LONGEST_KEY = 12


class Definition(models.Model):
    """One definition, with where it comes from. `key` stays the same through all versions of the entry."""

    class Fidelity(models.TextChoices):
        VERBATIM = "verbatim", _("word for word")
        ABRIDGED = "abridged", _("abridged")
        ADAPTED = "adapted", _("adapted")
        PARAPHRASE = "paraphrase", _("paraphrased")

    term = models.ForeignKey(Term, models.CASCADE, related_name="definitions", db_index=False)
    key = models.CharField(max_length=LONGEST_KEY, editable=False)
    position = models.PositiveIntegerField(_("position"), default=0)
    text = models.TextField(_("definition"))
    is_house = models.BooleanField(_("house definition"), default=False)
    reason = models.CharField(_("why this one"), max_length=500, blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="definitions", verbose_name=_("source")
    )
    fidelity = models.CharField(_("fidelity"), max_length=12, choices=Fidelity, blank=True)
    locator = models.CharField(_("where in it"), max_length=100, blank=True)
    via = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="passed_on",
        verbose_name=_("quoted via"),
    )
    since = models.SmallIntegerField(_("from year"), null=True, blank=True)
    until = models.SmallIntegerField(_("until year"), null=True, blank=True)

    class Meta:
        verbose_name = _("definition")
        verbose_name_plural = _("definitions")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint("term", "key", name="a_definition_is_kept_once"),
            models.UniqueConstraint(
                "term", condition=Q(is_house=True), name="a_term_has_one_house_definition"
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(since__lte=F("until")),
                name="a_period_begins_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Note(models.Model):
    """A note on a term. Those for editors stand nowhere on the site."""

    class Kind(models.TextChoices):
        SCOPE = "scope", _("scope")
        USAGE = "usage", _("usage")
        HISTORY = "history", _("history")
        EXAMPLE = "example", _("example")
        NOT = "not", _("what it is not")
        CRITIQUE = "critique", _("critique")
        QUESTION = "question", _("open question")
        EDITOR = "editor", _("for editors only")

    term = models.ForeignKey(Term, models.CASCADE, related_name="notes", db_index=False)
    key = models.CharField(max_length=LONGEST_KEY, editable=False)
    position = models.PositiveIntegerField(_("position"), default=0)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    text = models.TextField(_("note"))
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="notes", verbose_name=_("source")
    )

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint("term", "key", name="a_note_is_kept_once")]

    def __str__(self) -> str:
        return self.text[:80]


class Relation(models.Model):
    """What one term is to another. It stands in the entry of `term`; the other side shows by itself."""

    class Stance(models.TextChoices):
        ASSERTED = "asserted", _("asserted")
        DISPUTED = "disputed", _("disputed")
        HISTORIC = "historic", _("historic")

    term = models.ForeignKey(Term, models.CASCADE, related_name="relations", db_index=False)
    key = models.CharField(max_length=LONGEST_KEY, editable=False)
    position = models.PositiveIntegerField(_("position"), default=0)
    #: A key of `relating.KINDS`.
    kind = models.CharField(_("relation"), max_length=20)
    to = models.ForeignKey(Term, models.PROTECT, related_name="related_from", verbose_name=_("term"))
    stance = models.CharField(_("stance"), max_length=12, choices=Stance, default=Stance.ASSERTED)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="relations", verbose_name=_("source")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint("term", "key", name="a_relation_is_kept_once"),
            models.UniqueConstraint("term", "kind", "to", name="a_claim_between_terms_is_made_once"),
            models.CheckConstraint(condition=~Q(term=F("to")), name="no_term_relates_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.term_id} {self.kind} {self.to_id}"
