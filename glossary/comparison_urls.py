"""Addresses of comparisons: choosing terms, reading, writing, versions."""

from django.urls import path, register_converter

from glossary.converters import ComparedConverter
from glossary.views.compare import compare
from glossary.views.comparison_choose import choose_terms
from glossary.views.comparison_edit import edit
from glossary.views.comparison_versions import changed, restore, version, versions
from glossary.views.comparisons import comparisons

register_converter(ComparedConverter, "compared")

urlpatterns = [
    path("terms/comparisons/", comparisons, name="comparisons"),
    path("terms/compare/", choose_terms, name="choose_terms"),
    path("glossary/compare/<compared:names>/", compare, name="comparison"),
    path("glossary/compare/<compared:names>/edit/", edit, name="comparison_edit"),
    path("glossary/compare/<compared:names>/v/<int:number>/", version, name="comparison_version"),
    path("glossary/compare/<compared:names>/versions/", versions, name="comparison_versions"),
    path("glossary/compare/<compared:names>/versions/<int:a>..<int:b>/", changed, name="comparison_changed"),
    path(
        "glossary/compare/<compared:names>/versions/<int:number>/restore/",
        restore,
        name="comparison_restore",
    ),
]
