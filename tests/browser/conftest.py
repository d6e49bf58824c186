"""A Chromium for the whole run, and people who sit in front of it."""

import os
import time

import pytest
from django.db import connection, connections
from django.test import modify_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import sync_playwright

from kmsite.pages.saving.editing import revise
from tests.browser.content import BODY
from tests.browser.lending import Lender
from tests.browser.serving import with_joined_files
from tests.browser.visiting import ARGUMENTS, Visitor, chromium_path
from tests.make import make_article

# Playwright's loop runs in the thread of the tests; what they ask of the database is their own business.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


BUSY = """SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"""

ONCE_MORE = pytest.mark.flaky(reruns=1, only_rerun=[r"^TimeoutError: .*Timeout [0-9]+ms exceeded"])
"""For a browser that a busy machine kept waiting for too long; what a test asserts is never asked again.

Only here: whoever may be asked again tells the process that collects the results, and waits for its answer.
"""


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)
            item.add_marker(ONCE_MORE)
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))


@pytest.fixture(scope="session")
def chromium(site):
    path = chromium_path()
    if path is None:
        pytest.skip("There is no Chromium: name one in CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()
        connections.close_all()  # of Playwright's loop: an open one keeps the database from going


@pytest.fixture(scope="session")
def site(django_db_setup):
    """The address of the site, which answers in a thread; it ends before its database is dropped."""
    thread = LiveServerThread("127.0.0.1", static_handler=with_joined_files)
    with modify_settings(ALLOWED_HOSTS={"append": "127.0.0.1"}):
        thread.start()
        thread.is_ready.wait()
        if thread.error:
            raise thread.error
        yield f"http://127.0.0.1:{thread.port}"
        thread.terminate()


def wait_until_quiet():
    """Wait until what browsers send on leaving is answered: emptying the tables would lock against it."""
    quiet = 0
    for _ in range(100):
        time.sleep(0.02)
        with connection.cursor() as cursor:
            cursor.execute(BUSY)
            quiet = 0 if cursor.fetchone()[0] else quiet + 1
        if quiet == 5:
            return


@pytest.fixture(scope="session")
def lender(chromium, site):
    return Lender(chromium, site)


@pytest.fixture
def visit(lender, site):
    """Put somebody in front of a browser: `visit(alice, view="phone")`, `visit()` for a stranger."""
    visitors = []

    def visit(person=None, *, view="desk", **options):
        visitors.append(Visitor(lender.lend(view, **options), site, person=person))
        return visitors[-1]

    yield visit
    for visitor in visitors:
        lender.take_back(visitor.context)
    wait_until_quiet()


@pytest.fixture
def pump_article(alice):
    """A short page, written by Alice."""
    return make_article(title="Pump", body="How the pump works.\n\n## Valve\n\nTurn it.", by=alice.user)


@pytest.fixture
def wiki(alice, bob, pump_article):
    """A few pages with sections, tags, links and a history."""
    section = make_article(title="Methods", body="How we work: [[Knowledge audit]].", by=alice.user)
    audit = make_article(
        title="Knowledge audit",
        body=BODY,
        by=alice.user,
        parent=section,
        lede="A structured look at what an organisation knows.",
        tags=("methods", "culture"),
    )
    revise(
        audit, base=1, body=BODY.replace("Ask people", "Ask experts"), by=bob.user, summary="clearer step 1"
    )
    revise(audit, base=2, body=BODY.replace("Ask people", "Ask novices"), by=alice.user, minor=True)
    make_article(title="After action review", body="Four questions.", by=bob.user, parent=section)
    return audit
