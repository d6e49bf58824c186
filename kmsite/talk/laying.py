"""Comments as a page shows them: links laid for all its readers, and no id that clashes with its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kmsite.pages.models import Page
from kmsite.pages.names.naming import winners
from kmsite.talk.models import Comment
from kmsite.text.links import Target, keys_of, lay

_STORED = re.compile(
    r'<a class="wikilink" data-key="[^"]*" data-title="[^"]*" data-anchor="[^"]*">([^<]*)</a>'
)
_TAG = re.compile(r"<(?:[^\"<>]|\"[^\"]*\")*>")
_ID = re.compile(r' (id="|href="#)')
_HEADING = re.compile(r"<(/?)h[1-6]\b")


def laid(comments: Iterable[Comment], page: Page) -> dict[int, str]:
    """Return the HTML of each of `comments` on `page`, by its id; two statements at most."""
    comments = list(comments)
    targets = _targets(page, {key for comment in comments for key in keys_of(comment.html)})
    return {comment.pk: _laid(comment, targets) for comment in comments}


def _laid(comment: Comment, targets: dict[str, Target]) -> str:
    html = lay(_without_red(comment.html, targets), targets)
    return _TAG.sub(lambda tag: _apart(tag[0], f"c{comment.pk}-"), html)


def _without_red(html: str, targets: dict[str, Target]) -> str:
    """Let links that lead nowhere, or not for everybody, be words."""
    if set(keys_of(html)) <= targets.keys():
        return html
    return _STORED.sub(lambda link: link[0] if keys_of(link[0])[0] in targets else link[1], html)


def _apart(tag: str, mark: str) -> str:
    """Return a tag whose id, or link to one, bears `mark`; a heading is none of the page's."""
    return _HEADING.sub(r"<\1h6", _ID.sub(rf" \g<1>{mark}", tag))


def _targets(page: Page, keys: set[str]) -> dict[str, Target]:
    """Return where the links `keys` lead, as far as every reader of `page` may see it."""
    if not keys:
        return {}
    meant = winners(page.pk, keys)
    pages = Page.objects.shared_with(page).in_bulk(set(meant.values()))
    return {
        key: Target(pages[id].get_absolute_url(), pages[id].title) for key, id in meant.items() if id in pages
    }
