"""The log: one line per event, whatever people typed into it."""

import json
import logging
import sys

import pytest
from django.test import Client

from kmsite.logs import JsonLine, TextLine


def event(message, *values, **extra):
    record = logging.getLogger("kmsite.pages").makeRecord(
        "kmsite.pages", logging.WARNING, __file__, 1, message, values, None, extra=extra
    )
    record.created = 0
    return record


def test_a_line_for_people_names_level_place_and_fields():
    line = TextLine().format(event("saved %s", "Pump", page=3))
    assert line.endswith("WARNING kmsite.pages: saved Pump page=3")


def test_nobody_can_forge_a_second_line():
    line = TextLine().format(event("searched for %s", "pump\n12:00:00 ERROR forged\x1b[2J"))
    assert "\n" not in line
    assert "pump\\n12:00:00 ERROR forged\\x1b[2J" in line


def test_a_line_for_machines_is_one_json_object():
    entry = json.loads(JsonLine().format(event("saved", page=3)))
    assert entry == {
        "time": "1970-01-01T00:00:00.000+00:00",
        "level": "warning",
        "logger": "kmsite.pages",
        "message": "saved",
        "page": 3,
    }


def test_a_traceback_stays_inside_the_object():
    record = event("failed")
    try:
        raise ValueError("two\nlines")
    except ValueError:
        record.exc_info = sys.exc_info()
    line = JsonLine().format(record)
    assert "\n" not in line
    assert "ValueError" in json.loads(line)["error"]


def test_a_line_about_a_request_names_it(rf):
    request = rf.get("/")
    request.request_id = "abc123"
    assert "request_id=abc123" in TextLine().format(event("not found", request=request))


@pytest.mark.parametrize(
    "address",
    [
        "/setup/kX3-9_zQ/",
        "/invitation/kX3-9_zQ",
        "/accounts/password/reset/key/2-kX3-9_zQ/",
        "/accounts/confirm-email/MQ:1x:kX3-9_zQ/",
        "/accounts/confirm-email/MQ%3A1x%3AkX3-9_zQ/",
        "/accounts/login/?next=%2Finvitation%2FkX3-9_zQ%2F",
        "https://wiki.example.org/setup/kX3-9_zQ/",
    ],
)
@pytest.mark.parametrize("form", [TextLine, JsonLine])
def test_an_address_that_opens_a_door_is_not_written_down(form, address):
    try:
        raise ValueError(f"cannot answer '{address}' \"{address}\"")
    except ValueError:
        record = event("Internal Server Error: %s", address, path=address)
        record.exc_info = sys.exc_info()
    line = form().format(record)
    assert "kX3" not in line
    assert "(secret)" in line
    if form is JsonLine:
        assert json.loads(line)["message"].endswith(json.loads(line)["path"])


def test_other_addresses_are_written_in_full():
    assert "/articles/setting-up/history/3/" in TextLine().format(event("/articles/setting-up/history/3/"))


@pytest.fixture
def said():
    """What the site's own log says, line by line."""
    lines = []
    listener = logging.Handler()
    listener.setFormatter(TextLine())
    listener.emit = lambda record: lines.append(listener.format(record))
    logging.getLogger().addHandler(listener)
    yield lines
    logging.getLogger().removeHandler(listener)


def test_what_is_refused_in_good_order_is_no_news(said, carol, anonymous):
    answers = [
        anonymous.get("/nowhere/"),
        carol.get("/invitations/"),
        carol.post("/articles/"),
        carol.get("/invitation/unknown/"),
    ]
    assert [answer.status_code for answer in answers] == [404, 403, 405, 404]
    assert said == []


def test_a_form_without_its_token_and_a_wrong_host_are_one_line_each(said, carol):
    browser = Client(enforce_csrf_checks=True)
    assert browser.post("/accounts/login/", {}).status_code == 403
    assert browser.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert len(said) == 2
    assert not any("\n" in line for line in said)


def test_a_fault_of_ours_keeps_its_traceback(said, anonymous, monkeypatch):
    monkeypatch.setattr("kmsite.health.waiting_migrations", lambda: 1 / 0)
    anonymous.raise_request_exception = False
    assert anonymous.get("/readyz").status_code == 500
    [line] = said
    assert "Internal Server Error: /readyz" in line
    assert "ZeroDivisionError" in line
