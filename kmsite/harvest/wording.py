"""The text that a harvest begins with: what was asked and said, each with who said it."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from kmsite.harvest.chosen import Chosen
from kmsite.talk.models import Comment
from kmsite.text.excerpts import excerpt

LONGEST_NAMES = 180
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#+!|~^=@$-])")


def text_of(chosen: Chosen) -> str:
    """Return the words that were chosen as Markdown, each reply with the name of who wrote it."""
    asked = [chosen.thread.current.body.strip()] if chosen.has_question else []
    said = [_said(reply) for reply in chosen.replies]
    asked = [text for text in asked if text]
    heading = [f"## {_('What we know')}"] if asked and said else []
    return "\n\n".join([*asked, *heading, *said]) + "\n"


def appended(body: str, chosen: Chosen) -> str:
    """Return `body` with the words that were chosen behind it, under the title of the discussion."""
    heading = f"## {escaped(chosen.thread.title)}"
    return f"{body.rstrip()}\n\n{heading}\n\n{text_of(chosen)}".lstrip("\n")


def definition_of(chosen: Chosen) -> str:
    """Return the words of the first reply that was chosen, or else of the question."""
    return (chosen.replies[0].body if chosen.replies else chosen.thread.current.body).strip()


def beside_definition(body: str, chosen: Chosen) -> str:
    """Return `body` with the replies behind it that are not the definition."""
    return "\n\n".join(filter(None, [body.rstrip(), *(_said(reply) for reply in chosen.replies[1:])]))


def summary_of(chosen: Chosen) -> str:
    """Return the edit summary: from which discussion, by its lasting address, and with whose words."""
    names = excerpt(", ".join(chosen.names()), LONGEST_NAMES)
    said = {"address": f"/p/{chosen.thread.pk}/", "names": names}
    if not names:
        return _("From the discussion %(address)s") % said
    return _("From the discussion %(address)s, with words of %(names)s") % said


def escaped(line: str) -> str:
    """Return `line` as Markdown that reads just so."""
    return _MARKUP.sub(r"\\\1", line)


def _said(reply: Comment) -> str:
    return f"{reply.body.strip()}\n\n*({_('said by')} {escaped(str(reply.by))})*"
