"""Addresses of events and calendars."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
