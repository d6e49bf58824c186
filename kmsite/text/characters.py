"""Characters that nobody sees: which ones to take out of names and texts."""

import re
import unicodedata

# Bidi controls, zero-width space and joiners' relatives, soft hyphen, byte order mark, tag characters.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
_CONTROL = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_SPACE = re.compile(r"[\s\u2028\u2029\x1c-\x1f\x85]+")
_DROPPED = re.compile(f"[{_CONTROL}{_INVISIBLE}]")
# A joiner is spelling in Persian, Hindi or an emoji family, and a disguise next to a Latin letter.
_JOINERS = "[\u200c\u200d]"
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LOOSE_JOINER = re.compile(rf"(?<![^\x00-\u02ff\s]){_JOINERS}|{_JOINERS}(?![^\x00-\u02ff\s])")


def without_control(text: str) -> str:
    """Return `text` without the characters that HTML and XML do not allow."""
    return _UNWANTED.sub("", text)


def without_invisible(text: str) -> str:
    """Return `text` without control, zero-width and direction-override characters, white space collapsed."""
    text = _SPACE.sub(" ", text)
    text = _DROPPED.sub("", text)
    text = _LOOSE_JOINER.sub("", text)
    return _SPACE.sub(" ", text).strip()


def without_joiners(text: str) -> str:
    """Return `text` without zero-width joiners, for comparing names that look the same."""
    return re.sub(_JOINERS, "", text)


def without_marks(text: str) -> str:
    """Return `text` in compatibility form without accents and other combining marks."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
