"""How looking after pages is spread over people, departments and communities, as one reader may know it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Holding
from communities.standing import RIGHTS, closed_to
from kmsite.accounts.models import User
from kmsite.pages import kinds
from kmsite.pages.models import Page
from kmsite.pages.querysets import PageQuerySet
from kmsite.profiles.models import Profile
from kmsite.stewardship.models import Stewardship
from kmsite.stewardship.standing import LOOKED_AFTER

FEWEST = 5
"""People of the smallest group that is ever shown apart."""
BANDS = ((1, 5), (6, 10), (11, 20), (21, None))
"""How many pages somebody looks after: people are shown as so many in a band, never one by one."""
MOST_COMMUNITIES = 20
SMALLER, UNSAID = _("Smaller departments"), _("No department given")


@dataclass(frozen=True)
class Group:
    """A department of FEWEST people at least, or several together: what they look after."""

    name: str | Promise
    people: int
    stewards: int
    pages: int


@dataclass
class Held:
    """Who looks after the pages that a reader may see: by page (id) the people and the communities (ids)."""

    pages: set[int]
    people: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    communities: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    @property
    def nobody(self) -> set[int]:
        return {id for id in self.pages if not self.people[id] and not self.communities[id]}

    @property
    def single(self) -> set[int]:
        """Pages that hang on one person alone."""
        return {id for id in self.pages if len(self.people[id]) == 1 and not self.communities[id]}

    def spread(self) -> dict[str, int]:
        """Return how many pages are looked after by whom, each page once."""
        single, nobody = len(self.single), len(self.nobody)
        both = sum(1 for id in self.pages if self.people[id] and self.communities[id])
        community = sum(1 for id in self.pages if self.communities[id] and not self.people[id])
        several = len(self.pages) - both - community - single - nobody
        return {"both": both, "community": community, "several": several, "single": single, "nobody": nobody}

    def by_person(self) -> Counter[int]:
        return Counter(person for people in self.people.values() for person in people)

    def by_community(self) -> Counter[int]:
        return Counter(one for some in self.communities.values() for one in some)

    def bands(self) -> list[tuple[int, int | None, int]]:
        """Return each band with how many people are in it."""
        counts = self.by_person().values()
        return [(low, high, sum(1 for n in counts if n >= low and n <= (high or n))) for low, high in BANDS]


def pages_for(user: Any) -> PageQuerySet:
    """Return the pages that can be looked after and that `user` may see."""
    return Page.objects.visible_to(user).unarchived().filter(kind__in=LOOKED_AFTER)


def held_for(user: Any) -> Held:
    """Return who looks after what, as far as `user` may know it; four statements.

    A community that they may not see is none to them. Closed accounts look after nothing.
    """
    by_kind = kinds.by_kind(pages_for(user).only("kind"))
    held = Held(set().union(*by_kind.values()))
    seen = {*Community.objects.visible_to(user).values_list("pk", flat=True)}
    open_accounts = {*User.objects.active().values_list("pk", flat=True)}
    for page, community, person in Stewardship.objects.values_list("page", "community", "person"):
        if page in held.pages:
            held.people[page] |= {person} & open_accounts
            held.communities[page] |= {community} & seen
    for kind, ids in by_kind.items():
        for page, person in kinds.of(kind).stewards(ids).items():
            held.people[page] |= {person} & open_accounts
    return held


def departments(held: Held) -> list[Group]:
    """Return what departments look after, the larger ones first; two statements.

    Those of fewer than FEWEST people stand together as one. As long as these are too few as well, the
    smallest of the others joins them, so that nobody is found by subtraction.
    """
    members = _members()
    shown = {key: people for key, people in members.items() if len(people) >= FEWEST}
    pooled = set().union(*(people for key, people in members.items() if key not in shown))
    while pooled and len(pooled) < FEWEST and shown:
        pooled |= shown.pop(min(shown, key=lambda key: (len(shown[key]), key)))
    names = _names(shown)
    groups = [_group(names.get(key, UNSAID), people, held) for key, people in shown.items()]
    groups.sort(key=lambda group: (-group.people, str(group.name)))
    return [*groups, _group(SMALLER, pooled, held)] if len(pooled) >= FEWEST else groups


def communities(held: Held, user: Any) -> list[tuple[Community, int]]:
    """Return the communities that look after most, with how many pages, in the order of their names."""
    counted = held.by_community().most_common(MOST_COMMUNITIES)
    rows = Community.objects.visible_to(user).in_bulk([id for id, _count in counted])
    found = [(rows[id], count) for id, count in counted if id in rows]
    return sorted(found, key=lambda one: one[0].title_key)


def with_single_steward(held: Held, user: Any) -> list[Community]:
    """Return the communities that look after something where one person alone says what; for insiders."""
    roles = [role for role, rights in RIGHTS.items() if "steward" in rights]
    rows = Holding.objects.in_force(timezone.localdate()).filter(role__in=roles)
    rows = rows.filter(membership__user__is_active=True, membership__community__in=[*held.by_community()])
    people = defaultdict(set)
    for community, person in rows.values_list("membership__community", "membership__user"):
        people[community].add(person)
    single = [id for id, some in people.items() if len(some) == 1]
    inside = Community.objects.visible_to(user).unarchived().exclude(pk__in=closed_to(user))
    return list(inside.filter(pk__in=single).by_title())


def _members() -> Mapping[str, set[int]]:
    """Return the people (ids) whose account is open by the key of their department; "" for none given."""
    found: dict[str, set[int]] = defaultdict(set)
    for person, key in User.objects.active().values_list("pk", "profile__department_key"):
        found[key or ""].add(person)
    return found


def _names(keys: Iterable[str]) -> dict[str, str]:
    """Return how each department is written, by most of its people."""
    written = Counter(Profile.objects.filter(department_key__in=[*keys], user__is_active=True)
                      .exclude(department_key="").values_list("department_key", "department"))  # fmt: skip
    names: dict[str, str] = {}
    for (key, name), _count in sorted(written.items(), key=lambda one: (-one[1], one[0])):
        names.setdefault(key, name)
    return names


def _group(name: str | Promise, people: set[int], held: Held) -> Group:
    pages = [some & people for some in held.people.values() if some & people]
    return Group(name, len(people), len(set().union(*pages)), len(pages))
