"""A version of a term, put together from its revision alone."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from django.utils.html import escape

from glossary.entry import Entry
from glossary.presenting import TermView, present
from glossary.presenting_relations import Ref, grouped, told_then
from kmsite.pages import kinds
from kmsite.pages.models import Page, Revision
from kmsite.text.links import Target, lay
from kmsite.text.rendering import Rendered, TextRefused, render


def then(revision: Revision) -> TermView:
    """Return what a term said in `revision`, whatever became of it, its domain and its sources since.

    Links lead through addresses that never change: `/p/<id>/` of another term, `/t/<name>/` of a name.
    """
    entry = Entry.of(revision.structure)
    domain = entry.told.get("_domain", "")
    replacement = entry.replaced_by and Ref(entry.title(entry.replaced_by), f"/p/{entry.replaced_by}/")
    return present(
        entry,
        title=revision.title,
        gloss=revision.structure.get("lede", ""),
        html={id: _html(text) for id, text in kinds.of(Page.Kind.TERM).texts(revision.structure).items()},
        body=_html(revision.body),
        domain=Ref(domain) if domain else None,
        replacement=replacement or None,
        relations=grouped(told_then(entry)),
    )


def _html(text: str) -> str:
    """Return `text` rendered; as it was written where it cannot be rendered any more."""
    try:
        rendered = render(text)
    except TextRefused:
        return f"<pre>{escape(text)}</pre>" if text else ""
    return lay(rendered.html, _by_name(rendered))


def _by_name(rendered: Rendered) -> Mapping[str, Target]:
    return {link.key: Target(_address(link.key), link.key) for link in rendered.links}


def _address(key: str) -> str:
    return f"{key}/" if key.startswith("/") else f"/t/{quote(key, safe='')}/"
