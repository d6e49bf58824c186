"""What is hidden costs as many statements as what is not there: no answer is sooner for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kmsite.search import continuing
from tests.make import make_article, make_audience
from tests.people import make_user

pytestmark = pytest.mark.django_db


def work(person, path, sent=None):
    """Return the kinds of statements that an answer asked for."""
    continuing._growing.clear()
    with CaptureQueriesContext(connection) as asked:
        person.post(path, sent) if sent else person.get(path)
    said = [one["sql"] for one in asked]
    return sorted(sql[:40] for sql in said if "SAVEPOINT" not in sql and "cache_entry" not in sql)


def test_asking_for_what_is_hidden_is_as_much_work_as_asking_for_nothing(anonymous, mallory, alice):
    hermit = make_user("hermit", "editor")
    make_article("Pump", "water", tags=["wet"])
    hidden = make_article(
        "Zeppelin", "zeppelin", by=hermit, audience=make_audience("b", hermit), tags=["zeppelin"]
    ).slug
    nothing = f"{hidden[:-1]}{'x' if hidden[-1] != 'x' else 'y'}"
    doors = {
        **{f"{ask}zeppelin": f"{ask}zoppelin" for ask in (
            "/search/?q=", "/search/?q=water&tag=", "/search/?q=water&section=", "/switch/?q=",
            "/suggest/?q=", "/opensearch/?q=", "/tags/wet/?tag=", "/tags/?tag=", "/suggest/tags/?q=",
            "/new/?title=",
        )},
        "/tags/zeppelin/": "/tags/zoppelin/",
        **{path.format(hidden): path.format(nothing) for path in (
            "/articles/{}/", "/articles/{}/card/", "/articles/{}/links/", "/articles/{}/related/",
            "/articles/{}/history/", "/switch/?seen=/articles/{}/",
        )},
    }  # fmt: skip
    for person in (anonymous, mallory, alice):
        for there, nowhere in doors.items():
            assert work(person, there) == work(person, nowhere), there
    seen, not_there = (
        work(alice, "/editor/preview/", {"body": f"See [[{word}]]."}) for word in ("Zeppelin", "Zoppelin")
    )
    assert seen == not_there
