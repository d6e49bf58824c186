"""Addresses of communities, by what people do in them."""

from django.urls import include, path

app_name = "communities"

urlpatterns = [
    path("", include("communities.life.community_urls")),
    path("", include("communities.people.membership_urls")),
    path("", include("communities.discussions.discussion_urls")),
    path("", include("communities.events.event_urls")),
    path("", include("communities.shelves.shelf_urls")),
]
