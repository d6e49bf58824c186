"""The log: one line per event, whatever people typed into it."""

import json
import logging
import sys

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
