"""A hidden world full of unique words, and a crawler that follows every link and guesses every address."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qsl, quote, quote_plus, urljoin

from django.conf import settings
from django.utils import timezone

from communities.charters.charter import Charter
from glossary import comparing
from glossary.comparison_text import ComparisonText
from glossary.entry import NoteEntry
from kmsite.attachments.attaching import attach
from kmsite.culture.agreed import agreeing
from kmsite.culture.rounds import holding
from kmsite.pages.endings.archiving import archive
from kmsite.pages.endings.trashing import trash
from kmsite.pages.models import KeptDraft, LedgerEntry, Tag
from kmsite.pages.readers.audiences import set_audience
from kmsite.pages.saving import editing
from kmsite.pages.terms_inside.silencing import stop
from kmsite.pages.told import ledger
from kmsite.talk import commenting
from kmsite.views.not_found import title_of
from tests.culture.rounds import LEFT, answer_all, make_people, open_round
from tests.make import (
    make_article,
    make_audience,
    make_community,
    make_discussion,
    make_domain,
    make_event,
    make_term,
)
from tests.security.addresses import ADDRESSES

CANARIES = tuple(
    f"canary{part}"
    for part in (
        *("title", "formertitle", "lede", "tag", "heading", "body", "past", "summary", "writer", "audience"),
        *("filename", "content", "described", "draft", "child", "trashed", "archived", "narrowed"),
        *("club", "purpose", "busy", "charter", "clubtag", "question", "asked", "reply", "meeting", "agenda"),
        *("round", "settled", "promise", "outcome", "open"),
    )
)
IN_A_CLUB = 15
"""So many of them, the last ones, stand in a private community."""
FOR_CURATORS = ("canaryforeditors", "canarydiscarded")
"""What the glossary shows at the desk of the curators and on the pages of the trash, and nowhere else."""
LINK = re.compile(r"""\s(?:href|src|action)="([^"#]*)""")
NOT_FOLLOWED = re.compile(r"^(?!/)|^//|^/(static|accounts)/|^/admin/\S+\?")
NARROWED = re.compile(r"^/search/\?[^&]*&|new/\?title=")
"""Filters lead to filters without end, each search to three forms: those are tried that `guesses` names."""
MOST = 1500


def hide(writer):
    """Hide pages for an audience of `writer`, with a canary in everything that can hold words."""
    board = make_audience("Canaryaudience", writer)
    common = {"by": writer, "audience": board}
    page = make_article("Canaryformertitle", "Canarypast, see [[Pump]].", summary="canarysummary", **common)
    body = "Canarybody, see [[Pump]]. It needs a gasket.\n\n## Canaryheading\n\nText."
    said = {"title": "Canarytitle", "lede": "Canarylede", "tags": ["canarytag", "machines"]}
    page = editing.revise(page, base=1, body=body, by=writer, summary="canarysummary", **said).page
    file = attach(
        page, name="canaryfilename.txt", content=b"canarycontent", by=writer, description="canarydescribed"
    )
    make_article("Canarychild", "Text.", by=writer, parent=page)
    trash([make_article("Canarytrashed", **common)], by=writer)
    archive(make_article("Canaryarchived", **common), by=writer)
    ledger.record(LedgerEntry.Verb.RENAMED, page, writer, was="Canaryformertitle", title="Canarytitle")
    now = timezone.now()
    KeptDraft.objects.create(
        owner=writer, form="canary", page=page, base=2, began_at=now, at=now,
        fields={"title": "Canarytitle", "body": "Canarydraft", "lede": "", "tags": "", "summary": ""},
    )  # fmt: skip
    narrowed = make_article("Canarynarrowed", "Once public, about a gasket.")
    return (
        _terms(writer)
        | _club(writer)
        | {
            "page": page.slug,
            "id": page.pk,
            "tag": "canarytag",
            "tag_id": Tag.objects.get(slug="canarytag").pk,
            "file": file.pk,
            "audience": board.pk,
            "person": writer.pk,
            "invitation": 1,
            "narrowed": narrowed,
            "board": board,
        }
    )


def _terms(writer):
    """Write a term that hidden pages mention, with a note for editors, and put one into the trash."""
    gone = make_term("Canarydiscarded", status="draft")
    notes = (NoteEntry("Canaryforeditors.", "editor"),)
    term, other = make_term("Gasket", "GSK", notes=notes), make_term("Seal")
    comparing.write(terms=[term, other], said=ComparisonText(why="They differ."), base=0, by=None)
    trash([gone], by=writer)
    return {
        "term": term.slug,
        "compared": f"{term.slug}..{other.slug}",
        "domain": make_domain().slug,
        "phrase": stop("Rubber band").pk,
    }


