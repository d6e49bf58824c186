"""Addresses of the reports, and of what becomes of searches that found nothing."""

from django.urls import path

from kmsite.gaps.views.fruitless import name, put_back, settle, taken_off
from kmsite.gaps.views.reports import as_csv, index, report

app_name = "gaps"

urlpatterns = [
    path("reports/", index, name="index"),
    path("reports/nobody-found/name/", name, name="name"),
    path("reports/nobody-found/settle/", settle, name="settle"),
    path("reports/nobody-found/settled/", taken_off, name="settled"),
    path("reports/nobody-found/put-back/", put_back, name="put_back"),
    path("reports/<slug:name>/", report, name="report"),
    path("reports/<slug:name>.csv", as_csv, name="csv"),
]
