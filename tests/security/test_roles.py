"""Every address as every role: nobody gets further than the table says, and what is hidden is not there."""

import re
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from kmsite.accounts.inviting import invite
from kmsite.attachments.attaching import attach
from kmsite.pages import editing
from kmsite.pages.models import Tag
from kmsite.views.not_found import title_of
from tests.make import make_article, make_audience
from tests.people import Person
from tests.security.addresses import ADDRESSES, ROLES

_GROUP = re.compile(r"\(\?P<(\w+)>[^)]*\)")
_CHANGING = re.compile(r'csrfmiddlewaretoken" value="\w+"')
UNKNOWN = 987_654
PASSING = {"X-Request-ID", "Expires", "Content-Length"}


@pytest.fixture
def people(carol, alice, bob, cleo, ada):
    return dict(zip(ROLES, (None, carol.user, alice.user, bob.user, cleo.user, ada.user), strict=True))


@pytest.fixture
def public(people):
    """What fills the places of the addresses with something that everybody may see."""
    return filled("Pump", by=people["author"], ada=people["administrator"])


@pytest.fixture
def hidden(people, member):
    return filled("Zeppelin", by=member, ada=people["administrator"], audience=make_audience("Board", member))


@pytest.fixture
def member(django_user_model):
    return django_user_model.objects.create(username="member", name="Member")


def filled(title, *, by, ada, **options):
    page = editing.revise(
        make_article(title, "Once.", by=by, tags=[title], **options), base=1, body="Now.", by=by
    ).page
    tag = Tag.objects.get(name=title)
    file = attach(page, name="notes.txt", content=title.encode(), by=by)
    return {
        "page": page.slug,
        "id": page.pk,
        "tag": tag.slug,
        "tag_id": tag.pk,
        "file": file.pk,
        "audience": make_audience(f"Friends {page.pk}").pk,
        "person": by.pk,
        "invitation": invite(by=ada, role="reader")[0].pk,
    }


def routes(resolver, before=""):
    """Yield every route below `resolver`, its groups written like those of `path`."""
    for one in resolver.url_patterns:
        here = before + _GROUP.sub(r"<\1>", str(one.pattern)).strip("^$")
        if isinstance(one, URLResolver):
            yield from routes(one, here)
        else:
            yield here


def visitor(user):
    return Person(user) if user else Client()


def test_every_address_has_a_row():
    assert set(routes(get_resolver())) == set(ADDRESSES)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("verb", ["get", "post"])
def test_nobody_gets_further_than_their_role(people, public, role, verb):
    expected = {route: int(getattr(row, verb).split()[ROLES.index(role)]) for route, row in ADDRESSES.items()}
    answered = {
        route: getattr(visitor(people[role]), verb)(row.path.format(**public)).status_code
        for route, row in ADDRESSES.items()
    }
    assert answered == expected


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("verb", ["get", "head", "post"])
def test_what_is_hidden_answers_like_what_never_was(people, hidden, role, verb):
    unknown = {name: UNKNOWN if isinstance(one, int) else one[::-1] for name, one in hidden.items()}
    for row in ADDRESSES.values():
        if not re.search(r"\{(page|id|tag|tag_id|file)\}", row.path):
            continue
        there, nowhere = (
            seen(getattr(visitor(people[role]), verb)(row.path.format(**things)), row, things)
            for things in (hidden, unknown)
        )
        assert there == nowhere, row.path


@pytest.mark.parametrize("role", ROLES[1:])
def test_lists_and_feeds_hold_no_word_of_what_is_hidden(people, hidden, role):
    somebody = visitor(people[role])
    for row in ADDRESSES.values():
        if "{" not in row.path:
            assert "zeppelin" not in somebody.get(row.path).text.lower(), row.path


def seen(answer, row, things):
    """Return what somebody can tell from an answer, without what the address itself says."""
    guessed = title_of(row.path.format(**things))
    headers = {name: value for name, value in answer.headers.items() if name not in PASSING}
    told = _CHANGING.sub("", f"{answer.status_code} {sorted(headers.items())} {answer.text}")
    for word in filter(None, (things["page"], guessed, quote(guessed), things["tag"])):
        told = told.replace(word, "…")
    return re.sub(rf"([/“])({things['id']}|{things['tag_id']}|{things['file']})([/”])", r"\1…\3", told)
