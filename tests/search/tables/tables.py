"""Tables that people read: what is written somewhere, and what somebody asks."""

from pathlib import Path

import yaml
from django.contrib.auth.models import AnonymousUser

from kmsite.search.asking import Question
from kmsite.search.choosing import Choice
from kmsite.search.finding import find


def table(name):
    """Return what stands in the table `name` beside this file."""
    return yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"))


def ask(question, reader=None, **choice):
    """Return the answer that `reader`, or anybody, gets."""
    return find(reader or AnonymousUser(), Question.asked(question), Choice(**choice))


def titles(answer):
    return [one.page.title for one in answer.found]
