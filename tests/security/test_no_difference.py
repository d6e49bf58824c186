"""What others keep to themselves makes no difference to any list, order, count or suggestion.

A small wiki is looked at by a stranger and an editor. Then a board and a private community write: about the
same things, with links to the same pages, looking after some of them. Every answer of finding must be what it
was, to the letter.
"""

import re

import pytest

from articles.models import Article
from kmsite.gaps import near_titles
from kmsite.pages.endings.trashing import trash
from kmsite.pages.index import prior, recounting
from kmsite.stewardship import entrusting
from kmsite.views.home_news import COOKIE
from tests.make import make_article, make_audience, make_community, make_discussion, make_event, make_term
from tests.people import make_user

pytestmark = pytest.mark.django_db

ONE_TIME = re.compile(r'csrfmiddlewaretoken" value="\w+"|name="key" value="[\w-]+"|nonce-[\w+/=-]+')
WORDS = ("water", "wat", "watre", "merger", "mergre", "transfigurtion", "CoP", '"the well"', "water -merger")
FILTERS = ("tag=secret", "tag=wet", "section=merger", "kind=people", "community=secret-sharers",
           "person=hermit", "language=german", "sort=newest", "archive=1", "part=results")  # fmt: skip
BEGUN = ("wat", "merg", "mergre", "secret")
PATHS = (
    "/", "/tags/", "/tags/wet/", "/tags/secret/", "/tags/wet/?tag=secret", "/suggest/tags/?q=se", "/reports/",
    "/sitemap.xml", "/sitemap-article-0.xml", "/articles/well/links/", "/articles/well/links/?heading=depth",
    "/articles/well/card/", "/articles/well/related/", "/articles/tank/related/", "/articles/pump-1/related/",
    "/articles/merger/", "/articles/merger/card/", "/communities/secret-sharers/card/", "/new/?title=Merger",
    "/glossary/community-of-practice/links/", "/glossary/community-of-practice/related/",
    "/switch/?seen=/articles/merger/&seen=/articles/well/&seen=/communities/secret-sharers/",
)  # fmt: skip
REPORTS = ("wanted", "orphaned", "dead-ends", "near-titles", "astray", "most-read", "least-read")
ADDRESSES = [
    *PATHS,
    *(f"/search/?q={word}" for word in WORDS),
    *(f"/search/?q=water&{one}" for one in FILTERS),
    *(f"{ask}{word}" for ask in ("/suggest/?q=", "/switch/?q=", "/opensearch/?q=") for word in BEGUN),
    *(f"/reports/{name}.csv" for name in REPORTS),
]


def public_wiki(by):
    well = make_article("Well", "Water. See [[Tank]].\n\n## Depth\n\nDeep.", by=by, tags=["wet", "deep"])
    make_article("Tank", "Water takeover, see [[Well#depth]] and [[Wanted page]].", by=by, tags=["wet"])
    for number in range(4):
        make_article(f"Pump {number}", "The [[Well]] and the [[Tank]].", by=by)
    for title in ("Overview", "Overviews", "Overvïew", "Over view", "Hand pump", "Hand pumps"):
        make_article(title, "All of [[Tank]].", by=by, parent=well, tags=["wet"])
    make_term("Community of practice", "CoP")


def hidden_wiki(hermit):
    """Write for a board and in a private community; return that."""
    kept = {"by": hermit, "audience": make_audience("board", hermit)}
    says = "Water transfiguration: [[Well]], [[Well#depth]], [[Tank]], [[Community of practice]], [[Wish]]."
    merger = make_article("Merger", says, tags=["secret", "wet"], language="german", **kept)
    for title in ("Overview", "Overviews", "Overview!", "Hand-pump", "Wanted page", "Hidden only"):
        make_article(title, says, parent=merger, tags=["secret", "wet", "deep"], by=hermit)
    trash([make_article("Merger once", says, **kept)], by=None)
    inside = make_community("Secret sharers", says, by=hermit, visibility="private", tags=["wet"])
    make_discussion("Which water?", f"Takeover? {says}", by=hermit, community=inside)
    make_event("Merger meeting", inside, body=says, by=hermit)
    return inside


def the_hour_passes(monkeypatch):
    """Do what the house does every hour, as a process does that has not done it yet."""
    monkeypatch.setattr(near_titles, "_last_look", None)
    prior.weigh_all()
    recounting.recount()
    near_titles.look()


def told(person, path):
    """Return an answer to somebody who looks for the first time, without what is drawn by lot."""
    person.cookies.pop(COOKIE, None)
    answer = person.get(path)
    return answer.status_code, answer.headers.get("Location"), ONE_TIME.sub("", answer.getvalue().decode())


def test_what_a_board_and_a_private_community_write_changes_no_answer(anonymous, bob, alice, monkeypatch):
    hermit = make_user("hermit", "administrator")
    public_wiki(alice.user)
    the_hour_passes(monkeypatch)
    asked = ((anonymous, ADDRESSES[::3]), (bob, ADDRESSES))
    before = {(who, path): told(who, path) for who, paths in asked for path in paths}
    inside = hidden_wiki(hermit)
    for page in Article.objects.filter(slug__in=["well", "tank"]):
        entrusting.entrust(page, community=inside, by=hermit)
    the_hour_passes(monkeypatch)
    for (who, path), answer in before.items():
        assert told(who, path) == answer, path
