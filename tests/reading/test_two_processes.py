"""Two web processes keep finished pages, and neither ever shows what the other has made old."""

import json
import os
import subprocess
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.db import connection

from tests.emptying import empty
from tests.people import Person, make_user
from tests.reading.changes import ADDRESS, CHANGES, Wiki, close_to_all_but, close_to_visitors

DATABASE = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")


class Site:
    """A web process of its own."""

    def __init__(self):
        database = json.dumps({key: str(connection.settings_dict[key]) for key in DATABASE})
        command = [sys.executable, "-m", "tests.reading.second_process", database]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ))

    def open(self):
        """Wait until it answers."""
        self.port = int(self.process.stdout.readline())

    def end(self):
        self.process.terminate()
        self.process.wait(10)
        self.process.stdout.close()

    def get(self, reader=None, **headers):
        """Return status and text of the page as a visitor or `reader` sees it."""
        if reader:
            headers["Cookie"] = f"{settings.SESSION_COOKIE_NAME}={reader.session.session_key}"
        request = Request(f"http://127.0.0.1:{self.port}{ADDRESS}", headers=headers)
        try:
            with urlopen(request, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as refusal:
            return refusal.code, ""


@pytest.fixture
def sites(transactional_db):
    both = [Site(), Site()]
    try:
        for site in both:
            site.open()
        yield both
    finally:
        for site in both:
            site.end()


def afresh(writer):
    """Return the small wiki, alone in the database."""
    empty("pages_page", "pages_revision")
    return Wiki(writer)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_every_change_shows_in_the_next_view_of_both(sites):
    alice, carol, mallory = (Person(make_user(name, "author")) for name in ("alice", "carol", "mallory"))
    for name, (act, before, after) in CHANGES.items():
        wiki = afresh(alice.user)
        for site in sites:
            assert before in site.get()[1], name
        act(wiki)
        for site in sites:
            for reader in (None, carol):
                status, page = site.get(reader)
                assert (status, after in page) == (200, True), name
                assert not before or before not in page, name
    wiki = afresh(alice.user)
    close_to_visitors(wiki)
    for site in sites:
        assert (site.get()[0], site.get(carol)[0], site.get(mallory)[0]) == (404, 200, 200)
    close_to_all_but(wiki, carol.user)
    for site in sites:
        assert (site.get()[0], site.get(carol)[0], site.get(mallory)[0]) == (404, 200, 404)
    carol.user.set_password("another long pass phrase")
    carol.user.save()
    for site in sites:
        assert site.get(carol)[0] == 404
