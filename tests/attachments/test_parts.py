"""Parts of a file, and who gets no part of one."""

import pytest

from kmsite.attachments.attaching import attach, look_at
from kmsite.attachments.replacing import replace
from kmsite.pages.endings.trashing import trash
from tests.attachments.samples import PDF, picture
from tests.make import make_article, make_audience

SIZE = len(PDF)


@pytest.fixture
def manual(pump_article):
    return attach(pump_article, name="manual.pdf", content=PDF, by=None)


def part(person, attachment, asked, **headers):
    return person.get(attachment.get_absolute_url(), headers={"range": asked, **headers})


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-3", 0, 3),
        ("bytes=4-", 4, SIZE - 1),
        ("bytes=-5", SIZE - 5, SIZE - 1),
        ("bytes=2-999999", 2, SIZE - 1),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
        ("bytes=-999999", 0, SIZE - 1),
    ],
)
def test_a_part_is_sent_when_a_part_is_asked_for(anonymous, manual, asked, first, last):
    answer = part(anonymous, manual, asked)
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert answer["Content-Length"] == str(last - first + 1)
    assert answer.getvalue() == PDF[first : last + 1]
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=-0", "bytes=99999999999-"])
def test_a_part_that_is_not_there_is_refused(anonymous, manual, asked):
    answer = part(anonymous, manual, asked)
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{SIZE}")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.content == b""


@pytest.mark.parametrize(
    "asked", ["bytes=5-2", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,3-4", "bytes=\u0661-"]
)
def test_what_is_no_single_range_is_answered_with_the_whole(anonymous, manual, asked):
    answer = anonymous.generic("GET", manual.get_absolute_url(), headers={"range": asked})
    assert (answer.status_code, answer.getvalue()) == (200, PDF)
    assert answer["Accept-Ranges"] == "bytes"


def test_a_part_of_what_has_changed_since_is_answered_with_the_whole(anonymous, manual):
    tag = anonymous.get(manual.get_absolute_url())["ETag"]
    assert part(anonymous, manual, "bytes=0-3", **{"if-range": tag}).status_code == 206
    assert part(anonymous, manual, "bytes=0-3", **{"if-range": '"other"'}).getvalue() == PDF


def test_asking_for_the_head_of_a_part_gives_the_headers_of_the_whole(anonymous, manual):
    answer = anonymous.head(manual.get_absolute_url(), headers={"range": "bytes=0-3"})
    assert (answer.status_code, answer["Content-Length"], answer.getvalue()) == (200, str(SIZE), b"")


TAILS = ("", "pump.png", "w160/pump.png", "v1/pump.png", "v2/pump.png", "replace/", "describe/", "delete/")


def hidden_file(alice):
    page = make_article("Secret pump", audience=make_audience("Crew", alice.user), by=alice.user)
    attachment = attach(page, name="pump.png", content=picture(), by=alice.user)
    return page, replace(attachment, look_at(picture(size=(500, 4))), base=1, by=alice.user).attachment


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("headers", [{}, {"range": "bytes=0-3"}], ids=["whole", "part"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_an_outsider_gets_no_part_of_a_hidden_file(alice, bob, mallory, method, headers, tail):
    _page, attachment = hidden_file(alice)
    assert alice.get(f"/files/{attachment.pk}/{tail}").status_code == 200
    for outsider in (bob, mallory):
        hidden, missing = (
            getattr(outsider, method)(f"/files/{id}/{tail}", headers=headers)
            for id in (attachment.pk, 987_654)
        )
        assert hidden.status_code == missing.status_code == 404
        assert set(hidden.headers) == set(missing.headers)


@pytest.mark.parametrize("tail", TAILS[:5])
def test_the_files_of_a_page_in_the_trash_are_not_there(alice, bob, tail):
    page, attachment = hidden_file(alice)
    trash([page], by=None)
    for person in (alice, bob):
        assert person.get(f"/files/{attachment.pk}/{tail}").status_code == 404
