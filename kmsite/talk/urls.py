"""Addresses of what people say, what they are told, and what they report."""

from django.urls import path

from kmsite.talk.views.comment import delete, edit, history, permanent, reopen, resolve
from kmsite.talk.views.moderation import decide, queue
from kmsite.talk.views.notices import notices
from kmsite.talk.views.people import people
from kmsite.talk.views.report import report_comment, report_page

urlpatterns = [
    path("c/<int:id>/", permanent, name="comment"),
    path("c/<int:id>/edit/", edit, name="comment_edit"),
    path("c/<int:id>/delete/", delete, name="comment_delete"),
    path("c/<int:id>/history/", history, name="comment_history"),
    path("c/<int:id>/resolve/", resolve, name="comment_resolve"),
    path("c/<int:id>/reopen/", reopen, name="comment_reopen"),
    path("c/<int:id>/report/", report_comment, name="report_comment"),
    path("p/<int:id>/report/", report_page, name="report_page"),
    path("moderation/", queue, name="moderation"),
    path("moderation/<int:id>/", decide, name="report_decide"),
    path("p/<int:id>/people/", people, name="mentionable"),
    path("me/notices/", notices, name="notices"),
]
