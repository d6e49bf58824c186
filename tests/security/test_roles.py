"""Every address, method, role and state of the page: nobody gets further, what is hidden is not there."""

import re

import pytest
from django.urls import URLResolver, get_resolver

from tests.make import make_audience
from tests.people import make_user
from tests.security.addresses import ADDRESSES, ROLES
from tests.security.places import STATES, filled, is_of_a_page, nowhere, seen, tried, visitor

_GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")
VERBS = ("get", "head", "post", "put")
OF_A_PAGE = {route: row for route, row in ADDRESSES.items() if is_of_a_page(row)}

HIDDEN_FROM = {
    "public": (),
    "signed_in": ROLES[:1],
    "mine": ROLES[:1],
    "foreign": ROLES,
    "trashed": ROLES,
    "archived": (),
    "merged_away": ROLES,
}
"""From whom a page in each state is hidden: to them every address of it answers as if it had never been."""

ARCHIVED = {
    "articles/<pageslug:slug>/edit/": "302 403 409 409 409 409",
    "articles/<pageslug:slug>/archive/": "302 403 403 302 403 302",
    "articles/<pageslug:slug>/unarchive/": "302 403 403 200 403 200",
    "articles/<pageslug:slug>/move/": "302 403 403 409 403 409",
    "articles/<pageslug:slug>/merge/": "302 403 403 409 403 409",
    "c/<int:id>/edit/": "302 403 409 403 403 403",
    "c/<int:id>/delete/": "302 403 403 200 403 200",
}
SENT_TO_ARCHIVED = {
    **{route: said for route, said in ARCHIVED.items() if "edit" not in route},
    "articles/<pageslug:slug>/unarchive/": "302 403 403 409 403 409",
    "c/<int:id>/edit/": "302 403 422 403 403 403",
    "c/<int:id>/delete/": "302 403 403 302 403 302",
    "files/<int:id>/describe/": "302 403 422 422 422 422",
}
OTHERWISE = {
    ("public", "admin/login/", "head"): "302 403 403 403 200 200",
    **{("archived", route, verb): said for route, said in ARCHIVED.items() for verb in ("get", "head")},
    **{("archived", route, "post"): said for route, said in SENT_TO_ARCHIVED.items()},
}
"""What differs from the row though the page is not hidden: (state, route, verb) and the statuses."""

MAY_BRING_BACK = ("editor", "administrator")
"""Whoever may bring a page back reads where it is; to everybody else it answers like what never was."""
_MAIN, _NOTHING = re.compile("<main.*?</main>", re.DOTALL), re.compile("(?!)")


@pytest.fixture
def people(carol, alice, bob, cleo, ada):
    return dict(zip(ROLES, (None, carol.user, alice.user, bob.user, cleo.user, ada.user), strict=True))


@pytest.fixture
def member(db):
    """Somebody who wrote the page that is tried, and is in its audience."""
    return make_user("member", "author")


def routes(resolver, before=""):
    """Yield every route below `resolver`, its groups written like those of `path`."""
    for one in resolver.url_patterns:
        here = before + _GROUP.sub(r"<\1>", str(one.pattern)).strip("^$")
        if isinstance(one, URLResolver):
            yield from routes(one, here)
        else:
            yield here


@pytest.fixture(scope="module")
def what_never_was():
    """Return what a role is told at an address where nothing ever was; asked once for all states."""
    told = {}

    def ask(role, person, verb, row, unknown):
        if (role, verb, row.path) not in told:
            told[role, verb, row.path] = seen(tried(person, verb, row.path.format(**unknown)), row, unknown)
        return told[role, verb, row.path]

    return ask


def status(state, route, verb, role):
    """Return what the row of `route` says of a request; HEAD is answered like GET."""
    column = "post" if verb == "post" else "get"
    said = OTHERWISE.get((state, route, verb)) or getattr(ADDRESSES[route], column)
    return int(said.split()[ROLES.index(role)])


def test_every_address_has_a_row():
    assert set(routes(get_resolver())) == set(ADDRESSES)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("verb", VERBS[:3])
def test_nobody_gets_further_than_their_role(people, role, verb):
    places = STATES["public"](people["author"], people["administrator"], people[role])
    expected = {route: status("public", route, verb, role) for route in ADDRESSES}
    person = visitor(people[role])
    answered = {
        route: tried(person, verb, row.path.format(**places)).status_code for route, row in ADDRESSES.items()
    }
    wrong = {
        route: (status, expected[route]) for route, status in answered.items() if status != expected[route]
    }
    assert wrong == {}


@pytest.mark.parametrize("state", [state for state in STATES if state != "public"])
@pytest.mark.parametrize("role", ROLES)
def test_what_is_hidden_answers_like_what_never_was_and_the_rest_as_its_row_says(
    people, member, what_never_was, role, state
):
    by = member if role in HIDDEN_FROM[state] else people["author"]
    places = STATES[state](by, people["administrator"], people[role])
    person, unknown = visitor(people[role]), nowhere(places)
    wrong = {}
    for verb in VERBS:
        for route, row in OF_A_PAGE.items():
            there = tried(person, verb, row.path.format(**places))
            if role in HIDDEN_FROM[state]:
                never = what_never_was(role, person, verb, row, unknown)
                told = _MAIN if state == "trashed" and role in MAY_BRING_BACK else _NOTHING
                assert told.sub("", seen(there, row, places)) == told.sub("", never), (verb, row.path)
            elif verb != "put" and there.status_code != status(state, route, verb, role):
                wrong[state, route, verb] = there.status_code
    assert wrong == {}


@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_put_or_deleted_anywhere(people, role):
    places = STATES["public"](people["author"], people["administrator"], people[role])
    person = visitor(people[role])
    for verb in ("put", "delete"):
        for route, row in ADDRESSES.items():
            answer = tried(person, verb, row.path.format(**places))
            allowed = {301, 302, 403, 404, 405, *(status("public", route, one, role) for one in VERBS[:3])}
            assert answer.status_code in allowed, (verb, row.path)


@pytest.mark.parametrize("role", ROLES[1:])
def test_lists_and_feeds_hold_no_word_of_what_is_hidden(people, member, role):
    filled("Zeppelin", by=member, ada=people["administrator"], audience=make_audience("Board", member))
    somebody = visitor(people[role])
    for row in ADDRESSES.values():
        if "{" not in row.path:
            assert b"zeppelin" not in somebody.get(row.path).getvalue().lower(), row.path
