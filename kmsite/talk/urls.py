"""Addresses of what people say, what they are told, and what they report."""

from django.urls import path

from kmsite.talk.views.comment import delete, edit, history, permanent, reopen, resolve
from kmsite.talk.views.notices import notices
from kmsite.talk.views.people import people

urlpatterns = [
    path("c/<int:id>/", permanent, name="comment"),
    path("c/<int:id>/edit/", edit, name="comment_edit"),
    path("c/<int:id>/delete/", delete, name="comment_delete"),
    path("c/<int:id>/history/", history, name="comment_history"),
    path("c/<int:id>/resolve/", resolve, name="comment_resolve"),
    path("c/<int:id>/reopen/", reopen, name="comment_reopen"),
    path("p/<int:id>/people/", people, name="mentionable"),
    path("me/notices/", notices, name="notices"),
]
