"""What fills the places of the addresses: a page with all that hangs on it, in each state it can be in."""

import re
from http.cookies import SimpleCookie
from urllib.parse import quote

from django.db import transaction
from django.test import Client

from glossary import comparing, curating
from glossary.comparison_text import ComparisonText
from kmsite.accounts.inviting import invite
from kmsite.accounts.models import User
from kmsite.attachments.attaching import attach
from kmsite.culture.models import Round
from kmsite.pages.endings.archiving import archive
from kmsite.pages.endings.trashing import trash
from kmsite.pages.models import Audience, Page, Tag
from kmsite.pages.saving import editing
from kmsite.pages.terms_inside.silencing import stop
from kmsite.talk import commenting
from kmsite.views.not_found import title_of
from tests.culture.rounds import open_round
from tests.make import (
    make_article,
    make_audience,
    make_community,
    make_discussion,
    make_domain,
    make_event,
    make_term,
)
from tests.people import Person, make_user

UNKNOWN = 987_654
PASSING = {"X-Request-ID", "Expires", "Content-Length"}
_CHANGING = re.compile(r'csrfmiddlewaretoken" value="\w+"')
_OF_A_PAGE = re.compile(r"\{(page|id|tag|tag_id|file|comment)\}")


def filled(title, *, by, ada, **options):
    """Return the places filled with a page of two revisions, its tag and its file."""
    page = editing.revise(
        make_article(title, "Once.", by=by, tags=[title], **options), base=1, body="Now.", by=by
    ).page
    tag = Tag.objects.get(name=title)
    file = attach(page, name="notes.txt", content=title.encode(), by=by)
    term = _term()
    return {
        "page": page.slug,
        "id": page.pk,
        "tag": tag.slug,
        "tag_id": tag.pk,
        "file": file.pk,
        "comment": commenting.comment(page, body=title, by=by).pk,
        "audience": make_audience(f"Friends {page.pk}").pk,
        "term": term.slug,
        "compared": _compared(term),
        "domain": make_domain().slug,
        "phrase": stop(f"Do not {page.pk}").pk,
        "person": by.pk,
        "invitation": invite(by=ada, role="reader")[0].pk,
        "round": _of_all(ada).number,
        **_inside(),
    }


def _inside():
    """Return an open community of a founder whom no role plays, with what stands in it."""
    by = User.objects.filter(username="founder").first() or make_user("founder", "author")
    community = make_community("Sharers of knowledge", by=by)
    discussion, event = make_discussion(community=community, by=by), make_event(community=community, by=by)
    editing.revise(community, base=1, body="What keeps us busy.", by=by)
    editing.revise(discussion, base=1, body="I know where.", by=by)
    editing.revise(event, base=1, body="We meet.", by=by)
    open_round(community, by)
    return {"community": community.slug, "discussion": discussion.slug, "event": event.slug}


def _of_all(ada):
    """Return the round of the organisation that is open: like that in the community it is the first."""
    return Round.objects.of(None).first() or open_round(None, ada)


def _term():
    """Return a draft of two versions: terms are for everybody, so they have one state only."""
    term = make_term("Capture", status="draft")
    return curating.change(term, by=None, summary="Look again", is_contested=True).page


def _compared(term):
    """Return the names of two terms in the address of what was written about them."""
    rival = make_term("Hoarding", status="draft")
    comparing.write(terms=[term, rival], said=ComparisonText(why="They differ."), base=0, by=None)
    return f"{term.slug}..{rival.slug}"


def nowhere(places):
    """Return places of the same kinds that lead to nothing."""
    return {name: UNKNOWN if isinstance(one, int) else one[::-1] for name, one in places.items()}


def is_of_a_page(row):
    """Tell whether the address of `row` is about one page, or what hangs on one."""
    return bool(_OF_A_PAGE.search(row.path))


class Visitor:
    """A browser of `user`, or of somebody who has not signed in: what it asks for is undone afterwards.

    So is whatever was written since it was opened: nobody else writes while it asks.
    """

    def __init__(self, user):
        self._browser = Person(user) if user else Client()
        self._before = transaction.savepoint()

    def tries(self, verb, path):
        """Return the answer to a request."""
        browser = self._browser
        cookies = SimpleCookie(browser.cookies)
        try:
            return getattr(browser, verb)(path)
        finally:
            transaction.set_rollback(False)  # whatever failed is over: all of it is undone in the next line
            transaction.savepoint_rollback(self._before)
            browser.cookies = cookies


def tried(person, verb, path):
    """Return the answer to one request of a person that is undone afterwards, whatever it did."""
    cookies = SimpleCookie(person.cookies)
    with transaction.atomic():
        answer = getattr(person, verb)(path)
        transaction.set_rollback(True)
    person.cookies = cookies
    return answer


def seen(answer, row, places):
    """Return what somebody can tell from an answer, without what the address itself says."""
    path = row.path.format(**places)
    headers = {name: value for name, value in answer.headers.items() if name not in PASSING}
    told = _CHANGING.sub("", f"{answer.status_code} {sorted(headers.items())} {answer.text}")
    guessed = title_of(path)
    for word in filter(None, (path, quote(path), guessed, quote(guessed), places["page"], places["tag"])):
        told = told.replace(word, "…")
    return told


def public(by, ada, *people):
    """A page that everybody reads."""
    return filled("Pump", by=by, ada=ada)


def signed_in(by, ada, *people):
    """A page for everybody who signed in."""
    return filled("Pump", by=by, ada=ada, audience=Audience.objects.get(pk=-1))


def mine(by, ada, *people):
    """A page of an audience that the people are in."""
    members = {by, *people} - {None}
    return filled("Zeppelin", by=by, ada=ada, audience=make_audience("Board", *members))


def foreign(by, ada, *people):
    """A page of an audience that none of the people is in."""
    return filled("Zeppelin", by=by, ada=ada, audience=make_audience("Board", by))


def trashed(by, ada, *people):
    """A public page in the trash."""
    places = filled("Zeppelin", by=by, ada=ada)
    trash([Page.objects.get(pk=places["id"])], by=ada)
    return places


def archived(by, ada, *people):
    """A public page in the archive."""
    places = filled("Pump", by=by, ada=ada)
    archive(Page.objects.get(pk=places["id"]), by=ada)
    return places


def merged_away(by, ada, *people):
    """A public page that was merged into one of an audience that none of the people is in."""
    places = filled("Zeppelin", by=by, ada=ada)
    goal = make_article("Board minutes", by=by, audience=make_audience("Board", by))
    Page.objects.filter(pk=places["id"]).update(merged_into=goal)
    return places


_MAKERS = (public, signed_in, mine, foreign, trashed, archived, merged_away)
STATES = {make.__name__: make for make in _MAKERS}
