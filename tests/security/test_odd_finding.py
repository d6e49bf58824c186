"""Odd questions at every door of finding: none is an error, and none gets what is hidden."""

import pytest

from tests.make import make_article, make_audience
from tests.people import make_user

pytestmark = pytest.mark.django_db

ODD = (
    "%00",
    "%ff%fe",
    "%ed%a0%80",
    "%",
    "'",
    "=cmd|'/c'!A1",
    "</script><script>",
    "%0d%0aSet-Cookie:x=1",
    ":*",
)
EVERYWHERE = "&".join(
    f"{name}=%s"
    for name in (
        *("q", "part", "kind", "page", "sort", "since", "person", "tag", "section", "community"),
        *("status", "language", "archive", "exactly"),
    )
)
DOORS = (
    f"/search/?q=water&{EVERYWHERE}", "/search/?q=%s&part=results&settled=1", "/tags/wet/?tag=%s",
    "/tags/%s/",
    "/switch/?q=%s", "/switch/?seen=%s&seen=/articles/%s/", "/opensearch/?q=%s", "/suggest/?q=%s",
    "/suggest/tags/?q=%s", "/articles/house/links/?heading=%s", "/articles/house/card/?at=%s",
    "/reports/wanted/?page=%s&after=%s", "/discussions/similar/?title=%s", "/sitemap-%s-0.xml",
)  # fmt: skip
LONG = (
    f"/search/?q={'x' * 100_000}", f"/search/?q={'a+' * 40_000}", f"/switch/?q={'a+' * 40_000}",
    f"/search/?q=water{'&tag=x' * 500}", f"/tags/wet/?{'&'.join(f'tag=x{n}' for n in range(500))}",
    f"/switch/?{'seen=/articles/house/&' * 900}", f"/search/?{'q=a&' * 3_000}",
    "/sitemap-article-99999999999999999999.xml", "/sitemap-article-922337203685477.xml",
)  # fmt: skip


@pytest.fixture(autouse=True)
def wiki(settings):
    settings.LIMITS = {}
    hermit = make_user("hermit", "editor")
    make_article("House", "water", tags=["wet"])
    make_article("Merger", "water zeppelin", by=hermit, audience=make_audience("board", hermit))


def test_odd_signs_are_no_error_at_any_door(anonymous):
    anonymous.raise_request_exception = False
    for odd in ODD:
        for door in DOORS:
            answer = anonymous.get(door.replace("%s", odd))
            assert answer.status_code in (200, 301, 302, 400, 404), (door, odd)
            assert b"zeppelin" not in answer.getvalue().lower(), (door, odd)
            assert "\n" not in answer.headers.get("Location", "")


def test_however_much_is_asked_it_is_answered_or_refused(anonymous):
    anonymous.raise_request_exception = False
    for path in LONG:
        assert anonymous.get(path).status_code in (200, 400, 404), path[:60]


def test_a_foreign_host_stands_in_no_address(anonymous):
    for path in ("/opensearch.xml", "/sitemap.xml", "/robots.txt", "/opensearch/?q=h"):
        told = anonymous.get(path, headers={"host": "testserver", "x-forwarded-host": "evil.example"})
        assert (told.status_code, b"evil" in told.getvalue()) == (200, False)
        assert anonymous.get(path, headers={"host": "testserver@evil.example"}).status_code == 400


def test_nothing_of_finding_is_asked_with_another_verb(anonymous):
    for path in ("/search/?q=water", "/switch/?q=h", "/opensearch/?q=h", "/sitemap.xml", "/tags/wet/"):
        for verb in ("post", "put", "patch", "delete"):
            assert getattr(anonymous, verb)(path).status_code == 405, (verb, path)
        headers = anonymous.head(path)
        assert (headers.status_code, headers.getvalue()) == (200, b"")
