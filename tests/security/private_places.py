"""A private community with something in each of its corners, and the addresses that lead to one of them."""

import re

from communities.models import Admission, Community
from communities.people import admitting
from communities.shelves import shelving
from kmsite.attachments.attaching import attach
from kmsite.pages.saving import editing
from kmsite.recognition import thanking
from kmsite.stewardship import entrusting
from kmsite.talk import commenting, moderating
from tests.culture.rounds import open_round
from tests.make import make_article, make_community, make_discussion, make_event
from tests.people import make_user
from tests.security.addresses import ADDRESSES
from tests.security.places import UNKNOWN

_OF_IT = re.compile(r"\{(community|discussion|event)\}|^/(p|c|files)/\{")
_NUMBERED = {
    "shelves/<int:id>/": {987_654: "shelf", "items/1/": "items/{item}/"},
    "communities/<pageslug:slug>/requests/": {987_654: "request"},
    "communities/<pageslug:slug>/invitations/": {987_654: "invitation"},
    "discussions/<pageslug:slug>/answers/": {987_654: "comment"},
    "moderation/<int:id>/": {999_999_999: "report"},
    "stewardship/<int:id>/": {987_654: "stewardship"},
    "thanks/<int:id>/": {999_999_999: "thanks"},
}
"""Routes whose row names what is not there by number, and what of a community stands there instead."""


def asked():
    """Yield verb and path of every address of a community, of what stands in it and hangs on that.

    What takes no such verb from anybody says so before it looks for anything.
    """
    for route, row in ADDRESSES.items():
        numbered = next((said for start, said in _NUMBERED.items() if route.startswith(start)), None)
        if numbered or _OF_IT.search(row.path):
            path = _with_places(row.path, numbered or {})
            yield from ((verb, path) for verb in ("get", "post") if "405 405" not in getattr(row, verb))


def filled(founder, *, visibility="private", title="Zeppelin"):
    """Return the places of a community of `founder` and one more, to which somebody asks to be let in."""
    friend, asker, guest = (make_user(name, "author") for name in ("friend", "asker", "guest"))
    club = make_community(title, "Hydrogen.", by=founder, visibility=visibility, joining="request")
    admitting.add(club, [friend], by=founder)
    admitting.invite(club, guest, message="Hydrogen", by=founder)
    request = Admission.objects.create(
        community=club, user=asker, kind="request", message="Hydrogen", by=asker, at=club.created_at
    )
    club = Community.objects.with_current().get(pk=club.pk)
    editing.revise(club, base=1, body="Hydrogen is light.", by=founder)
    question = make_discussion("Hydrogen?", "Which hydrogen?", community=club, by=founder)
    editing.revise(question, base=1, body="How much hydrogen?", by=founder)
    meeting = make_event("Hydrogen day", community=club, by=founder, body="Hydrogen.")
    editing.revise(meeting, base=1, body="Hydrogen indeed.", by=founder)
    return {
        "community": club.slug,
        "discussion": question.slug,
        "event": meeting.slug,
        "id": club.pk,
        "file": attach(club, name="notes.txt", content=b"Hydrogen", by=founder).pk,
        "request": request.pk,
        "invitation": Admission.objects.get(user=guest).pk,
        "round": open_round(club, founder, title="Hydrogen").number,
        **_said(question, founder, friend),
        **_kept(club, founder),
    }


def nowhere(places):
    """Return places of the same kinds at which there never was anything."""
    return {name: UNKNOWN + 1 if isinstance(one, int) else one[::-1] for name, one in places.items()}


def _said(question, founder, friend):
    """Return a comment with a former text, which somebody reported and was thanked for."""
    reply = commenting.comment(question, body="Hydrogen burns.", by=friend)
    commenting.edit(reply, body="Hydrogen burns well.", base=1, by=friend)
    report = moderating.report(question, comment=reply, reason="wrong", words="Hydrogen", by=founder)
    thanks = thanking.thank(question, comment=reply, to=friend, act="kept", why="Hydrogen", by=founder)
    return {"comment": reply.pk, "report": report.pk, "thanks": thanks.pk}


def _kept(club, founder):
    """Return a shelf with one thing, and what the community looks after."""
    pump = make_article("Pump")
    shelf = shelving.begin(club, title="Hydrogen", by=founder)
    item = shelving.put(shelf, page=pump, why="Hydrogen", by=founder)
    stewardship = entrusting.entrust(pump, community=club, by=None)
    return {"shelf": shelf.pk, "item": item.pk, "stewardship": stewardship.pk}


def _with_places(path, numbered):
    for number, place in numbered.items():
        path = path.replace(str(number), "{" + place + "}" if isinstance(number, int) else place)
    return path
