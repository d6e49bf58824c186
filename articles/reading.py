"""What an article shows to all of its readers alike."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Left
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from articles.headings import contents, with_heading_links, with_old_ids
from articles.models import Article
from kmsite.attachments.laying import with_sizes
from kmsite.pages.endings.archiving import archived_by
from kmsite.pages.names.headings import old_ids
from kmsite.pages.shown import marking
from kmsite.pages.shown.framing import Frame, frame
from kmsite.pages.shown.marking import Marks, breadcrumbs, marks
from kmsite.pages.terms_inside import autolinking
from kmsite.pages.terms_inside.autolinking import Laid, areas_of, version_now
from kmsite.pages.terms_inside.wanting import wants_terms, wish
from kmsite.recognition.contributing import uses
from kmsite.recognition.foot import foot as recognised
from kmsite.stewardship.reading import looked_after
from kmsite.talk.foot import foot
from kmsite.text.excerpts import excerpt
from kmsite.text.links import Target, lay
from kmsite.text.terms import CHOICES

TEMPLATE = "articles/article_read.html"
_COLUMNS = (
    "kind", "slug", "title", "lede", "parent_id", "position", "reach", "changed_at", "current_id",
    "archived_at", "created_at", "language",
    "current__number", "current__at", "current__minor", "current__by__username", "current__by__name",
    "rendering__html", "rendering__toc",
)  # fmt: skip


def context(page: int) -> dict[str, Any] | None:
    """Return what `TEMPLATE` shows of the article with the id `page`; None when it is no longer live.

    Five statements, one for its own pictures, and two in the archive. Nothing in it depends on who reads
    (`kmsite.pages.shown.framing`), so all readers share it.
    """
    article = _article(page)
    if article is None:
        return None
    around = frame(article)
    address = article.get_absolute_url()
    linked = with_terms(article, around)
    html = with_sizes(with_heading_links(with_old_ids(linked.html, article.old_ids)), article)
    return {
        "page": article,
        "frame": around,
        "archived": archived_by(article) if article.archived_at else None,
        "actions": "archived" if article.archived_at else "actions",
        "body": mark_safe(html),  # noqa: S308 - sanitised when it was saved
        "contents": _contents(article.rendering.toc),
        "terms": _printed(autolinking.terms_of(linked, around, version=article.naming)),
        "marks": _marks(article, around),
        "talk": foot(article),
        "recognised": recognised(article, uses=article.uses),
        "looked_after": looked_after(article),
        "canonical": f"{settings.BASE_URL}{address}",
        "source": f"{address.removesuffix('/')}.md",
        "feed": f"{address.removesuffix('/')}.atom",
        "nav": "articles",
    }


def with_terms(article: Article, around: Frame) -> Laid:
    """Return the text of `article` with its links, and with links to terms unless it wants none."""
    html = lay(article.rendering.html, around.targets)
    if not wants_terms(article.wish):
        return Laid(html, (), 0)
    return autolinking.laid(html, article.pk, areas_of(around), version=article.naming)


def _marks(article: Article, around: Frame) -> Marks | None:
    """Return what machines are told; on the way stands only what all readers of the article may see."""
    said = article.lede or excerpt(article.opening)
    way = [
        (_("Articles"), reverse("articles:index")),
        *((crumb.title, crumb.address) for crumb in around.crumbs),
    ]
    here = (article.title, article.get_absolute_url())
    return marks(article, said, marking.article(article, said), breadcrumbs([*way, here]))


def _printed(terms: list[Target]) -> list[Target]:
    """Return `terms` with the short addresses that stand below a printed page."""
    slugs = [term.href.strip("/").rpartition("/")[2] for term in terms]
    return [
        Target(f"{settings.BASE_URL}{CHOICES}{slug}/", term.title)
        for slug, term in zip(slugs, terms, strict=True)
    ]


def _contents(toc: list[dict[str, Any]]) -> str:
    """Return the table of contents as HTML, because a page shows it in two places; empty for none."""
    entries = contents(toc)
    return render_to_string("articles/_article_contents.html", {"entries": entries}) if entries else ""


def _article(page: int) -> Article | None:
    """Fetch the columns that a page shows, the version of its frame and the beginning of its text."""
    narrow = Article.objects.live().with_current().with_text().only(*_COLUMNS)
    opening = Left("rendering__text", 1000)
    articles = narrow.annotate(
        version=F("shown__version"),
        opening=opening,
        old_ids=old_ids(),
        naming=version_now(),
        wish=wish(),
        uses=uses(),
    )
    return articles.filter(pk=page).first()
