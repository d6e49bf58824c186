"""The ways on from a search, each an address: kinds, facets, what was chosen, orders."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kmsite.search.answers import COUNTED
from kmsite.search.choosing import BEST, NEWEST, OLDEST, TITLE

PEOPLE = "people"
"""What stands in the address as the kind of what is no page."""
KINDS = {
    "term": _("Terms"),
    "article": _("Articles"),
    "community": _("Communities"),
    "discussion": _("Questions"),
    "event": _("Events"),
}
ORDERS = {BEST: _("Best"), NEWEST: _("Newest"), OLDEST: _("Oldest"), TITLE: _("Title")}
FIRST = 5
"""Values of a facet that are seen at once."""


@dataclass(frozen=True)
class Way:
    """A link that narrows, widens or puts in order, with how many answers stand behind it."""

    label: str
    address: str
    count: int | None = None
    is_current: bool = False

    @property
    def is_more(self):
        return self.count is not None and self.count > COUNTED

    @property
    def shown(self):
        return min(self.count, COUNTED)


@dataclass(frozen=True)
class Group:
    """One facet: the values that are seen at once, and the rest."""

    name: str
    label: str
    first: list[Way]
    rest: list[Way]


def tabs(text, choice, answer, people, *, is_people):
    """Return a tab for everything, each kind of page, and people; those without answers lead nowhere new."""
    counts = _by_kind(answer, choice)
    everything = sum(counts.values()) if choice.kinds else answer.total
    found = [Way(_("All"), _only(choice).address(text), everything, not (choice.kinds or is_people))]
    for kind, label in KINDS.items():
        is_current = choice.kinds == (kind,) and not is_people
        if counts.get(kind) or is_current:
            found.append(Way(label, _only(choice, kind).address(text), counts.get(kind, 0), is_current))
    if people or is_people:
        found.append(Way(_("People"), people_address(text), people, is_people))
    return found


def people_address(text, number=1):
    """Return the address of people who answer: no filter of pages fits them."""
    pairs = [("q", text), ("kind", PEOPLE), ("page", number if number > 1 else "")]
    return "?" + urlencode([(name, value) for name, value in pairs if value])


def groups(text, choice, answer):
    """Return the facets beside the answers; kinds are tabs."""
    return [_group(text, choice, facet) for facet in answer.facets if facet.name != "kind"]


def chosen(text, choice, answer):
    """Return what was chosen, each leading to the same search without it."""
    shown = [facet for facet in answer.facets if facet.name != "kind" or len(choice.kinds) > 1]
    return [
        Way(f"{facet.label}: {_called(facet, value)}", choice.toggled(facet.name, value.key).address(text))
        for facet in shown
        for value in facet.chosen
    ]


def orders(text, choice):
    """Return the orders in which answers may stand."""
    return [
        Way(label, choice.with_(sort=order).address(text), is_current=choice.sort == order)
        for order, label in ORDERS.items()
    ]


def kept(choice, *, is_people):
    """Return what a form of a new question sends along, as pairs: the filters and the order."""
    pairs = parse_qsl(choice.with_(in_archive=False, exactly=False).address()[1:])
    return [("kind", PEOPLE)] if is_people else pairs


def _group(text, choice, facet):
    ways = [
        Way(
            _called(facet, value),
            choice.toggled(facet.name, value.key).address(text),
            value.count,
            value.is_chosen,
        )
        for value in facet.values
    ]
    first = max(FIRST, sum(way.is_current for way in ways))
    first = len(ways) if len(ways) == first + 1 else first
    return Group(facet.name, facet.label, ways[:first], ways[first:])


def _called(facet, value):
    """Return what a value is called; states begin as their chips do."""
    return capfirst(value.label) if facet.name == "status" else value.label


def _by_kind(answer, choice):
    """Return how many pages of each kind answer; where all are of one kind there is no facet that says so."""
    for facet in answer.facets:
        if facet.name == "kind":
            return {value.key: value.count for value in facet.values}
    kind = choice.kinds[0] if choice.kinds else answer.found[0].page.kind if answer.found else ""
    return {kind: answer.total} if kind else {}


def _only(choice, *kinds):
    """Return `choice` of these kinds; a state is one of its kind."""
    return choice.with_(kinds=kinds, status="" if choice.kinds != kinds else choice.status)
