"""Desks of discussions and events: a kept draft goes on from where it began, and overwrites nothing."""

import pytest

from communities.models import Discussion, Event
from kmsite.pages.models import KeptDraft
from tests.make import make_community, make_discussion, make_event

pytestmark = pytest.mark.django_db

ASKED = {"entry_sort": "question", "title": "How?", "key": "k"}


def test_a_draft_of_a_question_merges_with_what_was_saved_since(carol, bob):
    page = make_discussion("How?", "One.\n\nTwo.", by=carol.user)
    address = f"{page.get_absolute_url()}edit/"
    mine = {**ASKED, "body": "One.\n\nMine.", "base_revision": 1}
    carol.post(f"/discussions/draft/?page={page.slug}", mine, headers={"Accept": "application/json"})
    bob.post(address, {**ASKED, "body": "Theirs.\n\nTwo.", "base_revision": 1, "key": "b"})

    form = carol.get(address, {"draft": KeptDraft.objects.get(owner=carol.user).pk}).context["form"]
    assert form["base_revision"].value() == 1
    carol.post(address, {**mine, "base_revision": form["base_revision"].value()})
    assert Discussion.objects.with_current().get().current.body == "Theirs.\n\nMine.\n"


def test_a_refused_change_of_an_event_goes_on_from_the_revision_it_began_on(alice):
    event = make_event(community=make_community(by=alice.user), by=alice.user, place="Room 1")
    address = f"{event.get_absolute_url()}edit/"
    fields = alice.get(address).context["form"].initial
    sent = {name: value for name, value in fields.items() if value not in (None, "")}
    sent |= {"entry_starts": sent["entry_starts"].isoformat(), "entry_ends": sent["entry_ends"].isoformat()}
    alice.post(address, {**sent, "title": "", "body": "Half a thought"})
    alice.post(address, {**sent, "entry_place": "Room 2"})
    assert Event.objects.get().place == "Room 2"

    form = alice.get(address, {"draft": KeptDraft.objects.get().pk}).context["form"]
    assert (form["body"].value(), form["base_revision"].value()) == ("Half a thought", 1)
