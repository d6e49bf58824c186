"""The community that a new wiki begins with, so that a newcomer sees what one looks like."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.charters.charter import Charter
from communities.discussions import accepting, asking
from communities.discussions.topic import Topic
from communities.events import planning
from communities.events.meeting import Meeting
from communities.life import founding
from communities.models import Community, Discussion, Stage
from communities.shelves import shelving
from kmsite.accounts.models import User
from kmsite.accounts.people import close_example, introduce
from kmsite.culture.rounds import holding
from kmsite.harvest import harvesting
from kmsite.harvest.chosen import QUESTION, chosen
from kmsite.pages.models import Page
from kmsite.pages.retrying import in_one_transaction
from kmsite.stewardship import entrusting
from kmsite.talk import commenting
from kmsite.text.names import name_key

FILE = Path(__file__).parent / "starter" / "community.yaml"
REVIEW_IN, HOUR_OF_DAY, LASTS = timedelta(days=180), 14, timedelta(hours=1)
OPEN_FOR = timedelta(days=14)

Said = Mapping[str, Any]
"""What the file says of one thing."""


@in_one_transaction
def load_starter_community(file: Path = FILE) -> Community | None:
    """Write the community in `file` with all that stands in it; None where one of that name ever was.

    Its people are accounts that nobody can use: they are closed before anybody could see them open.
    """
    said = yaml.safe_load(file.read_text(encoding="utf-8"))
    if Community.objects.filter(title_key=name_key(said["community"]["title"])).exists():
        return None
    people = {key: _person(key, name) for key, name in said["people"].items()}
    community = _founded(said["community"])
    _announced(community, said["announcement"])
    for one in said["questions"]:
        _asked(community, one, people)
    for one in said["shelf"]:
        _shelved(community, one)
    for page in _pages(said["looks_after"]):
        entrusting.entrust(page, community=community, by=None)
    for one in said["events"]:
        _planned(community, one)
    for one in said["culture"]:
        _answered(community, one)
    for person in people.values():
        close_example(person)
    return community


def _person(key: str, name: str) -> User:
    there = User.objects.filter(username=f"example-{key}").first()
    if there is None:
        return introduce(username=f"example-{key}", name=name, email="", password=None, role="author")
    return there


def _founded(said: Said) -> Community:
    charter = Charter(**said["charter"], review_due=timezone.localdate() + REVIEW_IN)
    saved = founding.found(
        title=said["title"],
        purpose=said["purpose"],
        body=said["body"],
        tags=said["tags"],
        charter=charter,
        stage=Stage.Name.ACTIVE,
        by=None,
    )
    return Community.objects.with_current().get(pk=saved.page.pk)


def _announced(community: Community, said: Said) -> None:
    topic = Topic(sort=Discussion.Sort.ANNOUNCEMENT)
    asking.ask(title=said["title"], body=said["body"], community=community, topic=topic, by=None)


def _asked(community: Community, said: Said, people: Mapping[str, User]) -> None:
    """Ask a question; answer, accept and harvest it where the file says so."""
    asker, about = people[said["asker"]], tuple(page.pk for page in _pages(said["about"]))
    topic = Topic(about=about)
    saved = asking.ask(title=said["title"], body=said["body"], community=community, topic=topic, by=asker)
    question = Discussion.objects.with_current().get(pk=saved.page.pk)
    if answer := said.get("answer"):
        reply = commenting.comment(question, body=answer["body"], by=people[answer["by"]])
        accepting.accept(question, reply.pk, by=asker)
        if into := said.get("harvested"):
            _harvested(question, reply.pk, into, people[into["by"]])


def _harvested(question: Discussion, reply: int, said: Said, by: User) -> None:
    fields = {name: said[name] for name in ("title", "lede", "body", "tags")}
    parent = next(iter(_pages([said["parent"]])), None)
    words = chosen(question, [QUESTION, str(reply)], by)
    summary = _("Came with the wiki")
    harvesting.create(words, widens=False, by=by, parent=parent, summary=summary, **fields)


def _shelved(community: Community, said: Said) -> None:
    collection = shelving.begin(community, title=said["title"], intro=said["intro"], by=None)
    for item in said["items"]:
        for page in _pages([item["page"]]):
            shelving.put(collection, page=page, why=item["why"], by=None)


def _planned(community: Community, said: Said) -> None:
    """Plan an event so many days from now, in the afternoon; what came of it belongs to a past one."""
    day = timezone.localdate() + timedelta(days=said["days"])
    starts = datetime.combine(day, time(HOUR_OF_DAY))
    meeting = Meeting(
        starts=starts,
        ends=starts + LASTS,
        time_zone=timezone.get_default_timezone_name(),
        place=said["place"],
        notes=said.get("notes", ""),
        decisions=said.get("decisions", ""),
    )
    planning.plan(community, title=said["title"], body=said["body"], meeting=meeting, by=None)


def _answered(community: Community, said: Said) -> None:
    """Hold a round that closed so many days ago: a line for each person, a sign for each answer."""
    answers = [[int(sign) if sign.isdigit() else None for sign in line] for line in said["answers"].split()]
    closed_at = timezone.now() - timedelta(days=said["days"])
    holding.hold_example(
        community,
        title=said["title"],
        lens="community",
        answers=answers,
        opened_at=closed_at - OPEN_FOR,
        closed_at=closed_at,
    )


def _pages(titles: list[str]) -> list[Page]:
    """Return the articles and terms with these titles that everybody reads, as far as they are there."""
    found = Page.objects.live().filter(kind__in=(Page.Kind.ARTICLE, Page.Kind.TERM), reach=0)
    by_key = {page.title_key: page for page in found.filter(title_key__in=map(name_key, titles))}
    return [by_key[key] for key in map(name_key, titles) if key in by_key]
