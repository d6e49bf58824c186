"""The definition of a term to carry elsewhere, with its source: as plain text, Markdown and HTML."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from glossary.citing import Citation, day, line, work
from glossary.models import Definition, Term
from kmsite.text.plain import plain_text
from kmsite.text.rendering import TextRefused, render

_TAGS = {"b", "blockquote", "br", "code", "em", "i", "li", "ol", "p", "pre", "strong", "sub", "sup", "ul"}
_WIKI_LINK = re.compile(r"\[\[!?([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_OWN_ADDRESS = re.compile(r"(?<=\]\()/(?!/)")
_MARKS = re.compile(r"([\\`*_\[\]<>#|~])")


def text(one: Citation) -> str:
    """Return name, definition, source, state and permanent link of `one` as plain text."""
    return "\n".join(filter(None, [one.name, words(one), *_beside(one), one.address])) + "\n"


def markdown(one: Citation) -> str:
    """Return the same as Markdown that any site understands: links of this site are whole addresses."""
    quotation = "\n".join(f"> {part}".rstrip() for part in _source_text(one).splitlines())
    *beside, state = map(_marked, _beside(one))
    parts = [f"**{_marked(one.name)}**", quotation, *beside, f"{state}, <{one.address}>"]
    return "\n\n".join(filter(None, parts)) + "\n"


def html(one: Citation) -> SafeString:
    """Return the same as HTML without classes, for a mail or a document."""
    *beside, state = map(escape, _beside(one))
    link = f'<a href="{escape(one.address)}">{escape(one.address)}</a>'
    told = "<br>".join([*beside, f"{state}, {link}"])
    quotation = f"<blockquote>{definition(one)}</blockquote>" if definition(one) else ""
    whole = f"<p><strong>{escape(one.name)}</strong></p>{quotation}<p>{told}</p>"
    return mark_safe(whole)  # noqa: S308 - the definition is sanitised, everything else is escaped


def definition(one: Citation) -> SafeString:
    """Return the house definition as HTML, without links or pictures; the gloss where there is none."""
    house = one.entry.house
    if house is None:
        bare = f"<p>{escape(one.gloss)}</p>" if one.gloss else ""
    else:
        bare = nh3.clean(one.html or _rendered(house.text), tags=_TAGS, attributes={}, link_rel=None)
    return mark_safe(bare)  # noqa: S308 - sanitised or escaped


def words(one: Citation) -> str:
    """Return the house definition as plain text, or the gloss; empty where there is neither."""
    house = one.entry.house
    return plain_text(one.html or _rendered(house.text)).strip() if house else line(one.gloss)


def origin(one: Citation) -> str:
    """Return where the house definition comes from, in one line; empty where no source is named."""
    if not (one.entry.house and one.source):
        return ""
    told = work(one.source, one.locator)
    if one.via:
        told = f"{told} {_('As cited in %s') % work(one.via)}"
    fidelity = one.entry.house.fidelity
    return f"{told} [{Definition.Fidelity(fidelity).label}]" if fidelity else told


def state(one: Citation) -> str:
    """Return how far a term has come: "approved, v4"."""
    return f"{Term.Status(one.entry.status).label}, v{one.number}"


def _beside(one: Citation) -> list[str]:
    """Return the lines below the definition; the last one says which version it is."""
    status = Term.Status(one.entry.status).label
    version = _("Version %(number)d, %(day)s") % {"number": one.number, "day": day(one.saved)}
    source = [_("Source: %s") % origin(one)] if origin(one) else []
    return [*source, _("Status: %s") % status, f"{line(one.site)}, {version}"]


def _source_text(one: Citation) -> str:
    house = one.entry.house
    if house is None:
        return _marked(line(one.gloss))
    host = "{0.scheme}://{0.netloc}/".format(urlsplit(one.page))
    unlinked = _WIKI_LINK.sub(lambda link: (link[2] or link[1]).strip(), house.text)
    return _OWN_ADDRESS.sub(host, unlinked.replace("\r\n", "\n")).strip()


def _rendered(source: str) -> str:
    """Return `source` as clean HTML; as it was written where it cannot be rendered any more."""
    try:
        return render(source).html
    except TextRefused:
        return f"<p>{escape(source)}</p>"


def _marked(said: str) -> str:
    return _MARKS.sub(r"\\\1", said)
