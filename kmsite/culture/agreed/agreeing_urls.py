"""Addresses of what a group makes of its closed round, below those of the round; and of rounds over time."""

from django.contrib.auth.decorators import login_required
from django.urls import path

from kmsite.culture.views import commitments, discuss
from kmsite.culture.views.guiding import read_guide
from kmsite.culture.views.over_time import over_time

_INSIDE = "communities/<pageslug:slug>/culture/"
_OF_ALL = "culture/rounds/"
_ONE = "<int:number>/"
_STATEMENT, _COMMITMENT = f"{_ONE}statements/<int:place>/", f"{_ONE}commitments/<int:place>/"


def _below(root):
    """Return the addresses below those of all rounds of a community, or of the organisation."""
    return [
        path(f"{root}over-time/", login_required(over_time), name="over_time"),
        path(f"{root}{_STATEMENT}", discuss.statement, name="statement"),
        path(f"{root}{_STATEMENT}take-back/", discuss.take_back, name="unsettle"),
        path(f"{root}{_ONE}commitments/add/", commitments.add, name="commit"),
        path(f"{root}{_COMMITMENT}", commitments.change, name="commitment"),
        path(f"{root}{_COMMITMENT}outcome/", commitments.outcome, name="outcome"),
        path(f"{root}{_COMMITMENT}withdraw/", commitments.withdraw, name="withdraw"),
    ]


urlpatterns = [path("culture/guide/", read_guide, name="guide"), *_below(_INSIDE), *_below(_OF_ALL)]