def _club(writer):
    """Found a private community of `writer` alone, with canaries in all that stands in it."""
    club = make_community(
        "Canaryclub",
        "Canarypurpose.",
        by=writer,
        visibility="private",
        charter=Charter(domain="Canarycharter, see [[Pump]]."),
        body="Canarybusy with a gasket, see [[Pump]].",
        tags=["canaryclubtag", "machines"],
    )
    question = make_discussion("Canaryquestion", "Canaryasked: see [[Pump]].", community=club, by=writer)
    reply = commenting.comment(question, body="Canaryreply.", by=writer)
    meeting = make_event("Canarymeeting", community=club, by=writer, body="Canaryagenda.")
    number = _rounds(club, writer)
    hung = {"comment": reply.pk, "round": number}
    return {"community": club.slug, "discussion": question.slug, "event": meeting.slug, **hung}


def _rounds(club, writer):
    """Hold a round, say what came of it, open the next; return the number of the first."""
    held = open_round(club, writer, title="Canaryround")
    answer_all(held, [writer, *make_people(5, club, name="member")], LEFT)
    item = holding.close(held, by=writer).assessment.items.first()
    agreeing.settle(held, item, position=2, note="Canarysettled.", by=writer)
    due = timezone.localdate() + timedelta(days=30)
    promise = agreeing.commit(held, item, text="Canarypromise.", owner=writer, due=due, by=writer)
    agreeing.report(promise, state="kept", outcome="Canaryoutcome.", by=writer)
    open_round(club, writer, title="Canaryopen")
    return held.number


def narrow(places):
    """Close the page that everybody could read until now."""
    set_audience(places["narrowed"], places["board"])


def guesses(places):
    """Return what somebody tries who knows all addresses of the site and every word but its last letter."""
    paths = [row.path.format(**places) for row in ADDRESSES.values()]
    paths += [f"/files/{places['file']}/canaryfilename.txt", f"/tags/machines/?tag={places['tag']}"]
    paths += ["/articles/canarynarrowed/", "/articles/canarychild/", "/tags/machines/"]
    paths += [f"{ask}{canary[:-1]}" for canary in CANARIES for ask in ("/search/?q=", "/suggest/?q=")]
    filters = (
        "tag=canarytag",
        "section=canarytitle",
        "community=canaryclub",
        "person=canarywriter",
        "archive=1",
    )
    paths += [f"/search/?q=can&{one}" for one in (*filters, "kind=people", "part=results")]
    asks = ("/search/?q=", "/suggest/?q=", "/new/?title=", "/articles/", "/articles/?under=", "/bulk/?q=")
    asks += ("/discussions/new/?title=", "/terms/new/?title=")
    paths += [f"{ask}{word}" for ask in asks for word in ("can", "canary", "canarytitl")]
    return paths


class Crawl:
    """Everything that `person` reaches from `paths`; `found` holds (canary, address) where one was shown."""

    def __init__(self, person, paths, slugs=()):
        self.person, self.slugs = person, slugs
        self.found, self.seen, self.broken = set(), set(), []
        waiting = list(paths)
        while waiting and len(self.seen) < MOST:
            path = waiting.pop()
            if path not in self.seen and not NOT_FOLLOWED.search(path):
                self.seen.add(path)
                waiting += self._visit(path)

    @property
    def canaries(self):
        return {canary for canary, _path in self.found}

    @staticmethod
    def plain(text, word):
        """Return the text of an answer without the word that was asked for, and what is drawn by lot."""
        text = re.sub(r'csrfmiddlewaretoken" value="\w+"|name="key" value="\w+"', "", text)
        return text.replace(word, "…").replace(word.capitalize(), "…")

    def _visit(self, path):
        """Look at one address; return where its links lead."""
        answer = self.person.get(path)
        if answer.status_code >= 500:
            self.broken.append(path)
        text = answer.getvalue().decode(errors="replace")
        told = self._without_what_was_asked(f"{answer.headers} {text}", path).lower()
        self.found |= {(canary, path) for canary in (*CANARIES, *FOR_CURATORS) if canary in told}
        links = [answer.headers.get("Location", ""), *LINK.findall(text)]
        ways = [urljoin(path, unescape(link).removeprefix(settings.BASE_URL)) for link in links]
        return [way for way in ways if not NARROWED.search(way)]

    def _without_what_was_asked(self, text, path):
        """Leave out the address itself, which an answer may repeat."""
        guessed = title_of(path.partition("?")[0])
        asked = [path, guessed, *self.slugs, *(value for _name, value in parse_qsl(path.partition("?")[2]))]
        for word in filter(None, asked):
            for written in (word, quote(word), quote_plus(word)):
                text = text.replace(written, "…")
        return text
