"""From the answers of a round to what is told of it: the one writer of results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from random import Random, SystemRandom

from kmsite.culture.disclosure import disclosing
from kmsite.culture.disclosure.disclosing import FEWEST, Told, picture, tellable
from kmsite.culture.disclosure.earlier import Before, People, nearest, published
from kmsite.culture.disclosure.measuring import moved
from kmsite.culture.models import Item, Participation, Position, Response, Result, Round

Answers = Sequence[int | None]
Groups = Mapping[int | None, Sequence[Answers]]
"""Answers by community (id); under None those who answered for none."""


def tell(round: Round, draw: Random | None = None) -> None:
    """Write down what may be told of the answers in `round`, and how many took part if they are enough.

    Where a set of people is that of an earlier round but for one or two, only the direction is told: the
    difference of the figures would be the answers of these. What may not be told leaves nothing.
    """
    answers = _answers(round)
    everybody = sum(map(len, answers.values()))
    if everybody < FEWEST:
        return
    round.took_part = everybody
    people, earlier = _people(round), published(round)
    items = list(Item.objects.filter(assessment=round.assessment_id))
    if before := nearest(frozenset().union(*people.values()), earlier):
        _write(_moved(round, None, items, [said for group in answers.values() for said in group], before))
        return
    near = {key: found for key in people if key is not None and (found := nearest(people[key], earlier))}
    barred = _barred(answers, people, earlier, {*near})
    _write(_told(round, items, answers, barred, draw or SystemRandom()))
    for key, found in near.items():
        _write(_moved(round, key, items, answers[key], found))


def _answers(round: Round) -> Groups:
    groups: dict[int | None, list[Answers]] = defaultdict(list)
    for community, answers in Response.objects.filter(round=round).values_list("community", "answers"):
        groups[community].append(answers)
    return groups


def _people(round: Round) -> dict[int | None, People]:
    groups: dict[int | None, set[int]] = defaultdict(set)
    for community, user in Participation.objects.filter(round=round).values_list("community", "user"):
        groups[community].add(user)
    return {key: frozenset(group) for key, group in groups.items()}


def _barred(
    answers: Groups, people: Mapping[int | None, People], earlier: Sequence[Before], barred: set[int]
) -> set[int]:
    """Return the communities of which no figures are told: `barred`, and as many as the rest needs."""
    sizes = {key: len(group) for key, group in answers.items() if key is not None}
    everybody: People = frozenset().union(*people.values())
    while shown := tellable(sizes, len(answers.get(None, ())), barred=barred):
        if not nearest(everybody.difference(*(people[key] for key in shown)), earlier):
            break
        barred = {*barred, shown[-1]}
    return barred


def _told(
    round: Round, items: Iterable[Item], answers: Groups, barred: set[int], draw: Random
) -> Iterable[Result]:
    sizes = {key: len(group) for key, group in answers.items()}
    for place, item in enumerate(items):
        counts = {key: counted(group, place) for key, group in answers.items()}
        silent = {key: sizes[key] - sum(said) for key, said in counts.items()}
        others = counts.pop(None, [0] * len(Position))
        shown = picture(counts, others, draw, barred=barred, silent=silent)
        yield _result(round, None, item, shown.whole, sum(sizes.values()))
        yield from (_result(round, key, item, told, sizes[key]) for key, told in shown.parts.items())


def _result(round: Round, community: int | None, item: Item, told: Told | None, people: int) -> Result:
    row = Result(round=round, community_id=community, item=item)
    if told is not None:
        row.answers, row.unsure = told.answers, people - told.answers
        row.cells = [[cell.least, cell.most] for cell in told.cells]
    return row


def _moved(
    round: Round, community: int | None, items: Iterable[Item], answers: Sequence[Answers], before: Before
) -> Iterable[Result]:
    """Yield results that say only whether the average moved since `before`.

    The average is that of what could be told: exact ones would say of a small group that all are far right.
    """
    for place, item in enumerate(items):
        after = disclosing.tell(counted(answers, place))
        since = moved(before.told.get(item.pk), after)
        yield Result(round=round, community_id=community, item=item, moved=since)


def counted(answers: Iterable[Answers], place: int) -> list[int]:
    """Return how many chose each position for the statement at `place`, from 0."""
    said = [one[place] for one in answers]
    return [said.count(position) for position in Position.values]


def _write(rows: Iterable[Result]) -> None:
    Result.objects.bulk_create(rows)
