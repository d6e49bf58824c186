"""Addresses of communities: their pages, their charter, their life."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
