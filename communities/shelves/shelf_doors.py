"""Who comes in to a shelf: collections are no pages, so each door asks here."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from communities.life.stages import refuse_proposal
from communities.models import Collection, Community
from communities.shelves.shelf_reading import Item, shown_in
from communities.standing import reads_inside, rights_in
from kmsite.pages.permissions import page_or_404


def shelf_or_404(user: Any, slug: str, *, to: str = "") -> Community:
    """Fetch the community whose shelf `user` may read, and fill if `to` says so.

    Raises Http404 for a proposal and for whoever does not read inside it, PermissionDenied for a reader who
    may not fill it.
    """
    return _entered(user, page_or_404(user, Community, slug), to)


def collection_or_404(user: Any, id: int, *, to: str = "") -> Collection:
    """Fetch the collection that `user` may read, with its community; raises what `shelf_or_404` does."""
    row = Collection.objects.filter(pk=id).first()
    community = row and Community.objects.visible_to(user).with_current().filter(pk=row.community_id).first()
    if row is None or community is None:
        raise Http404
    row.community = _entered(user, community, to)
    return row


def item_or_404(user: Any, id: int, item: int) -> Item:
    """Fetch what `user` sees of an item in a collection that they may fill; raises as the others do."""
    collection = collection_or_404(user, id, to="shelf")
    for one in shown_in([collection], user)[collection.pk]:
        if one.row.pk == item:
            one.row.collection = collection
            return one
    raise Http404


def _entered(user: Any, community: Community, right: str) -> Community:
    if not reads_inside(user, community):
        raise Http404
    refuse_proposal(community)
    if right and right not in rights_in(user, community):
        raise PermissionDenied
    return community
