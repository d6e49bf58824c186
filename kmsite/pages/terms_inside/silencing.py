"""Stop phrases: words that are never linked to a term, and hide shorter names within them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kmsite.pages.models import StopPhrase
from kmsite.pages.retrying import in_one_transaction
from kmsite.pages.saving.drafts import clean_field
from kmsite.pages.shown import showing
from kmsite.pages.terms_inside.autolinking import names_changed
from kmsite.pages.terms_inside.mentioning import Spelling
from kmsite.text.refusal import TextRefused
from kmsite.text.term_words import phrase_key

LONGEST_PHRASE = 200


@in_one_transaction
def stop(text: str) -> StopPhrase:
    """Let `text` never become a link; raises TextRefused for what is no phrase, or stands there already."""
    text = clean_field(text, LONGEST_PHRASE, _("The phrase"))
    refuse(text)
    phrase = StopPhrase.objects.create(text=text, key=phrase_key(text))
    showing.touch(names_changed([Spelling(text)]))
    return phrase


@in_one_transaction
def allow(phrase: StopPhrase) -> None:
    """Let the names within `phrase` become links again."""
    StopPhrase.objects.filter(pk=phrase.pk).delete()
    showing.touch(names_changed([Spelling(phrase.text)]))


def refuse(text: str) -> None:
    """Raise TextRefused when `text` can be no stop phrase, or is one already."""
    key = phrase_key(text)
    if not any(map(str.isalnum, key)):
        raise TextRefused(_("A stop phrase needs at least one letter or digit."))
    if StopPhrase.objects.filter(key=key).exists():
        raise TextRefused(_("“%s” is a stop phrase already.") % text)
