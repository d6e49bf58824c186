"""Addresses of articles, one verb each; what every kind of page can do is handed the model."""

from django.urls import path

from articles.models import Article
from articles.views.create import create
from articles.views.draft import draft
from articles.views.edit import edit
from articles.views.index import index
from articles.views.preview import changes, preview
from articles.views.read import read
from kmsite.attachments.joining import FILES
from kmsite.attachments.views.files import files
from kmsite.pages.desks.receiving import keeping_what_was_sent
from kmsite.pages.views.archive import archive, unarchive
from kmsite.pages.views.audience import audience
from kmsite.pages.views.card import card
from kmsite.pages.views.compare import compare, pick
from kmsite.pages.views.feeds import page_feed
from kmsite.pages.views.history import history
from kmsite.pages.views.language import language
from kmsite.pages.views.lines import lines
from kmsite.pages.views.links import links
from kmsite.pages.views.merge import merge
from kmsite.pages.views.move import move
from kmsite.pages.views.order import order, order_top
from kmsite.pages.views.presence import presence
from kmsite.pages.views.related import related
from kmsite.pages.views.relink import relink
from kmsite.pages.views.remove_secret import remove_secret
from kmsite.pages.views.restore import restore
from kmsite.pages.views.revision import revision
from kmsite.pages.views.source import source
from kmsite.pages.views.terms import terms
from kmsite.pages.views.trash import trash
from kmsite.pages.views.undo import undo
from kmsite.recognition.joining import RECOGNITION
from kmsite.recognition.views.thank import at_home as thank_at_home
from kmsite.recognition.views.use import at_home as use_at_home
from kmsite.stewardship.joining import STEWARDS
from kmsite.stewardship.views.stewards import stewards
from kmsite.talk.joining import COMMENTS
from kmsite.talk.views.comments import comments
from kmsite.talk.views.report import at_home as report_at_home

app_name = "articles"
page = {"model": Article}

urlpatterns = [
    path("articles/", index, name="index"),
    path("new/", create, name="create"),
    path("editor/preview/", preview, name="preview"),
    path("editor/changes/", changes, name="changes"),
    path("editor/draft/", draft, name="draft"),
    path("editor/presence/", presence, page, name="presence"),
    path("order/", order_top, page, name="order_top"),
    path("articles/<pageslug:slug>/", read, name="read"),
    path("articles/<pageslug:slug>.md", source, page, name="source"),
    path("articles/<pageslug:slug>.atom", page_feed, page, name="feed"),
    path("articles/<pageslug:slug>/card/", card, page, name="card"),
    path("articles/<pageslug:slug>/edit/", edit, name="edit"),
    path("articles/<pageslug:slug>/files/", files, page, name="files"),
    path("articles/<pageslug:slug>/comments/", comments, page, name="comments"),
    path("articles/<pageslug:slug>/report/", report_at_home, page, name="report"),
    path("articles/<pageslug:slug>/thank/", thank_at_home, page, name="thank"),
    path("articles/<pageslug:slug>/used/", use_at_home, page, name="used"),
    path("articles/<pageslug:slug>/stewards/", stewards, page, name="stewards"),
    path("articles/<pageslug:slug>/audience/", audience, page, name="audience"),
    path("articles/<pageslug:slug>/language/", language, page, name="language"),
    path("articles/<pageslug:slug>/links/", links, page, name="links"),
    path("articles/<pageslug:slug>/related/", related, page, name="related"),
    path("articles/<pageslug:slug>/terms/", terms, page, name="terms"),
    path("articles/<pageslug:slug>/lines/", lines, page, name="lines"),
    path("articles/<pageslug:slug>/history/", history, page, name="history"),
    path("articles/<pageslug:slug>/history/<int:number>/", revision, page, name="revision"),
    path("articles/<pageslug:slug>/history/<int:number>/lines/", lines, page, name="lines"),
    path("articles/<pageslug:slug>/history/<int:number>/restore/", restore, page, name="restore"),
    path(
        "articles/<pageslug:slug>/merge/",
        keeping_what_was_sent(Article)(merge),
        {**page, "along": (FILES, COMMENTS, STEWARDS, RECOGNITION)},
        name="merge",
    ),
    path("articles/<pageslug:slug>/move/", move, page, name="move"),
    path("articles/<pageslug:slug>/relink/", relink, page, name="relink"),
    path("articles/<pageslug:slug>/order/", order, page, name="order"),
    path("articles/<pageslug:slug>/archive/", archive, page, name="archive"),
    path("articles/<pageslug:slug>/unarchive/", unarchive, page, name="unarchive"),
    path("articles/<pageslug:slug>/remove-secret/", remove_secret, page, name="remove_secret"),
    path("articles/<pageslug:slug>/trash/", trash, page, name="trash"),
    path("articles/<pageslug:slug>/history/<int:number>/undo/", undo, page, name="undo"),
    path("articles/<pageslug:slug>/compare/", pick, page, name="pick"),
    path("articles/<pageslug:slug>/compare/<int:a>..<int:b>/", compare, page, name="compare"),
]
