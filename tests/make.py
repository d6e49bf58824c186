"""Plain factories: an article, an audience. Everything goes through the writers that the site uses."""

from datetime import datetime, timedelta

from articles.models import Article
from communities.discussions.topic import Topic
from communities.events.meeting import Meeting
from communities.life import founding
from communities.models import Community, Discussion, Event
from communities.people import belonging
from glossary import curating, domains
from glossary.entry import DefinitionEntry, Entry, NameEntry
from glossary.models import Term
from kmsite.pages.models import Audience, AudienceMember
from kmsite.pages.saving import editing


def make_article(title="Pump", body="How the pump works.", by=None, **fields):
    """Return a new article; `fields` are those of `editing.create`: parent, lede, tags, audience, at …"""
    return editing.create(Article, title=title, body=body, by=by, **fields).page


def make_audience(name, *users):
    """Return a new audience of `users`."""
    audience = Audience.objects.create(name=name)
    AudienceMember.objects.bulk_create(AudienceMember(audience=audience, user=user) for user in users)
    return audience


def make_domain(name="Knowledge management"):
    """Return a domain of the glossary."""
    return domains.create(name=name)


def make_term(title="Knowledge management", *names, by=None, gloss="", body="", status="approved", **fields):
    """Return a new term; `names` are acronyms where they are in capitals, `fields` those of an `Entry`.

    An approved one without definitions gets a house definition.
    """
    named = tuple(NameEntry(name, "acronym" if name.isupper() else "admitted") for name in names)
    fields.setdefault("definitions", (DefinitionEntry(f"What {title} is.", is_house=True),))
    entry = Entry(names=named, status=status, **fields)
    saved = curating.create(title=title, gloss=gloss, body=body, entry=entry, by=by)
    return Term.objects.with_current().get(pk=saved.page.pk)


def make_community(title="Knowledge sharers", purpose="We learn from one another.", by=None, **fields):
    """Return a new community; `fields` are those of `founding.found`: visibility, joining, charter …"""
    saved = founding.found(title=title, purpose=purpose, by=by, **fields)
    return Community.objects.with_current().get(pk=saved.page.pk)


def make_member(community, user, *roles, by=None):
    """Let a person belong to a community and hold roles there."""
    belonging.let_in(community, user, by=by)
    for role in roles:
        belonging.give(community, user, role, by=by)


def make_discussion(title="How do we begin?", body="I do not know where.", by=None, community=None, **topic):
    """Return a new discussion, of no community unless one is given; `topic` are fields of a `Topic`."""
    narrow = community and community.visibility == "listed" and community.members_audience
    saved = editing.create(
        Discussion,
        title=title,
        body=body,
        by=by,
        parent=community,
        audience=narrow or None,
        entry=Topic(**topic).structure(),
    )
    return Discussion.objects.with_current().get(pk=saved.page.pk)


def make_event(title="Monthly meeting", community=None, starts=None, by=None, body="", hours=1, **meeting):
    """Return a new event, a week from now unless `starts` (a naive time) says when."""
    starts = starts or (datetime.now() + timedelta(days=7)).replace(minute=0, second=0, microsecond=0)
    narrow = community.visibility == "listed" and community.members_audience
    said = Meeting(starts=starts, ends=starts + timedelta(hours=hours), **meeting)
    saved = editing.create(
        Event,
        title=title,
        body=body,
        by=by,
        parent=community,
        audience=narrow or None,
        entry=said.structure(),
    )
    return Event.objects.with_current().get(pk=saved.page.pk)
