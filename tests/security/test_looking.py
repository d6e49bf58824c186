"""Nothing changes on GET: Postgres counts no changed row, whoever looks, wherever there is something.

Every address is looked at as each role in `tests.security.test_roles`, which watches in the same way. Here
stands what its rows do not find: what members see in a private community, and what hangs on a number or a
secret.
"""

import pytest
from django.db import transaction

from communities.events import calendars
from kmsite.accounts.inviting import invite
from kmsite.accounts.models import User
from kmsite.accounts.people import introduce
from kmsite.accounts.setting_up import new_link
from kmsite.attachments.attaching import attach
from kmsite.pages.endings import trashing
from kmsite.pages.models import Page
from kmsite.talk import commenting, noticing
from tests.articles.writing import change
from tests.attachments.samples import picture
from tests.glossary.proposing import new_term, proposed
from tests.make import make_article
from tests.people import Person, make_user
from tests.security.private_places import asked, filled
from tests.security.written import Watch

pytestmark = pytest.mark.django_db


def changed(person, *paths, answered=(200, 302)):
    """Let `person` look at `paths`; return which of them changed something, and in which tables."""
    watch, found = Watch(), {}
    for path in paths:
        answer = person.get(path)
        assert answer.status_code in answered, (path, answer.status_code)
        if tables := watch.news():
            found[path] = tables
    return found


def test_the_watch_sees_what_is_written_and_what_is_taken_back():
    watch = Watch()
    assert watch.news() == []
    make_user("alice")
    assert watch.news() == ["accounts_user"]
    with transaction.atomic():
        make_user("bob")
        transaction.set_rollback(True)
    assert watch.news() == ["accounts_user"]
    assert watch.news() == []


@pytest.mark.parametrize("who", ["founder", "friend", "guest"])
def test_those_of_a_private_community_and_those_at_its_door_change_nothing_by_looking(who):
    places = filled(make_user("founder", "author"))
    paths = [path.format(**places) for verb, path in asked() if verb == "get"]
    assert changed(Person(User.objects.get(username=who)), *paths, answered=(200, 302, 403, 404)) == {}


def test_somebody_who_was_told_something_changes_nothing_by_looking(alice, carol):
    said = commenting.comment(make_article("Pump", by=alice.user), body="Ask @carol.", by=alice.user)
    assert changed(carol, "/me/notices/", f"/c/{said.pk}/", "/articles/pump/comments/", "/") == {}
    assert noticing.unseen(carol.user) == 1


def test_what_was_proposed_and_decided_is_looked_at_without_a_change(carol, cleo):
    here = f"/terms/proposals/{proposed(carol, new_term()).pk}/"
    assert changed(cleo, "/terms/proposals/", here, f"{here}edit/") == {}
    cleo.post(f"{here}decline/", {"reason": "We have it."})
    assert changed(carol, "/terms/mine/", here) == {}


def test_what_was_kept_is_looked_at_without_a_change(alice):
    page = make_article("Pump", by=alice.user)
    alice.post("/articles/pump/edit/", change(page, "Mine.", key="a") | {"title": "Fountain"})
    here = f"/me/recovered/{alice.user.kept_drafts.get().pk}/"
    assert changed(alice, "/me/recovered/", here, f"{here}discard/") == {}


def test_a_trial_a_trash_and_a_picture_are_looked_at_without_a_change(bob):
    pump = make_article("Pump", by=bob.user)
    trial = bob.post("/bulk/try/", {"act": "trash", "pages": str(pump.pk)})["Location"]
    batch = trashing.trash([make_article("Valve", by=bob.user)], by=bob.user)
    file = attach(pump, name="pump.png", content=picture(size=(900, 3)), by=bob.user)
    trash = [f"/trash/{batch}/", f"/trash/{batch}/restore/"]
    assert changed(bob, trial, *trash, f"/files/{file.pk}/w480/pump.png") == {}
    assert Page.objects.get(pk=pump.pk).trashed_at is None


def test_secret_addresses_are_looked_at_without_a_change(anonymous, alice):
    calendar = calendars.renew(alice.user, None)
    assert changed(anonymous, new_link(), f"/calendar/{calendar.nonce}.ics") == {}
    ada = introduce(username="ada", name="Ada", email="a@example.org", password="x", role="administrator")
    assert changed(anonymous, invite(by=ada, role="reader")[1]) == {}


def test_whose_account_a_door_of_the_site_made_changes_nothing_about_their_address(monkeypatch):
    monkeypatch.setattr("tests.security.written.MAY_BE_WRITTEN", {})
    eve = introduce(username="eve", name="Eve", email="eve@example.org", password="x", role="reader")
    assert changed(Person(eve), "/accounts/email/") == {}
