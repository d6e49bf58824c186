"""Addresses of what people say, what they are told, and what they report."""

from django.urls import URLPattern

app_name = "talk"

urlpatterns: list[URLPattern] = []
