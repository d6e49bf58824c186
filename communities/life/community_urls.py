"""Addresses of communities: their pages, their charter, their life."""

from django.urls import path

from communities.charters.charter_clash import places_of
from communities.models import Community
from communities.views.charter import charter, edit
from communities.views.charter_draft import keep
from communities.views.community_archive import archive, unarchive
from communities.views.community_text import feed, source
from communities.views.figures import figures
from communities.views.index import index
from communities.views.proposals import decline, open_it
from communities.views.propose import create
from communities.views.read import read
from communities.views.settings import settings
from communities.views.stage import stage
from kmsite.attachments.views.files import files
from kmsite.pages.views.card import card
from kmsite.pages.views.compare import compare, pick
from kmsite.pages.views.history import history
from kmsite.pages.views.language import language
from kmsite.pages.views.links import links
from kmsite.pages.views.related import related
from kmsite.pages.views.restore import restore
from kmsite.pages.views.revision import revision
from kmsite.pages.views.trash import trash
from kmsite.pages.views.undo import undo
from kmsite.talk.views.comments import comments

page = {"model": Community}
_HERE = "communities/<pageslug:slug>"
_UNDO = {**page, "places_of": places_of}

urlpatterns = [
    path("communities/", index, name="index"),
    path("communities/new/", create, name="create"),
    path("communities/draft/", keep, name="draft"),
    path(f"{_HERE}/", read, name="read"),
    path(f"{_HERE}.md", source, name="source"),
    path(f"{_HERE}.atom", feed, name="feed"),
    path(f"{_HERE}/card/", card, page, name="card"),
    path(f"{_HERE}/charter/", charter, name="charter"),
    path(f"{_HERE}/edit/", edit, name="edit"),
    path(f"{_HERE}/open/", open_it, name="open"),
    path(f"{_HERE}/decline/", decline, name="decline"),
    path(f"{_HERE}/stage/", stage, name="stage"),
    path(f"{_HERE}/settings/", settings, name="settings"),
    path(f"{_HERE}/archive/", archive, name="archive"),
    path(f"{_HERE}/unarchive/", unarchive, name="unarchive"),
    path(f"{_HERE}/figures/", figures, name="figures"),
    path(f"{_HERE}/comments/", comments, page, name="comments"),
    path(f"{_HERE}/files/", files, page, name="files"),
    path(f"{_HERE}/language/", language, page, name="language"),
    path(f"{_HERE}/links/", links, page, name="links"),
    path(f"{_HERE}/related/", related, page, name="related"),
    path(f"{_HERE}/history/", history, page, name="history"),
    path(f"{_HERE}/history/<int:number>/", revision, page, name="revision"),
    path(f"{_HERE}/history/<int:number>/restore/", restore, page, name="restore"),
    path(f"{_HERE}/history/<int:number>/undo/", undo, _UNDO, name="undo"),
    path(f"{_HERE}/compare/", pick, page, name="pick"),
    path(f"{_HERE}/compare/<int:a>..<int:b>/", compare, page, name="compare"),
    path(f"{_HERE}/trash/", trash, page, name="trash"),
]
