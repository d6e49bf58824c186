"""A Chromium for the whole run, and people who sit in front of it."""

import os

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.visiting import ARGUMENTS, Visitor, chromium_path

# Playwright's loop runs in the thread of the tests; what they ask of the database is their own business.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))


@pytest.fixture(scope="session")
def chromium():
    path = chromium_path()
    if path is None:
        pytest.skip("There is no Chromium: name one in CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, live_server):
    """Put somebody in front of a browser: `visit(alice, view="phone")`, `visit()` for a stranger."""
    visitors = []

    def visit(person=None, **options):
        visitors.append(Visitor(chromium, live_server.url, person=person, **options))
        return visitors[-1]

    yield visit
    for visitor in visitors:
        visitor.context.close()
