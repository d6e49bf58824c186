"""Addresses of discussions, one verb each; what every kind of page can do is handed the model."""

from django.urls import path

from communities.models import Discussion
from communities.views.ask import ask, similar
from communities.views.discussion import read
from communities.views.discussion_acts import answer, same_here, state
from communities.views.discussion_edit import edit
from communities.views.discussion_proof import keep, preview
from communities.views.discussions import discussions, in_community
from kmsite.pages.views.archive import archive, unarchive
from kmsite.pages.views.card import card
from kmsite.pages.views.compare import compare, pick
from kmsite.pages.views.feeds import page_feed
from kmsite.pages.views.history import history
from kmsite.pages.views.language import language
from kmsite.pages.views.links import links
from kmsite.pages.views.presence import presence
from kmsite.pages.views.related import related
from kmsite.pages.views.restore import restore
from kmsite.pages.views.revision import revision
from kmsite.pages.views.source import source
from kmsite.pages.views.trash import trash
from kmsite.pages.views.undo import undo

page = {"model": Discussion}

urlpatterns = [
    path("discussions/", discussions, name="discussions"),
    path("discussions/new/", ask, name="ask"),
    path("discussions/similar/", similar, name="similar"),
    path("discussions/preview/", preview, name="discussion_preview"),
    path("discussions/draft/", keep, name="discussion_draft"),
    path("discussions/presence/", presence, page, name="discussion_presence"),
    path("discussions/<pageslug:slug>/", read, page, name="discussion"),
    path("discussions/<pageslug:slug>.md", source, page, name="discussion_source"),
    path("discussions/<pageslug:slug>.atom", page_feed, page, name="discussion_feed"),
    path("discussions/<pageslug:slug>/card/", card, page, name="discussion_card"),
    path("discussions/<pageslug:slug>/edit/", edit, name="discussion_edit"),
    path("discussions/<pageslug:slug>/state/", state, name="discussion_state"),
    path("discussions/<pageslug:slug>/same-here/", same_here, name="same_here"),
    path("discussions/<pageslug:slug>/answers/<int:comment>/", answer, name="answer"),
    path("discussions/<pageslug:slug>/language/", language, page, name="discussion_language"),
    path("discussions/<pageslug:slug>/links/", links, page, name="discussion_links"),
    path("discussions/<pageslug:slug>/related/", related, page, name="discussion_related"),
    path("discussions/<pageslug:slug>/history/", history, page, name="discussion_history"),
    path("discussions/<pageslug:slug>/history/<int:number>/", revision, page, name="discussion_revision"),
    path(
        "discussions/<pageslug:slug>/history/<int:number>/restore/",
        restore,
        page,
        name="discussion_restore",
    ),
    path("discussions/<pageslug:slug>/history/<int:number>/undo/", undo, page, name="discussion_undo"),
    path("discussions/<pageslug:slug>/compare/", pick, page, name="discussion_pick"),
    path("discussions/<pageslug:slug>/compare/<int:a>..<int:b>/", compare, page, name="discussion_compare"),
    path("discussions/<pageslug:slug>/archive/", archive, page, name="discussion_archive"),
    path("discussions/<pageslug:slug>/unarchive/", unarchive, page, name="discussion_unarchive"),
    path("discussions/<pageslug:slug>/trash/", trash, page, name="discussion_trash"),
    path("communities/<pageslug:slug>/discussions/", in_community, name="community_discussions"),
]
