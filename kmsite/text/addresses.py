"""Addresses in people's texts: judged as a browser would read them, never as they look."""

import re
from urllib.parse import unquote

from kmsite.text.slugs import slugify

ANCHOR_PREFIX = "user-content-"

_STRIPPED_ENDS = "".join(map(chr, range(0x21)))
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_WEB = re.compile(r"(https?):[\\/]*", re.IGNORECASE)
_OWN_PAGE = re.compile(r"(/(?:articles|glossary|communities)/[\w-]+)/?(?:#(.*))?$")
_OWN_FILE = re.compile(r"/files/(\d{1,18})(?:/|$)")


def judged(url: str) -> str:
    """Return `url` in the form in which it is safe to follow, or "" when it is not.

    The WHATWG URL standard's steps: C0 controls and spaces at the ends, tabs and line breaks anywhere are
    dropped, a backslash counts as a slash. Only http, https, mailto and relative addresses are let through.
    """
    url = re.sub(r"[\t\n\r]", "", url.strip(_STRIPPED_ENDS))
    if _CONTROL.search(url):
        return ""
    if web := _WEB.match(url):
        rest = url[web.end() :]
        return f"{web[1].lower()}://{rest}" if rest else ""
    if scheme := _SCHEME.match(url):
        return url if scheme[1].lower() == "mailto" else ""
    if re.match(r"[\\/]{2}", url):
        return "https://" + url.lstrip("\\/")
    return url.replace("\\", "/") if url.startswith("\\") else url


def is_external(url: str) -> bool:
    """Return whether a judged address leaves this site."""
    return url.startswith(("http://", "https://"))


def own_page(url: str) -> tuple[str, str] | None:
    """Return the link key ("/articles/pump") and fragment of an address of one of our pages."""
    match = _OWN_PAGE.match(unquote(url))
    return (match[1], match[2] or "") if match else None


def own_file(url: str) -> int | None:
    """Return the attachment id of an address like "/files/7/pump.png"."""
    match = _OWN_FILE.match(url)
    return int(match[1]) if match else None


def anchor(heading: str) -> str:
    """Return the id that a heading of this text has, unless it is a repeated one."""
    return ANCHOR_PREFIX + slugify(heading, empty="section")


def anchor_of_fragment(fragment: str) -> str:
    """Return the id that a fragment as GitHub or people write it ("#my-heading") points at."""
    return anchor(unquote(fragment).removeprefix(ANCHOR_PREFIX)) if fragment else ""
