"""Wiki articles: pages of the kind `article`."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kmsite.pages.models import Page
from kmsite.pages.querysets import PageQuerySet


class ArticleManager(models.Manager.from_queryset(PageQuerySet)):
    """Pages of the kind `article` only."""

    def get_queryset(self) -> PageQuerySet:
        return super().get_queryset().of_kind(Page.Kind.ARTICLE)


class Article(Page):
    """A wiki page. A proxy until it has a column of its own (`docs/decisions/0006-article-is-a-proxy.md`)."""

    KIND = Page.Kind.ARTICLE

    objects = ArticleManager()

    class Meta:
        proxy = True
        verbose_name = _("article")
        verbose_name_plural = _("articles")
