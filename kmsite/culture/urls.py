"""Addresses of the culture shift: the exercise alone, rounds of communities, rounds of the organisation."""

from django.contrib.auth.decorators import login_required
from django.urls import include, path

from kmsite.culture.views.answer import answer
from kmsite.culture.views.closing import close
from kmsite.culture.views.downloads import picture
from kmsite.culture.views.opening import open_round
from kmsite.culture.views.overview import overview
from kmsite.culture.views.round import read

app_name = "culture"

_INSIDE = "communities/<pageslug:slug>/culture"
_OF_ALL = "culture/rounds"
_ONE = "<int:number>"

urlpatterns = [
    path("", include("kmsite.culture.organisation_urls")),
    path("", include("kmsite.culture.alone.alone_urls")),
    path("", include("kmsite.culture.agreed.agreeing_urls")),
    path(f"{_INSIDE}/", overview, name="rounds"),
    path(f"{_INSIDE}/open/", open_round, name="open"),
    path(f"{_INSIDE}/{_ONE}/", read, name="round"),
    path(f"{_INSIDE}/{_ONE}/answer/", answer, name="answer"),
    path(f"{_INSIDE}/{_ONE}/close/", close, name="close"),
    path(f"{_INSIDE}/{_ONE}/picture.<str:extension>", picture, name="picture"),
    path(f"{_OF_ALL}/", login_required(overview), name="rounds"),
    path(f"{_OF_ALL}/open/", open_round, name="open"),
    path(f"{_OF_ALL}/{_ONE}/", login_required(read), name="round"),
    path(f"{_OF_ALL}/{_ONE}/answer/", answer, name="answer"),
    path(f"{_OF_ALL}/{_ONE}/close/", close, name="close"),
    path(f"{_OF_ALL}/{_ONE}/picture.<str:extension>", picture, name="picture"),
]
