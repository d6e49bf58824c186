"""What rows of a file would do to one another and to the rest of the glossary."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from glossary.checking import claim_key
from glossary.exchange.planned import Plan, Planned
from glossary.models import Claim, Relation
from glossary.relating import HIERARCHIES
from kmsite.text.names import name_key

AT_ONCE = 500
Place = tuple[str, str]
"""A domain and a name, both folded."""


def refuse_taken_names(plan: Plan) -> None:
    """Refuse rows whose names another term of the domain has, here or in a row above."""
    names = {row.uid: _names(row) for row in plan.writing()}
    holders = _holders({key for places in names.values() for _area, key in places})
    titles = dict(holders.values())
    leaving = {place for place, (uid, _title) in holders.items() if uid in names and place not in names[uid]}
    taken = {place: uid for place, (uid, _title) in holders.items() if place not in leaving}
    for row in list(plan.writing()):
        for place, name in names[row.uid].items():
            other = taken.setdefault(place, row.uid)
            if other != row.uid:
                title = titles.get(other) or plan.by_uid()[other].title
                told = _("“%(name)s” is a name of the term “%(term)s” in this domain already.")
                row.refuse(told % {"name": name, "term": title})
                break


def refuse_lost(plan: Plan, here: Mapping[str, str]) -> None:
    """Refuse rows that name a term which is neither here nor comes with the file, until none is left."""
    while True:
        coming = {row.uid for row in plan.writing()}
        lost = [row for row in plan.writing() if row.others() - coming - here.keys()]
        for row in lost:
            row.refuse(_("It names a term that is not here and does not come with the file."))
        if not lost:
            return


def refuse_circles(plan: Plan) -> None:
    """Refuse rows by which a term would stand above itself."""
    rows = plan.by_uid()
    for kind in HIERARCHIES:
        above: dict[str, set[str]] = {}
        for uid, to in Relation.objects.filter(kind=kind).values_list("term__uid", "to__uid"):
            if str(uid) not in rows:
                above.setdefault(str(uid), set()).add(str(to))
        for uid, row in rows.items():
            above[uid] = {one["term"] for one in row.said["relations"] if one["kind"] == kind}
        for uid in _in_circles(above) & rows.keys():
            told = _("“%s” would stand above itself: a term cannot be a kind or a part of itself.")
            rows[uid].refuse(told % rows[uid].title)


def in_order(plan: Plan) -> list[Planned]:
    """Return the rows to write, as far as can be each after the terms that it names or takes a name from."""
    rows = plan.by_uid()
    order: dict[str, Planned] = {}
    for start in rows.values():
        waiting = [start]
        entered: set[str] = set()
        while waiting:
            row = waiting[-1]
            before = [rows[uid] for uid in row.others() if uid in rows and uid not in order]
            before = [one for one in before if one.uid not in entered and one.term is None]
            entered.add(row.uid)
            if before:
                waiting.append(before[0])
            else:
                order[row.uid] = waiting.pop()
    return list(order.values())


def _names(row: Planned) -> dict[Place, str]:
    area = name_key(row.said["domain"])
    return {
        (area, claim_key(name)): name
        for name in (*(name["id"] for name in reversed(row.said["names"])), row.said["title"])
    }


def _holders(keys: set[str]) -> dict[Place, tuple[str, str]]:
    """Return who has the names now: by place the uid and the title of the term."""
    found: dict[Place, tuple[str, str]] = {}
    order = sorted(keys)
    for start in range(0, len(order), AT_ONCE):
        claims = Claim.objects.filter(key__in=order[start : start + AT_ONCE])
        for key, area, uid, title in claims.values_list("key", "domain__key", "term__uid", "term__title"):
            found[area or "", key] = (str(uid), title)
    return found


def _in_circles(above: Mapping[str, set[str]]) -> set[str]:
    """Return everything that stands above itself, or between two circles."""
    down = _peeled(above)
    up: dict[str, set[str]] = {}
    for uid, tos in down.items():
        for to in tos:
            up.setdefault(to, set()).add(uid)
    return {*_peeled(up)}


def _peeled(edges: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Return `edges` without everything from which the way comes to an end."""
    back: dict[str, set[str]] = {}
    for uid, tos in edges.items():
        for to in tos:
            back.setdefault(to, set()).add(uid)
    ways = {uid: len(tos) for uid, tos in edges.items()}
    ends = [uid for uid in {*back, *edges} if not edges.get(uid)]
    gone = {*ends}
    for end in ends:  # grows while it is walked
        for uid in back.get(end, ()):
            ways[uid] -= 1
            if not ways[uid]:
                gone.add(uid)
                ends.append(uid)
    return {uid: tos - gone for uid, tos in edges.items() if uid not in gone}
