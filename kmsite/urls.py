"""The table of contents of the site."""

from django.contrib import admin
from django.urls import include, path, register_converter

from kmsite.health import healthz, readyz
from kmsite.pages.converters import PageSlugConverter
from kmsite.views import (
    audit,
    home,
    knowing,
    opensearch,
    people,
    person,
    plain,
    robots,
    searching,
    sitemap,
    switching,
    view_as,
)

register_converter(PageSlugConverter, "pageslug")

urlpatterns = [
    path("", home.home, name="home"),
    path("", include("articles.urls")),
    path("", include("glossary.urls")),
    path("", include("communities.urls")),
    path("", include("kmsite.harvest.urls")),
    path("", include("kmsite.culture.urls")),
    path("", include("kmsite.gaps.urls")),
    path("", include("kmsite.talk.urls")),
    path("", include("kmsite.stewardship.urls")),
    path("", include("kmsite.recognition.urls")),
    path("", include("kmsite.profiles.urls")),
    path("", include("kmsite.pages.urls")),
    path("", include("kmsite.attachments.urls")),
    path("", include("kmsite.accounts.urls")),
    path("search/", searching.search, name="search"),
    path("opensearch.xml", opensearch.description, name="opensearch"),
    path("opensearch/", opensearch.suggestions, name="opensearch_suggestions"),
    path("people/", knowing.people, name="people"),
    path("people/<str:username>/", person.person, name="person"),
    path("me/settings/", people.settings, name="settings"),
    path("switch/", switching.switch, name="switch"),
    path("audit/", audit.audit, name="audit"),
    path("audit.csv", audit.audit_csv, name="audit_csv"),
    path("view-as/", view_as.view_as, name="view_as"),
    path("view-as/stop/", view_as.stop, name="stop_viewing_as"),
    path("admin/", admin.site.urls),
    path("healthz", healthz),
    path("readyz", readyz),
    path("robots.txt", robots.robots),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-lists.xml", sitemap.lists, name="sitemap_lists"),
    path("sitemap-<slug:kind>-<int:number>.xml", sitemap.part, name="sitemap_part"),
    path("favicon.svg", plain.favicon),
    path("favicon.ico", plain.favicon),
    path("site.webmanifest", plain.manifest),
    path(".well-known/security.txt", plain.security_contact),
    path(".well-known/change-password", plain.change_password),
]

handler400 = "kmsite.views.bad_request.bad_request"
handler404 = "kmsite.views.not_found.not_found"
handler500 = "kmsite.views.failed.failed"
