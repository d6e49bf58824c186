"""Addresses of harvests: what to take along, and the three things that a discussion can become."""

from django.urls import path

from kmsite.harvest.views.choose import choose
from kmsite.harvest.views.write import article, edit, term

app_name = "harvest"

_HERE = "discussions/<pageslug:slug>/harvest"

urlpatterns = [
    path(f"{_HERE}/", choose, name="choose"),
    path(f"{_HERE}/article/", article, name="article"),
    path(f"{_HERE}/edit/", edit, name="edit"),
    path(f"{_HERE}/term/", term, name="term"),
]
