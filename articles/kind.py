"""What is particular to articles: hardly anything; they are what every page is."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise

from kmsite.pages.kinds import Entry, Kind
from kmsite.pages.models import Page
from kmsite.pages.terms_inside import wanting


class ArticleKind(Kind):
    """Pages of the kind `article`: they may say that they want no links to terms."""

    name = Page.Kind.ARTICLE.value

    def completed(self, entry: Entry) -> dict[str, Any]:
        return wanting.wishing({}, wanting.wish_of(entry))

    def readable(self, entry: Entry) -> dict[str, tuple[str | Promise, str]]:
        return {**wanting.readable(entry)}
