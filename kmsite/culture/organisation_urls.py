"""Addresses of the culture of the organisation, and of what is asked."""

from django.urls import path

from kmsite.culture.views.index import index
from kmsite.culture.views.wording import read_wording, reword

urlpatterns = [
    path("culture/", index, name="index"),
    path("culture/wording/", read_wording, name="wording"),
    path("culture/wording/new/", reword, name="reword"),
]
