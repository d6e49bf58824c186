"""Wiki articles: pages of the kind `article`."""

from kmsite.pages.models import Page
from kmsite.pages.querysets import PageQuerySet


class ArticleManager(PageQuerySet.as_manager().__class__):
    def get_queryset(self):
        return super().get_queryset().filter(kind=Page.Kind.ARTICLE)


class Article(Page):
    """A wiki page. A proxy until it has a column of its own (`docs/decisions/`)."""

    objects = ArticleManager()

    class Meta:
        proxy = True
