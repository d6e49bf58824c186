"""Addresses of what people say of themselves, and people by what to ask them."""

from django.urls import URLPattern

app_name = "profiles"

urlpatterns: list[URLPattern] = []
