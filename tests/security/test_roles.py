"""Every address, method, role and state of the page: nobody gets further, what is hidden is not there."""

import re

import pytest
from django.db import transaction
from django.urls import URLResolver, get_resolver

from kmsite.accounts.models import User
from tests.people import make_user
from tests.security.addresses import ADDRESSES, ROLES
from tests.security.places import STATES, Visitor, is_of_a_page, nowhere, seen
from tests.security.written import Watch

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
    "articles/<pageslug:slug>/language/": "302 403 409 409 409 409",
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


WORLDS = {
    (state, hidden): [role for role in ROLES if (role in HIDDEN_FROM[state]) == hidden]
    for state in STATES
    for hidden in (True, False)
}
"""Each state of the page that is tried, and to whom: the roles from which it is hidden, or all others."""


def in_worlds(*states):
    """Give a test each world of the states with each of its roles: one world is made for all of them."""
    worlds = [world for world in WORLDS if world[0] in states]
    cases = [pytest.param(world, role, id=f"{role}-{world[0]}") for world in worlds for role in WORLDS[world]]
    return pytest.mark.parametrize(("world", "role"), cases, indirect=["world"], scope="module")


@pytest.fixture(scope="module")
def people(lasting):
    """The cast by role, and somebody who wrote a page that is hidden, and is in its audience."""
    cast = zip(ROLES[1:], ("carol", "alice", "bob", "cleo", "ada"), strict=True)
    made = {role: make_user(name, role) for role, name in cast}
    return {"anonymous": None, "member": make_user("member", "author"), **made}


@pytest.fixture(scope="module")
def world(request, people):
    """The places of one of WORLDS."""
    state, hidden = request.param
    now = {user.username: user for user in User.objects.all()}  # remembering nothing of the world before
    persons = [people[role] and now[people[role].username] for role in WORLDS[request.param]]
    with transaction.atomic():
        yield STATES[state](now["member" if hidden else "alice"], now["ada"], *persons)
        transaction.set_rollback(True)


@pytest.fixture
def state(request):
    """The state of the page that is tried."""
    return request.node.callspec.params["world"][0]


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
            told[role, verb, row.path] = seen(person.tries(verb, row.path.format(**unknown)), row, unknown)
        return told[role, verb, row.path]

    return ask


def status(state, route, verb, role):
    """Return what the row of `route` says of a request; HEAD is answered like GET."""
    column = "post" if verb == "post" else "get"
    said = OTHERWISE.get((state, route, verb)) or getattr(ADDRESSES[route], column)
    return int(said.split()[ROLES.index(role)])


def test_every_address_has_a_row():
    assert set(routes(get_resolver())) == set(ADDRESSES)


@in_worlds("public")
@pytest.mark.parametrize("verb", VERBS[:3])
def test_nobody_gets_further_than_their_role(db, people, world, role, verb):
    expected = {route: status("public", route, verb, role) for route in ADDRESSES}
    person, watch = Visitor(people[role]), Watch()
    answered = {
        route: person.tries(verb, row.path.format(**world)).status_code for route, row in ADDRESSES.items()
    }
    assert {one: said for one, said in answered.items() if said != expected[one]} == {}
    if verb != "post" and (tables := watch.news()):
        pytest.fail(f"To look at these writes {tables}: {who_writes(person, verb, world)}")


def who_writes(person, verb, world):
    """Return the tables that a row of each address was written to, though it was only looked at."""
    found, watch = {}, Watch()
    for route, row in ADDRESSES.items():
        person.tries(verb, row.path.format(**world))
        found[route] = watch.news()
    return {route: tables for route, tables in found.items() if tables}


@in_worlds(*(state for state in STATES if state != "public"))
def test_what_is_hidden_answers_like_what_never_was_and_the_rest_as_its_row_says(
    db, people, what_never_was, world, state, role
):
    person, unknown = Visitor(people[role]), nowhere(world)
    wrong = {}
    for verb in VERBS:
        for route, row in OF_A_PAGE.items():
            there = person.tries(verb, row.path.format(**world))
            if role in HIDDEN_FROM[state]:
                never = what_never_was(role, person, verb, row, unknown)
                told = _MAIN if state == "trashed" and role in MAY_BRING_BACK else _NOTHING
                assert told.sub("", seen(there, row, world)) == told.sub("", never), (verb, row.path)
            elif verb != "put" and there.status_code != status(state, route, verb, role):
                wrong[state, route, verb] = there.status_code
    assert wrong == {}


@in_worlds("public")
def test_nothing_is_put_or_deleted_anywhere(db, people, world, role):
    person = Visitor(people[role])
    for verb in ("put", "delete"):
        for route, row in ADDRESSES.items():
            answer = person.tries(verb, row.path.format(**world))
            allowed = {301, 302, 403, 404, 405, *(status("public", route, one, role) for one in VERBS[:3])}
            assert answer.status_code in allowed, (verb, row.path)


@in_worlds("foreign")
def test_lists_and_feeds_hold_no_word_of_what_is_hidden(db, people, world, role):
    somebody = Visitor(people[role])
    for row in ADDRESSES.values():
        if "{" not in row.path:
            assert b"zeppelin" not in somebody.tries("get", row.path).getvalue().lower(), row.path
