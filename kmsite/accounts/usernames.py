# ruff: noqa: RUF001, SIM905
"""What a username may be: plain to type, not reserved, and never a look-alike of another."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db.models import Func, Value
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

# What looks like a Latin letter or digit: those of Unicode's confusables (UTS 39) that are on keyboards.
LOOK_ALIKES = {
    "a": "аαАΑ",
    "b": "ЬВΒв",
    "c": "сϲСϹ",
    "d": "ԁ",
    "e": "еЕΕеҽ",
    "h": "һНΗнհ",
    "i": "іιІΙıі",
    "j": "јЈϳ",
    "k": "кκКΚ",
    "l": "1ӏ",
    "m": "мМΜ",
    "n": "ոΝп",
    "o": "0оοОΟօσ",
    "p": "рρРΡ",
    "q": "ԛզ",
    "s": "ѕЅ",
    "t": "тΤТτ",
    "u": "υսц",
    "v": "νѵ",
    "w": "ԝѡωш",
    "x": "хΧχХ",
    "y": "уγУΥү",
    "z": "Ζ",
}
_PAIRS = {ord(other): letter for letter, others in LOOK_ALIKES.items() for other in others}
_FROM = "".join(map(chr, _PAIRS))
_TO = "".join(_PAIRS.values())

RESERVED = frozenset(
    """
    admin administrator all anonymous api commonplace everyone guest help invitation me mod
    moderator new nobody null owner root security settings setup staff support system
    undefined webmaster wiki
    """.split()
)
_SHAPE = re.compile(r"\w(?:[\w.-]*\w)?")
_INVISIBLE_LETTERS = re.compile("[\u115f\u1160\u3164\uffa0]")

look_alike = Func(Lower("username"), Value(_FROM), Value(_TO), function="translate")
"""The database's spelling of `skeleton`, for the constraint that makes it unique."""


def skeleton(username: str) -> str:
    """Return what `username` looks like: two names with one skeleton are too easily taken for each other."""
    return unicodedata.normalize("NFKC", username).lower().translate(_PAIRS)


def refuse_unclear(username: str) -> None:
    """Raise ValidationError unless `username` is 2 to 40 letters and digits, with `.`, `-`, `_` between."""
    if not 2 <= len(username) <= 40:
        raise ValidationError(_("A username has 2 to 40 characters."), code="length")
    if not _SHAPE.fullmatch(username) or _INVISIBLE_LETTERS.search(username):
        raise ValidationError(
            _("A username has letters, digits and, between them, full stops, hyphens or underscores."),
            code="shape",
        )
    if unicodedata.normalize("NFKC", username) != username:
        raise ValidationError(_("Please write this username with ordinary letters."), code="unusual")


def refuse_reserved(username: str) -> None:
    """Raise ValidationError if `username` is, or looks like, a name that would claim to be the site."""
    if skeleton(username) in {skeleton(name) for name in RESERVED}:
        raise ValidationError(_("This username is reserved. Please choose another one."), code="reserved")
