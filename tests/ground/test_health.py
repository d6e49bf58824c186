"""What a load balancer asks, and what every answer says to the browser about safety."""

import re
from unittest.mock import patch

from django.db import OperationalError


def test_a_living_process_says_so_without_the_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"alive\n")
    assert answer["Cache-Control"] == "no-store"


def test_a_site_with_all_its_tables_is_ready(client, db):
    assert client.get("/readyz").content == b"ready\n"


def test_a_site_without_its_database_is_not_ready(client):
    with patch("kmsite.health.waiting_migrations", side_effect=OperationalError):
        assert client.get("/readyz").status_code == 503


def test_a_site_that_waits_for_migrations_is_not_ready(client):
    with patch("kmsite.health.waiting_migrations", return_value=["0002"]):
        answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"migrations are waiting\n")


def test_every_answer_carries_the_headers_that_keep_browsers_careful(client, db):
    answer = client.get("/")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    policy = dict(re.findall(r"([\w-]+) ?([^;]*)", answer["Content-Security-Policy"]))
    assert policy["default-src"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert "upgrade-insecure-requests" not in policy, "the try-out is on plain http"
