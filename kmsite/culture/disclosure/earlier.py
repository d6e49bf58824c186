"""Sets of people of whom figures have been told before, from which the next must not differ by one or two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kmsite.culture.disclosure.disclosing import Told
from kmsite.culture.disclosure.results import told_of
from kmsite.culture.models import Item, Participation, Result, Round

People = frozenset[int]
"""Ids of users."""
TOO_FEW = 2
"""People by whom two sets may not differ when figures of both are told."""


@dataclass(frozen=True, slots=True)
class Before:
    """A set of people in an earlier round, and what was told of it: by statement (id)."""

    people: People
    told: Mapping[int, Told]


def published(round: Round) -> list[Before]:
    """Return every set of people of whom the same was asked before, and told; the latest first.

    Of each round the whole, each community, and those who are in none that was told: theirs is the
    difference; and what the latest rounds of several communities add up to. Rounds of all communities count,
    for a person may answer in several; and those in another wording that has a statement in common, though
    nothing is compared with them.
    """
    versions = _with_statements_of(round.assessment_id)
    same = Round.objects.closed().filter(assessment__in=versions, lens=round.lens, is_example=False)
    same = same.exclude(took_part=None).order_by("-closed_at", "-pk")
    rounds = dict(same.values_list("pk", "community"))
    people: dict[int, dict[int | None, set[int]]] = defaultdict(lambda: defaultdict(set))
    took_part = Participation.objects.filter(round__in=rounds)
    for number, community, user in took_part.values_list("round", "community", "user"):
        people[number][community].add(user)
    told: dict[tuple[int, int | None], dict[int, Told]] = defaultdict(dict)
    for row in Result.objects.filter(round__in=rounds).exclude(cells=None):
        told[row.round_id, row.community_id][row.item_id] = told_of(row.cells, row.answers)
    sets = [before for number in rounds for before in _sets(number, people[number], told)]
    wholes = [
        (community, frozenset().union(*people[number].values()))
        for number, community in rounds.items()
        if (number, None) in told
    ]
    return [*sets, *_sums(round.community_id, wholes)]


def _sets(
    number: int,
    people: Mapping[int | None, set[int]],
    told: Mapping[tuple[int, int | None], Mapping[int, Told]],
) -> Iterable[Before]:
    everybody = frozenset().union(*people.values())
    if (number, None) in told:
        yield Before(everybody, told[number, None])
    parts = [key for key in people if key is not None and (number, key) in told]
    yield from (Before(frozenset(people[key]), told[number, key]) for key in parts)
    if parts and (rest := everybody.difference(*(people[key] for key in parts))):
        yield Before(rest, {})


def _sums(community: int | None, wholes: Sequence[tuple[int | None, People]]) -> Iterable[Before]:
    """Yield what could be computed of the latest rounds of other communities than `community`.

    For a round of the organisation (None): all who answered in one of them. For a community: who answered in
    a round of the organisation and in none of them. Of rounds that share people only the largest is added.
    """
    latest: dict[int, People] = {}
    for of, people in wholes:
        if of not in {None, community}:
            latest.setdefault(of, people)
    added: People = frozenset()
    for people in sorted(latest.values(), key=len, reverse=True):
        added = added if added & people else added | people
    if community is None:
        yield Before(added, {})
    else:
        yield from (Before(people - added, {}) for of, people in wholes if of is None)


def _with_statements_of(assessment: int) -> set[int]:
    """Return the versions of the wording that ask some of what `assessment` asks; commas do not count."""
    versions: dict[int, set[str]] = defaultdict(set)
    for version, left, right in Item.objects.values_list("assessment", "from_text", "to_text"):
        versions[version].add("".join(filter(str.isalnum, left + right)).casefold())
    return {version for version, asked in versions.items() if asked & versions[assessment]}


def nearest(people: People, earlier: Sequence[Before]) -> Before | None:
    """Return the latest set that differs from `people` by one or two persons, None if there is none."""
    return next((before for before in earlier if 1 <= len(before.people ^ people) <= TOO_FEW), None)
