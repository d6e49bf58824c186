"""The picture of a round as a file: for those who see it on the page, kept by no cache."""

import pytest

from kmsite.culture.rounds import holding
from tests.culture.rounds import SPLIT, answer_all, make_people, open_round
from tests.make import make_community, make_member

pytestmark = pytest.mark.django_db
PICTURE = "/communities/lessons-learned/culture/1/picture."
TYPES = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}


def test_members_take_the_picture_along_and_nobody_else_does(alice, carol, mallory, anonymous):
    community = make_community("Lessons learned", by=alice.user)
    make_member(community, carol.user)
    round = open_round(community, alice.user)
    answer_all(round, make_people(6, community), SPLIT)
    holding.close(round, by=alice.user)
    for extension, media_type in TYPES.items():
        file = carol.get(f"{PICTURE}{extension}")
        assert (file.status_code, file.headers["Content-Type"]) == (200, media_type)
        assert {"private", "no-store"} <= set(file.headers["Cache-Control"].split(", "))
        asked = carol.head(f"{PICTURE}{extension}")
        assert (asked.status_code, asked.content) == (200, b"")
        assert asked.headers["ETag"] == file.headers["ETag"]
        known = carol.get(f"{PICTURE}{extension}", headers={"If-None-Match": file.headers["ETag"]})
        assert (known.status_code, known.content) == (304, b"")
        assert mallory.get(f"{PICTURE}{extension}").status_code == 403
        assert (
            mallory.get(PICTURE + extension, headers={"If-None-Match": file.headers["ETag"]}).status_code
            == 403
        )
        assert anonymous.get(f"{PICTURE}{extension}").status_code == 302
    assert carol.get(f"{PICTURE}exe").status_code == 404
    assert carol.post(f"{PICTURE}svg").status_code == 405
