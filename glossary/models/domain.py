"""Domains: the fields that a glossary is divided into."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from glossary.querysets import DomainQuerySet


class Domain(models.Model):
    """A field in which a name means one thing. Articles tagged with its name, or below it, are in it."""

    name = models.CharField(_("name"), max_length=100)
    #: The name, folded (`kmsite.text.names.name_key`).
    key = models.CharField(max_length=200, unique=True, db_collation="C", editable=False)
    slug = models.SlugField(_("address"), max_length=100, unique=True, allow_unicode=True)
    description = models.CharField(_("description"), max_length=500, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)

    objects = DomainQuerySet.as_manager()

    class Meta:
        verbose_name = _("domain")
        verbose_name_plural = _("domains")
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/terms/domains/{self.slug}/"
