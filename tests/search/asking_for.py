"""Asking the engine as a person would: a question in, titles out."""

from django.contrib.auth.models import AnonymousUser

from kmsite.accounts.models import User
from kmsite.search.asking import Question
from kmsite.search.choosing import Choice
from kmsite.search.finding import find


def ask(text, who=None, number=1, **choice):
    """Return the answer to `text` for a person of the cast, or for somebody who has not signed in."""
    reader = User.objects.get(pk=who.user.pk) if who else AnonymousUser()
    return find(reader, Question.asked(text), Choice(**choice), number)


def titles(text, who=None, number=1, **choice):
    """Return the titles of the pages that answer, in order."""
    return [one.page.title for one in ask(text, who, number, **choice).found]


def counts(answer, facet):
    """Return the number of pages of each value of a facet, by its key."""
    return {value.key: value.count for one in answer.facets if one.name == facet for value in one.values}


def said(pieces):
    """Return a title or a passage with what is marked in brackets."""
    return "".join(f"[{text}]" if is_hit else text for text, is_hit in pieces)
