"""Plain factories: an article, an audience. Everything goes through the writers that the site uses."""

from articles.models import Article
from glossary import curating, domains
from glossary.entry import DefinitionEntry, Entry, NameEntry
from glossary.models import Term
from kmsite.pages import editing
from kmsite.pages.models import Audience, AudienceMember


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
