"""Addresses of the glossary, one verb each: its terms, its lists, its short addresses."""

from django.urls import URLPattern

app_name = "glossary"

urlpatterns: list[URLPattern] = []
