"""Who may do what with a file. Fetching it is the permission check."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from kmsite.attachments.models import Attachment
from kmsite.pages.permissions import may


def file_or_404(user: Any, id: int, *, to: str = "read") -> Attachment:
    """Fetch the file that `user` may see, with its blob and page.

    Raises Http404 for what does not exist and, in the same way, for what `user` may not see; PermissionDenied
    when `user` sees the file but may not `to` "change" or "remove" it.
    """
    attachment = (
        Attachment.objects.visible_to(user).select_related("blob", "page", "by").filter(pk=id).first()
    )
    if attachment is None:
        raise Http404
    if to != "read" and not _ALLOWED[to](user, attachment):
        raise PermissionDenied
    return attachment


def may_change(user: Any, attachment: Attachment) -> bool:
    """Say whether `user` may replace, describe and restore a file: who may add one to its page."""
    return may(user, "upload", attachment.page) and may(user, "edit", attachment.page)


def may_remove(user: Any, attachment: Attachment) -> bool:
    """Say whether `user` may remove a file: who may put pages into the trash, and who attached it."""
    if may(user, "trash", attachment.page):
        return True
    return attachment.by_id == user.pk and may_change(user, attachment)


_ALLOWED = {"change": may_change, "remove": may_remove}
