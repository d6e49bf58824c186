"""Addresses of shelves and of what communities look after."""

from django.urls import path

from communities.views.accountability import accountability
from communities.views.shelf import begin, move, shelf
from communities.views.shelf_collection import collection, printed, remove, reword, series
from communities.views.shelf_items import change, put, shift, take_out
from communities.views.shelf_work import looks_after

_HERE = "communities/<pageslug:slug>"
_ITEM = "shelves/<int:id>/items/<int:item>"

urlpatterns = [
    path(f"{_HERE}/shelf/", shelf, name="shelf"),
    path(f"{_HERE}/shelf/new/", begin, name="begin_collection"),
    path(f"{_HERE}/looks-after/", looks_after, name="looks_after"),
    path("shelves/<int:id>/", collection, name="collection"),
    path("shelves/<int:id>/<int:number>/", series, name="series"),
    path("shelves/<int:id>/print/", printed, name="print_collection"),
    path("shelves/<int:id>/edit/", reword, name="reword_collection"),
    path("shelves/<int:id>/move/", move, name="move_collection"),
    path("shelves/<int:id>/remove/", remove, name="remove_collection"),
    path("shelves/<int:id>/add/", put, name="put"),
    path(f"{_ITEM}/", change, name="change_item"),
    path(f"{_ITEM}/move/", shift, name="shift_item"),
    path(f"{_ITEM}/remove/", take_out, name="take_out"),
    path("stewardship/", accountability, name="accountability"),
]
