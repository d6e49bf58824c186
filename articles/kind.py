"""What is particular to articles: nothing; they are what every page is."""

from kmsite.pages.kinds import Kind
from kmsite.pages.models import Page


class ArticleKind(Kind):
    """Pages of the kind `article`."""

    name = Page.Kind.ARTICLE.value
