"""Addresses that all kinds of pages share."""

from django.urls import path

from kmsite.pages.views.changes import changes
from kmsite.pages.views.feeds import changes_feed
from kmsite.pages.views.permanent import permanent
from kmsite.pages.views.suggest import suggest
from kmsite.pages.views.tags import tag, tags

urlpatterns = [
    path("changes/", changes, name="changes"),
    path("changes.atom", changes_feed, name="changes_feed"),
    path("tags/", tags, name="tags"),
    path("tags/<pageslug:slug>/", tag, name="tag"),
    path("p/<int:id>/", permanent, name="permanent"),
    path("suggest/", suggest, name="suggest"),
]
