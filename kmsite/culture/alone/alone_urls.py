"""Addresses of the exercise alone, and of what a person keeps of it."""

from django.urls import path

from kmsite.culture.views.alone import alone, keep, picture
from kmsite.culture.views.own import commitment, done, drop, forget, forget_all, mine

urlpatterns = [
    path("culture/alone/", alone, name="alone"),
    path("culture/alone/keep/", keep, name="keep"),
    path("culture/alone/picture.<str:extension>", picture, name="own_picture"),
    path("me/culture/", mine, name="mine"),
    path("me/culture/commitment/", commitment, name="commit_myself"),
    path("me/culture/commitment/done/", done, name="commitment_done"),
    path("me/culture/commitment/delete/", drop, name="commitment_drop"),
    path("me/culture/<int:id>/delete/", forget, name="forget"),
    path("me/culture/delete/", forget_all, name="forget_all"),
]
