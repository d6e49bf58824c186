"""The words of a comment: cleaned, bounded, rendered, with links to the people that it names."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kmsite.accounts.models import User
from kmsite.pages.saving.drafts import clean_body
from kmsite.talk import mentioning
from kmsite.text.refusal import TextRefused
from kmsite.text.rendering import render

LONGEST = 10_000
"""Characters of a comment."""


@dataclass(frozen=True)
class Words:
    """What somebody says: the text as it is kept, its HTML with wiki links unresolved, whom it names."""

    body: str
    html: str
    people: list[User]


def worded(body: str) -> Words:
    """Return `body` as it is kept and shown.

    Raises TextRefused for a text that is empty, too long, too costly to show, or names too many people.
    """
    body = clean_body(body).strip()
    if not body:
        raise TextRefused(_("Write something first."))
    if len(body) > LONGEST:
        message = _("This comment has {count:,} characters; at most {most:,} are kept. Please shorten it.")
        raise TextRefused(message.format(count=len(body), most=LONGEST))
    html = render(body).html
    people = mentioning.people_named(html)
    if not html:
        raise TextRefused(_("Nothing of this comment would be seen. Please word it differently."))
    named = {user.pk: user for user in people.values()}
    return Words(body, mentioning.with_mentions(html, people), list(named.values()))
