"""Plain factories: an article, an audience. Everything goes through the writers that the site uses."""

from articles.models import Article
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
