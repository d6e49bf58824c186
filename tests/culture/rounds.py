"""Rounds that are held in a line: who answers what."""

from datetime import timedelta

from django.utils import timezone

from kmsite.culture.rounds import answering, holding
from tests.make import make_member
from tests.people import make_user

LEFT, RIGHT, SPLIT = [1] * 11, [5] * 11, [1, 5] * 5 + [1]


def open_round(community, by, *, lens="community", title="Spring", days=7):
    return holding.open_round(
        community, title=title, lens=lens, closes_at=timezone.now() + timedelta(days=days), by=by
    )


def make_people(number, community=None, *, name="person", role="reader"):
    """Make people of one role on the site, members of `community` if there is one."""
    people = [make_user(f"{name}{at}", role) for at in range(number)]
    for user in people if community else ():
        make_member(community, user)
    return people


def answer_all(round, people, answers, *, community=None):
    """Let each of `people` answer: all the same, or each a list of their own."""
    own = answers if isinstance(answers[0], list) else [answers] * len(people)
    for user, said in zip(people, own, strict=True):
        answering.answer(round, said, by=user, community=community)
