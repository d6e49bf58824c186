"""Sources: where a definition, a note or a claim comes from."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """A record that many definitions can refer to. Any of it may be missing; `sourcing.missing` says what."""

    class Kind(models.TextChoices):
        BOOK = "book", _("book")
        ARTICLE = "article", _("article")
        WEB = "web", _("web page")
        REPORT = "report", _("report")
        PERSON = "person", _("person")
        STANDARD = "standard", _("standard")
        INTERNAL = "internal", _("our own")
        UNKNOWN = "unknown", _("unknown")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.UNKNOWN)
    title = models.CharField(_("title"), max_length=300, blank=True)
    authors = models.CharField(
        _("authors"), max_length=300, blank=True, help_text=_("Family name first, several with semicolons.")
    )
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=200, blank=True, help_text=_("Of a person."))
    container = models.CharField(
        _("published in"), max_length=300, blank=True, help_text=_("Journal, book or site, volume, pages.")
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    date_text = models.CharField(_("date as given"), max_length=100, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    doi = models.CharField(_("DOI"), max_length=200, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    accessed_on = models.DateField(_("accessed on"), null=True, blank=True)
    archived_excerpt = models.TextField(_("excerpt kept"), blank=True)
    quoted_in = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="quotes",
        verbose_name=_("found quoted in"),
    )
    note = models.CharField(_("note"), max_length=500, blank=True)
    #: Raised by every change, so that two curators do not overwrite one another.
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.UniqueConstraint("doi", condition=~Q(doi=""), name="a_doi_is_one_source"),
            models.CheckConstraint(
                condition=Q(quoted_in=None) | ~Q(quoted_in=models.F("id")), name="no_source_quotes_itself"
            ),
        ]

    def __str__(self) -> str:
        by = self.authors or self.organisation
        named = ", ".join(part for part in (by, self.title) if part)
        when = str(self.year or self.date_text or "")
        return f"{named} ({when})" if named and when else named or when or str(self.get_kind_display())
