"""Addresses of articles."""

urlpatterns = []
