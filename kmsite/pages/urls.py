"""Addresses that all kinds of pages share."""

from django.urls import path

from kmsite.pages.views.audiences import add, audience, audiences, delete, remove
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
    path("audiences/", audiences, name="audiences"),
    path("audiences/<int:id>/", audience, name="audience"),
    path("audiences/<int:id>/add/", add, name="audience_add"),
    path("audiences/<int:id>/remove/", remove, name="audience_remove"),
    path("audiences/<int:id>/delete/", delete, name="audience_delete"),
]
