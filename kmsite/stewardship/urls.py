"""Addresses of who looks after what; those of one page stand with its kind."""

from django.urls import path

from kmsite.stewardship.views.stewards import release

app_name = "stewardship"

urlpatterns = [
    path("stewardship/<int:id>/release/", release, name="release"),
]
