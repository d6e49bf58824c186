"""What a file really is, judged by its bytes and never by its name or what the client says."""

from __future__ import annotations

import re

PLAIN = "application/octet-stream"
RASTER_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF", "image/webp": "WEBP"}
"""Types that a page may show as they are, with the only Pillow decoder that may open each."""

_SVG_START = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE\s+svg[^>\[]*>\s*)?(?:<!--.*?-->\s*)*<svg[\s>]",
    re.S,
)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")


def sniff(content: bytes) -> str:
    """Return the media type of these bytes, `application/octet-stream` when in doubt.

    The signatures are those of the WHATWG MIME Sniffing Standard, section 6. An SVG that declares
    entities counts as plain text: nobody needs them, and they are how small files become huge.
    """
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    return _sniff_text(content)


def _sniff_text(content: bytes) -> str:
    if _CONTROL.search(content):
        return PLAIN
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return PLAIN
    if "<!ENTITY" not in text and _SVG_START.match(text[:8192]):
        return "image/svg+xml"
    return "text/plain; charset=utf-8"
