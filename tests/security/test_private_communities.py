"""Whoever does not belong to a private community meets nothing there: each address of it leads nowhere."""

import re
from urllib.parse import quote

import pytest

from kmsite.views.not_found import title_of
from tests.people import make_user
from tests.security.places import PASSING, Visitor
from tests.security.private_places import asked, filled, nowhere

OUTSIDE = (None, "reader", "editor", "administrator")
_CHANGING = re.compile(r'csrfmiddlewaretoken" value="\w+"|\b(thread=|comment-)\d+')


def told(answer, path):
    """Return what somebody can tell from an answer, without what the address itself says."""
    headers = sorted((name, value) for name, value in answer.headers.items() if name not in PASSING)
    text = _CHANGING.sub("", f"{answer.status_code} {headers} {answer.text}")
    for word in filter(None, (path, quote(path), title_of(path), quote(title_of(path)))):
        text = text.replace(word, "…")
    return text


@pytest.fixture(scope="module")
def places(lasting):
    return filled(make_user("founder", "author"))


@pytest.mark.parametrize("role", OUTSIDE)
def test_every_address_of_a_private_community_answers_outsiders_like_what_never_was(db, places, role):
    unknown = nowhere(places)
    outsider = Visitor(make_user("outsider", role) if role else None)
    nothing, wrong = set(), []
    for verb, path in asked():
        there, never = path.format(**places), path.format(**unknown)
        seen = told(outsider.tries(verb, there), there)
        if seen not in nothing:
            nothing.add(told(outsider.tries(verb, never), never))
        if "ydrogen" in seen or seen not in nothing:
            wrong.append((verb, there))
    assert wrong == []
