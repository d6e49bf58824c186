"""The address of search."""

from django.urls import path

from kmsite.search.views import search

urlpatterns = [path("search/", search, name="search")]
