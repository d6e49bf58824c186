"""Addresses of communities, by what people do in them."""

from django.urls import include, path

app_name = "communities"

urlpatterns = [
    path("", include("communities.community_urls")),
    path("", include("communities.membership_urls")),
    path("", include("communities.discussion_urls")),
    path("", include("communities.event_urls")),
    path("", include("communities.shelf_urls")),
]
