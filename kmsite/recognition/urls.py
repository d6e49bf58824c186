"""Addresses of thanks and receipts."""

from django.urls import URLPattern

app_name = "recognition"

urlpatterns: list[URLPattern] = []
