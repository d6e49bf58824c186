"""Addresses that all kinds of pages share."""

from django.urls import path

from kmsite.pages.views.audiences import add, audience, audiences, delete, remove
from kmsite.pages.views.bulk import choose, select, try_out
from kmsite.pages.views.bulk_runs import confirm, report, run, step
from kmsite.pages.views.changes import changes
from kmsite.pages.views.feeds import changes_feed
from kmsite.pages.views.permanent import permanent
from kmsite.pages.views.purge import purge
from kmsite.pages.views.recovered import discard, go_on, recovered, text
from kmsite.pages.views.suggest import suggest, suggest_tags
from kmsite.pages.views.tag_change import edit as tag_edit
from kmsite.pages.views.tag_change import merge as tag_merge
from kmsite.pages.views.tags import tag, tags
from kmsite.pages.views.trash import look, restore, trashed

urlpatterns = [
    path("changes/", changes, name="changes"),
    path("changes.atom", changes_feed, name="changes_feed"),
    path("tags/", tags, name="tags"),
    path("tags/<pageslug:slug>/", tag, name="tag"),
    path("tags/<pageslug:slug>/edit/", tag_edit, name="tag_edit"),
    path("tags/<pageslug:slug>/merge/", tag_merge, name="tag_merge"),
    path("p/<int:id>/", permanent, name="permanent"),
    path("me/recovered/", recovered, name="recovered"),
    path("me/recovered/<int:id>/", text, name="recovered_text"),
    path("me/recovered/<int:id>/continue/", go_on, name="recovered_continue"),
    path("me/recovered/<int:id>/discard/", discard, name="recovered_discard"),
    path("suggest/", suggest, name="suggest"),
    path("suggest/tags/", suggest_tags, name="suggest_tags"),
    path("trash/", trashed, name="trashed"),
    path("trash/<uuid:batch>/", look, name="trash_look"),
    path("trash/<uuid:batch>/restore/", restore, name="trash_restore"),
    path("trash/<uuid:batch>/purge/", purge, name="trash_purge"),
    path("audiences/", audiences, name="audiences"),
    path("audiences/<int:id>/", audience, name="audience"),
    path("audiences/<int:id>/add/", add, name="audience_add"),
    path("audiences/<int:id>/remove/", remove, name="audience_remove"),
    path("audiences/<int:id>/delete/", delete, name="audience_delete"),
    path("bulk/", select, name="bulk"),
    path("bulk/choose/", choose, name="bulk_choose"),
    path("bulk/try/", try_out, name="bulk_try"),
    path("bulk/<int:id>/", run, name="bulk_run"),
    path("bulk/<int:id>/step/", step, name="bulk_step"),
    path("bulk/<int:id>/confirm/", confirm, name="bulk_confirm"),
    path("bulk/<int:id>/report.csv", report, name="bulk_report"),
]
