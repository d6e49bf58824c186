"""Of two wikis, in one of which others write what nobody else may see, each person is told the same.

What is hidden here is told apart from what it says: the languages that it is written in, how often it says
words, where it went (trash, archive, merged into another), and what somebody has only begun. Each answer of
finding must be what it was, to the letter, for a stranger, an author and an editor.
"""

import pytest

from kmsite.pages.desks import keeping
from kmsite.pages.endings.archiving import archive
from kmsite.pages.endings.trashing import trash
from kmsite.pages.models import Page
from kmsite.pages.places import merging
from tests.glossary.proposing import new_term, proposed
from tests.make import make_article, make_audience, make_community, make_discussion, make_event, make_term
from tests.people import Person, make_user
from tests.security.test_no_difference import the_hour_passes, told

pytestmark = pytest.mark.django_db

FOREIGN = ("housen", "machen")
"""Words of which German leaves what English leaves of house and mach."""
SLIPS = ("bamp", "ba", "crankshft", "goldn")
TYPED = ("/suggest/?q=", "/switch/?q=", "/opensearch/?q=", "/new/?title=")
ASKED = (
    "/search/?q=",
    "/search/?kind=people&q=",
    "/glossary/?q=",
    "/discussions/?q=",
    "/discussions/similar/?title=",
)
PLACES = (
    "/articles/", "/glossary/", "/communities/", "/discussions/", "/events/", "/changes/", "/changes.atom",
    "/tags/gone/", "/suggest/tags/?q=ke", "/articles/house/", "/articles/house/links/",
    "/articles/house/history/", "/articles/house/related/", "/articles/kept/language/", "/articles/gone/",
    "/glossary/house-of-knowledge/",
    "/glossary/house-of-knowledge/links/", "/glossary/crankshaft/", "/sitemap-term-0.xml",
    "/switch/?seen=/articles/put-away/&seen=/articles/gone/&seen=/articles/house/", "/reports/oldest/",
    "/reports/untagged.csv", "/reports/astray/",
)  # fmt: skip


def public_wiki(by):
    make_article("House", "Water of the pump, see [[Well]].", by=by, tags=["wet"])
    make_article("Well", "A golden well, see [[House]] and [[Wanted page]].", by=by, tags=["wet"])
    make_article("Mach", "Bump and lump and damp takeover.", by=by)
    make_article("Casa", "Camp of the damp, see [[House]].", by=by)
    make_term("House of knowledge", "HOK")
    make_discussion("Which house?", "Water?", by=by)


def hidden_wiki(hermit):
    """Write in many languages and say common words often; throw away, archive, merge, begin and propose."""
    board = make_audience("board", hermit)
    kept = {"by": hermit, "audience": board, "tags": ["kept", "wet"]}
    for language in ("german", "dutch", "french", "spanish", "portuguese", "simple"):
        page = make_article(
            f"Kept in {language}",
            "Bamp, bump: housen. See [[House]], [[Wanted page]].",
            language=language,
            **kept,
        )
    for number in range(8):
        make_article(f"Lump {number}", "Lump, lump, camp: crankshaft. [[Well]].", parent=page, **kept)
    trash([make_article("Gone", "Camp.", tags=["gone"], language="swedish", **_but_tags(kept))], by=None)
    trash([_narrow("Given up", hermit, board)], by=None)
    archive(make_article("Put away", "Bamp.", **kept), by=hermit)
    merged, into = make_article("Once alone", "Bamp.", **kept), make_article("Together", "Bamp.", **kept)
    merging.merge(merged, into=into, base=1, into_base=1, body="Bamp.", tags=[], by=hermit)
    inside = make_community("Kept sharers", "Camp", by=hermit, visibility="private", tags=["kept"])
    make_discussion("Which housen?", "Camp?", by=hermit, community=inside)
    make_event("Kept meeting", inside, body="Camp.", by=hermit)
    begin_and_propose(hermit)


def _but_tags(kept):
    return {name: value for name, value in kept.items() if name != "tags"}


def _narrow(title, by, audience):
    return make_article(title, "Bamp.", by=by, audience=audience)


def begin_and_propose(hermit):
    """Leave a text unsaved on a page that all read, and propose a term that nobody has decided on."""
    house = Page.objects.get(slug="house")
    begun = {"title": "House of bamp", "body": "Crankshaft.", "base_revision": "1", "tags": "kept"}
    keeping.keep(keeping.Writing.sent(begun, kind="article", page=house.pk), owner=hermit.pk)
    proposed(Person(hermit), new_term("Crankshaft", "bamp of the camp"))


def each(doors, words):
    return [f"{door}{word}" for door in doors for word in words]


def test_what_others_keep_begin_and_throw_away_changes_no_answer(
    anonymous, alice, bob, monkeypatch, settings
):
    settings.LIMITS = {}
    hermit = make_user("hermit", "administrator")
    public_wiki(alice.user)
    the_hour_passes(monkeypatch)
    asked = {
        anonymous: [
            *each((*TYPED, *ASKED), FOREIGN),
            *each(("/search/?q=", "/switch/?q="), SLIPS),
            *PLACES[::3],
        ],
        alice: PLACES,
        bob: each(("/search/?q=", "/switch/?q=", "/new/?title="), SLIPS),
    }
    before = {(who, path): told(who, path) for who, paths in asked.items() for path in paths}
    hidden_wiki(hermit)
    the_hour_passes(monkeypatch)
    differs = [(who, path) for (who, path), answer in before.items() if told(who, path) != answer]
    assert differs == []
