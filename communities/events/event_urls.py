"""Addresses of events and calendars."""

from django.urls import path

from communities.models import Event
from communities.views.attend import answer
from communities.views.calendar import feed, mine
from communities.views.event import file, read
from communities.views.events import events, of_community
from communities.views.outcome import cancel, outcome
from communities.views.plan import edit, plan
from kmsite.pages.views.card import card
from kmsite.pages.views.compare import compare, pick
from kmsite.pages.views.feeds import page_feed
from kmsite.pages.views.history import history
from kmsite.pages.views.language import language
from kmsite.pages.views.links import links
from kmsite.pages.views.related import related
from kmsite.pages.views.restore import restore
from kmsite.pages.views.revision import revision
from kmsite.pages.views.source import source
from kmsite.pages.views.trash import trash
from kmsite.pages.views.undo import undo
from kmsite.talk.views.comments import comments

page = {"model": Event}

urlpatterns = [
    path("events/", events, name="events"),
    path("events/new/", plan, name="plan"),
    path("communities/<pageslug:slug>/events/", of_community, name="events_of"),
    path("events/<pageslug:slug>/", read, name="event"),
    path("events/<pageslug:slug>.ics", file, name="event_file"),
    path("events/<pageslug:slug>.md", source, page, name="event_source"),
    path("events/<pageslug:slug>.atom", page_feed, page, name="event_feed"),
    path("events/<pageslug:slug>/card/", card, page, name="event_card"),
    path("events/<pageslug:slug>/answer/", answer, name="answer_event"),
    path("events/<pageslug:slug>/edit/", edit, name="edit_event"),
    path("events/<pageslug:slug>/outcome/", outcome, name="event_outcome"),
    path("events/<pageslug:slug>/cancel/", cancel, name="cancel_event"),
    path("events/<pageslug:slug>/comments/", comments, page, name="event_comments"),
    path("events/<pageslug:slug>/language/", language, page, name="event_language"),
    path("events/<pageslug:slug>/links/", links, page, name="event_links"),
    path("events/<pageslug:slug>/related/", related, page, name="event_related"),
    path("events/<pageslug:slug>/history/", history, page, name="event_history"),
    path("events/<pageslug:slug>/history/<int:number>/", revision, page, name="event_revision"),
    path("events/<pageslug:slug>/history/<int:number>/restore/", restore, page, name="restore_event"),
    path("events/<pageslug:slug>/history/<int:number>/undo/", undo, page, name="undo_event"),
    path("events/<pageslug:slug>/compare/", pick, page, name="pick_event"),
    path("events/<pageslug:slug>/compare/<int:a>..<int:b>/", compare, page, name="compare_event"),
    path("events/<pageslug:slug>/trash/", trash, page, name="trash_event"),
    path("calendar/<str:nonce>.ics", feed, name="calendar"),
    path("me/calendar/", mine, name="my_calendar"),
]
