"""Addresses of communities: their pages, their charter, their life."""

from django.urls import path

from communities.views.index import index
from communities.views.read import read

urlpatterns = [
    path("communities/", index, name="index"),
    path("communities/<pageslug:slug>/", read, name="read"),
]
