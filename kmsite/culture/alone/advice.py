"""Something to do about a statement: a practice, where to begin on the site, terms to read, a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communities.events.planning import places_for
from kmsite.accounts.roles import rights_of
from kmsite.culture.models import Item
from kmsite.pages.models import Name, Page
from kmsite.text.names import name_key

MOST_LINKS = 3
READ_BY = (Name.Kind.TITLE, Name.Kind.ALIAS, Name.Kind.ADMITTED, Name.Kind.ACRONYM, Name.Kind.VARIANT)
"""Names that say what a page is about today: none that is hidden, former or deprecated."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where a practice begins: the name of an address, what the link says, the right that it needs if any."""

    address: str
    label: Promise
    right: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """What somebody may do about a statement; pages with one of the `names` are linked beside it."""

    practice: Promise
    question: Promise
    way: Way
    names: tuple[str, ...]


ASK = Way("communities:ask", _("Ask a question"))
WRITE = Way("articles:create", _("Write an article"), "create")
MEET = Way("communities:plan", _("Plan a meeting"), "plan")
JOIN = Way("communities:index", _("Find a community"))
FIND_SOMEBODY = Way("people", _("Find somebody who knows"))
LOOK = Way("changes", _("See what others wrote lately"))
READ = Way("articles:index", _("See what there is already"))
LISTEN = Way("communities:discussions", _("See what others ask"))

ADVICE: Mapping[str, Advice] = {
    "I know": Advice(
        _(
            "Hold an after action review of the last thing that your team finished. Take half an hour and"
            " four questions: what was meant to happen, what did happen, why, and what will we do next time?"
        ),
        _("If you were away for a month, what would the others look for in vain?"),
        MEET,
        ("after action review", "organisational learning", "knowledge sharing", "knowledge management"),
    ),
    "Knowledge is mine": Advice(
        _("Write down one thing that people ask you time and again, where all of them can find it."),
        _("What do you know that you have never told anybody, only because nobody asked?"),
        WRITE,
        ("knowledge capture", "knowledge retention", "organisational memory"),
    ),
    "Knowledge is owned": Advice(
        _("Invite somebody from another team to put right and complete a page that you wrote."),
        _("Which of your pages would be better if somebody else dared to change it?"),
        FIND_SOMEBODY,
        ("shared accountability", "knowledge steward", "collaboration"),
    ),
    "Knowledge is personal property": Advice(
        _("Give one checklist or example that you made for yourself to a community that can use it."),
        _("What did you get from colleagues that you now count as your own?"),
        JOIN,
        ("community of practice", "knowledge sharing", "knowledge reuse"),
    ),
    "Knowledge is personal advantage": Advice(
        _("Tell somebody in public what their knowledge made possible. What is thanked is done again."),
        _("When did somebody here get on by helping others to get on?"),
        LISTEN,
        ("knowledge reuse", "knowledge leadership", "shared accountability"),
    ),
    "Knowledge is personal": Advice(
        _(
            "Do one piece of work together with somebody who has never done it, and let them ask. What they"
            " ask is what nobody has written down."
        ),
        _("From whom did you last learn something that stands in no document?"),
        FIND_SOMEBODY,
        ("knowledge transfer", "tacit knowledge", "collaboration"),
    ),
    "I defend what I know": Advice(
        _(
            "In the next disagreement, say first what would change your mind, and ask the others what would"
            " change theirs."
        ),
        _("What did you believe about your work a year ago that you no longer believe?"),
        ASK,
        ("learning", "double-loop learning", "trust"),
    ),
    "not invented here (i.e. by me)": Advice(
        _(
            "Run a peer assist: before you begin something, invite a few people who have done it before for"
            " two hours, tell them your plan, and listen."
        ),
        _("What are you about to build that somebody else may have built already?"),
        MEET,
        ("peer assist", "not invented here", "knowledge reuse"),
    ),
    "New knowledge competes with my personal knowledge": Advice(
        _("Take one thing that you do by habit, look up how others do it, and try their way once."),
        _("Which of your habits has nobody questioned for years?"),
        READ,
        ("learning", "knowledge acquisition", "knowledge creation"),
    ),
    "other people\u2019s knowledge is a threat to me": Advice(
        _("Name the people whose knowledge went into the next thing that you hand in."),
        _("Whose knowledge, if they shared it, would make your work easier?"),
        LOOK,
        ("collaboration", "knowledge sharing", "trust"),
    ),
    "Admitting I don\u2019t know is weakness": Advice(
        _(
            "Ask one public question this week about something that you do not know. Others have the same"
            " question, and now they see that it may be asked."
        ),
        _("Who here says “I don't know” so that others dare to say it too?"),
        ASK,
        ("psychological safety", "learning", "organisational learning"),
    ),
}
"""What to do, by the left statement of a pair."""
OTHERWISE = {
    Item.Heading.OURS: ADVICE["I know"],
    Item.Heading.OPEN: ADVICE["I defend what I know"],
    Item.Heading.LEARNING: ADVICE["Admitting I don\u2019t know is weakness"],
}
"""For statements of a later wording."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is suggested to one reader about one pair: nothing leads where they may not go."""

    item: Item
    practice: Promise
    question: Promise
    way: Way | None
    pages: list[Page]


def suggestions(items: Iterable[Item], reader: Any) -> list[Suggestion]:
    """Return what `reader` may do about each of `items`, with pages that they may read."""
    items = list(items)
    advice = [ADVICE.get(item.from_text) or OTHERWISE[Item.Heading(item.heading)] for item in items]
    named = _pages_named([name for one in advice for name in one.names], reader)
    held = rights_of(reader) | ({"plan"} if places_for(reader) else set())
    return [
        Suggestion(
            item,
            one.practice,
            one.question,
            one.way if not one.way.right or one.way.right in held else None,
            [named[key] for key in map(name_key, one.names) if key in named][:MOST_LINKS],
        )
        for item, one in zip(items, advice, strict=True)
    ]


def _pages_named(names: Iterable[str], reader: Any) -> dict[str, Page]:
    """Return by their keys the terms and articles of these names that `reader` sees, terms first."""
    keys = {name_key(name) for name in names}
    found = _names(reader).filter(key__in=keys).order_by("page__kind", "-page_id")
    return {name.key: name.page for name in found}  # "term" comes after "article" and takes the place


def _names(reader: Any) -> QuerySet[Name]:
    pages = Page.objects.visible_to(reader).unarchived().filter(kind__in=("article", "term"))
    return Name.objects.filter(page__in=pages, kind__in=READ_BY).select_related("page")
