"""The cast of every test: Alice writes, Bob edits, Carol reads, Mallory must see nothing."""

from contextlib import ExitStack

import pytest
from django.db import transaction
from django.template import RequestContext
from django.template.base import Template
from django.test import Client
from django.test.utils import instrumented_test_render

from tests.emptying import keep_what_the_migrations_wrote
from tests.migrating import Copying, quickly
from tests.people import Person, make_user


@pytest.fixture(scope="session", autouse=True)
def pages_that_tell_their_context(django_test_environment):
    """Tell tests what pages were given, and not what each of the fifty templates within one was given."""

    def tell(template, context):
        is_a_page = isinstance(context, RequestContext) and context.template is template
        return instrumented_test_render(template, context) if is_a_page else template.nodelist.render(context)

    Template._render = tell


@pytest.fixture(scope="session")
def copying(request, tmp_path_factory, django_db_keepdb):
    """How the processes of a run share one migrated database; None for one alone, and for kept databases."""
    is_alone = not hasattr(request.config, "workerinput")
    return None if is_alone or django_db_keepdb else Copying(tmp_path_factory.getbasetemp().parent)


@pytest.fixture(scope="session")
def until_migrated():
    """What lasts until the database is migrated."""
    with ExitStack() as stack:
        stack.enter_context(quickly())
        yield stack


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, copying, until_migrated):
    """Begin with a copy of the migrated database when there is one."""
    if copying:
        copying.begin()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, copying, until_migrated, django_db_blocker):
    """Keep what the migrations wrote: for after each test that empties the tables, and for others."""
    until_migrated.close()
    with django_db_blocker.unblock():
        keep_what_the_migrations_wrote()
        if copying:
            copying.leave_a_copy()
    yield
    with django_db_blocker.unblock():
        if copying:
            copying.end()


@pytest.fixture(scope="module")
def lasting(django_db_setup, django_db_blocker):
    """Let fixtures of a module make what all its tests share: each undoes its own deeds, the last one all."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def anonymous(db):
    """Somebody who has not signed in."""
    return Client()


@pytest.fixture
def alice(db):
    """An author."""
    return Person(make_user("alice", "author"))


@pytest.fixture
def bob(db):
    """An editor."""
    return Person(make_user("bob", "editor"))


@pytest.fixture
def carol(db):
    """A reader."""
    return Person(make_user("carol", "reader"))


@pytest.fixture
def mallory(db):
    """A reader who belongs to no audience."""
    return Person(make_user("mallory", "reader"))


@pytest.fixture
def cleo(db):
    """A curator."""
    return Person(make_user("cleo", "curator"))


@pytest.fixture
def ada(db):
    """An administrator."""
    return Person(make_user("ada", "administrator"))
