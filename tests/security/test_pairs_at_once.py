"""Two people do two different things to the same pages at the same moment: clean answers, a whole wiki."""

import itertools
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from kmsite.attachments import removing as files_removing
from kmsite.attachments import replacing
from kmsite.attachments.attaching import attach, look_at
from kmsite.attachments.refusing import FileGone, FileRefused, FileUsed
from kmsite.pages.endings import archiving, purging, trashing
from kmsite.pages.endings import removing as secrets_removing
from kmsite.pages.endings.archiving import ArchiveRefused
from kmsite.pages.endings.redacting import Secret, SecretRefused
from kmsite.pages.endings.trashing import NotThere, RestoreRefused, TitlesTaken
from kmsite.pages.integrity import violations
from kmsite.pages.models import Audience, AudienceMember, Page
from kmsite.pages.names import relinking
from kmsite.pages.places import merging, moving, ordering
from kmsite.pages.places.merging import ChangedMeanwhile
from kmsite.pages.places.ordering import OrderChanged
from kmsite.pages.readers import audiences
from kmsite.pages.refusing import (
    AudienceRefused,
    Conflict,
    MergeRefused,
    MoveRefused,
    TextRefused,
    TitleTaken,
)  # fmt: skip
from kmsite.pages.saving import editing
from tests.make import make_article, make_audience
from tests.people import make_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

REFUSALS = (
    NotThere, TitlesTaken, RestoreRefused, ArchiveRefused, TextRefused, TitleTaken, Conflict, MoveRefused,
    AudienceRefused, SecretRefused, MergeRefused, ChangedMeanwhile, OrderChanged, FileGone, FileRefused,
    FileUsed,
)  # fmt: skip


class Scene:
    """Two pages with a page below each, one that links to both, a file, a batch in the trash."""

    def __init__(self, bob, name):
        self.bob = bob
        self.a = make_article(f"A {name}", f"Words. Secret-{name}.", by=bob)
        self.b = make_article(f"B {name}", "Other words.", by=bob)
        self.kid = make_article(f"Kid A {name}", by=bob, parent=self.a)
        make_article(f"Kid B {name}", by=bob, parent=self.b)
        make_article(f"Links {name}", f"[[A {name}]] [[B {name}]] [[Old {name}]]", by=bob)
        self.file = attach(self.a, name="n.txt", content=b"hello", by=bob)
        self.gone = make_article(f"Gone {name}", by=bob, parent=self.kid)
        self.batch = trashing.trash([self.gone], by=bob)
        self.board = make_audience(f"Board {name}", bob)
        self.secret = Secret.of(f"Secret-{name}")


def merge(page, into, by):
    return merging.merge(page, into=into, base=1, into_base=1, body="Both.", tags=[], by=by)


ACTS = {
    "trash": lambda s: trashing.trash([s.a], by=s.bob),
    "merge": lambda s: merge(s.a, s.b, s.bob),
    "merge back": lambda s: merge(s.b, s.a, s.bob),
    "purge": lambda s: purging.purge(s.batch, by=s.bob),
    "restore": lambda s: trashing.restore(s.batch, by=s.bob),
    "archive": lambda s: archiving.archive(s.a, by=s.bob),
    "edit": lambda s: editing.revise(s.a, base=1, body="New words.", by=s.bob),
    "undo": lambda s: editing.restore(s.a, number=1, base=1, by=s.bob),
    "narrow": lambda s: audiences.set_audience(s.a, s.board, by=s.bob),
    "sign in": lambda s: audiences.set_audience(s.b, Audience.objects.get(pk=-1), by=s.bob),
    "move": lambda s: moving.move(s.a, parent=s.b, by=s.bob),
    "move back": lambda s: moving.move(s.b, parent=s.kid, by=s.bob),
    "rename": lambda s: moving.move(s.a, parent=None, by=s.bob, title=s.b.title),
    "order": lambda s: ordering.reorder(None, [s.b.pk, s.a.pk], by=s.bob),
    "replace file": lambda s: replacing.replace(s.file, look_at(b"newer", "n.txt"), base=1, by=s.bob),
    "delete file": lambda s: files_removing.remove(s.file, by=s.bob),
    "new page": lambda s: editing.create(type(s.a), title=f"Old {s.b.pk}", body="", by=s.bob, parent=s.kid),
    "remove secret": lambda s: secrets_removing.remove(s.a, secret=s.secret, why="Key", by=s.bob),
    "relink": lambda s: relinking.relink(s.a, target=s.b, by=s.bob),
    "leave": lambda s: AudienceMember.objects.filter(audience=s.board, user=s.bob).delete(),
}
PAIRS = list(itertools.combinations(ACTS, 2))


def outcome(act, scene):
    try:
        act(scene)
    except REFUSALS as refused:
        return type(refused).__name__
    return "done"


@pytest.fixture
def at_once():
    """Return a function that does two acts at the same moment, in threads that keep their connections."""
    start = threading.Barrier(2)

    def person(act):
        start.wait(30)
        try:
            return act()
        except Exception as error:
            connection.close()
            return error

    with ThreadPoolExecutor(2) as pool:
        yield lambda *acts: list(pool.map(person, acts))
        list(pool.map(person, [connection.close] * 2))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(5))
def test_every_two_acts_at_once_leave_a_whole_wiki(at_once, part):
    bob = make_user("bob", "editor")
    bob.groups.add(Group.objects.get(name="administrator"))
    for number, (one, other) in enumerate(PAIRS[part::5]):
        scene = Scene(bob, f"{part} {number}")
        answers = at_once(partial(outcome, ACTS[one], scene), partial(outcome, ACTS[other], scene))
        assert all(isinstance(answer, str) for answer in answers), (one, other, answers)
        assert "done" in answers, (one, other, answers)
    assert list(violations(deep=True)) == []
    assert Page.objects.exists()
