"""Addresses of members: joining, leaving, roles."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
