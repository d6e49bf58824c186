"""Pictures reduced to what they show: without place, camera, comments and what was appended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

MAX_FRAMES = 1_000
_MAX_PARTS = 100_000
"""More segments, chunks or blocks than any camera or program writes."""

_PNG_SHOWN = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD pHYs acTL fcTL fdAT".split()
)
_WEBP_SHOWN = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_EXIF_OR_XMP = 0x08 | 0x04
_JPEG_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_JPEG_SHOWN = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


class Malformed(ValueError):
    """The picture is not built as its format says."""


class TooManyFrames(ValueError):
    """The animation has more than MAX_FRAMES frames."""


def stripped(content: bytes, media_type: str) -> bytes:
    """Return a PNG, JPEG, GIF or WebP with nothing but what is needed to show it, in the same bytes.

    Nothing is decoded. What follows the end of the picture is cut off, so that no other file hides there.
    Raises Malformed and TooManyFrames.
    """
    return b"".join(_PARTS[media_type](content))


def _png(content: bytes) -> Iterator[bytes]:
    """Yield the signature and the chunks that show (PNG specification, third edition, 5.3 and 11)."""
    yield content[:8]
    position, frames = 8, 0
    for _part in range(_MAX_PARTS):
        kind = content[position + 4 : position + 8]
        end = position + 12 + int.from_bytes(content[position : position + 4])
        if len(kind) < 4 or end > len(content):
            raise Malformed
        if kind in _PNG_SHOWN:
            yield content[position:end]
        if kind == b"IEND":
            return
        frames = _counted(frames, kind == b"fcTL")
        position = end
    raise Malformed


def _jpeg(content: bytes) -> Iterator[bytes]:
    """Yield the segments that show (ITU-T T.81, annex B), each scan with the pixels that follow it."""
    yield content[:2]
    position = 2
    for _part in range(_MAX_PARTS):
        start, marker = _jpeg_marker(content, position)
        if marker == _END:
            yield content[start : start + 2]
            return
        position = start + 2 + int.from_bytes(content[start + 2 : start + 4])
        if position < start + 4:
            raise Malformed
        if marker == _SCAN:
            position = _jpeg_marker(content, position)[0]
        if _is_shown(marker, content[start + 4 : position]):
            yield content[start:position]
    raise Malformed


def _jpeg_marker(content: bytes, position: int) -> tuple[int, int]:
    found = _JPEG_MARKER.search(content, position)
    if found is None:
        raise Malformed
    return found.start(), content[found.start() + 1]


def _is_shown(marker: int, body: bytes) -> bool:
    if marker == _COMMENT:
        return False
    if not 0xE0 <= marker <= 0xEF:
        return True
    return marker in _JPEG_SHOWN and body.startswith(_JPEG_SHOWN[marker])


def _webp(content: bytes) -> Iterator[bytes]:
    """Yield the header and the chunks that show (RFC 9649, 2.3 to 2.7)."""
    shown = list(_webp_chunks(content[: 8 + int.from_bytes(content[4:8], "little")]))
    yield b"RIFF" + (4 + sum(map(len, shown))).to_bytes(4, "little") + b"WEBP"
    yield from shown


def _webp_chunks(content: bytes) -> Iterator[bytes]:
    position, frames = 12, 0
    for _part in range(_MAX_PARTS):
        if position >= len(content):
            return
        kind = content[position : position + 4]
        size = int.from_bytes(content[position + 4 : position + 8], "little")
        end = position + 8 + size + size % 2
        if position + 8 + size > len(content):
            raise Malformed
        frames = _counted(frames, kind == b"ANMF")
        if kind in _WEBP_SHOWN:
            yield _webp_chunk(kind, content[position:end])
        position = end
    raise Malformed


def _webp_chunk(kind: bytes, chunk: bytes) -> bytes:
    """Return a chunk with an even number of bytes; the one with the flags says that metadata is gone."""
    chunk += b"\0" * (len(chunk) % 2)
    if kind != b"VP8X" or len(chunk) < 9:
        return chunk
    return chunk[:8] + bytes([chunk[8] & ~_WEBP_EXIF_OR_XMP]) + chunk[9:]


def _gif(content: bytes) -> Iterator[bytes]:
    """Yield the screen, the frames and what times them (GIF 89a, 17 to 27)."""
    if len(content) < 13:
        raise Malformed
    position, frames = 13 + _gif_colours(content[10]), 0
    yield content[:position]
    for _part in range(_MAX_PARTS):
        sign = content[position : position + 1]
        if sign in (b"", b";"):
            yield b";"
            return
        if sign == b",":
            frames = _counted(frames, True)
            end = _gif_end(content, position + 11 + _gif_colours(_at(content, position + 9)))
            yield content[position:end]
        elif sign == b"!":
            end = _gif_end(content, position + 2)
            if _times(content[position + 1 : position + 14]):
                yield content[position:end]
        elif sign == b"\0":
            end = position + 1
        else:
            raise Malformed
        position = end
    raise Malformed


def _gif_colours(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_end(content: bytes, position: int) -> int:
    """Return where the data sub-blocks that begin at `position` end."""
    while size := _at(content, position):
        position += size + 1
    return position + 1


def _at(content: bytes, position: int) -> int:
    if position >= len(content):
        raise Malformed
    return content[position]


def _times(extension: bytes) -> bool:
    """Say whether an extension tells how long a frame stays, or how often the animation repeats."""
    return extension[:1] == b"\xf9" or (extension[:1] == b"\xff" and extension[2:13] in _GIF_LOOPS)


def _counted(frames: int, is_one: bool) -> int:
    if frames + is_one > MAX_FRAMES:
        raise TooManyFrames
    return frames + is_one


_PARTS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "image/png": _png,
    "image/jpeg": _jpeg,
    "image/gif": _gif,
    "image/webp": _webp,
}
