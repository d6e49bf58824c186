"""What browsers and caches in between may keep of the wiki's working pages."""

import pytest

from tests.articles.writing import new
from tests.make import make_article

pytestmark = pytest.mark.django_db
PATHS = [
    "/articles/",
    "/changes/",
    "/changes.atom",
    "/tags/",
    "/search/?q=pump",
    "/suggest/?q=pu",
    "/articles/pump.md",
    "/articles/pump.atom",
    "/articles/pump/history/",
    "/articles/pump/history/1/",
    "/articles/pump/compare/1..1/",
    "/articles/pump/links/",
    "/articles/nothing/history/",
]


@pytest.mark.parametrize(
    "path", [*PATHS, "/new/", "/articles/pump/edit/", "/articles/pump/history/1/restore/"]
)
def test_nothing_that_a_person_saw_is_kept_after_signing_out(alice, path):
    make_article("Pump")
    assert alice.get(path)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", PATHS)
def test_what_anybody_sees_is_asked_for_again(anonymous, path):
    make_article("Pump")
    assert anonymous.get(path)["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("path", ["/new/", "/articles/pump/edit/", "/articles/pump/history/1/restore/"])
def test_a_form_from_another_site_changes_nothing(alice, path):
    page = make_article("Pump", by=alice.user)
    alice.handler.enforce_csrf_checks = True
    assert alice.post(path, new("Other") | {"base_revision": 1}).status_code == 403
    assert page.revisions.count() == 1


@pytest.mark.parametrize("path", PATHS[:-1])
def test_lists_answer_to_nothing_but_reading(alice, path):
    make_article("Pump")
    assert alice.post(path).status_code == 405
    assert alice.head(path).status_code == 200
