"""The files that one page's text refers to, with the address that each has or will have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from kmsite.accounts.models import User
from kmsite.attachments.attaching import FileRefused, Kept, attach_kept, look_at, new_id
from kmsite.attachments.models import Attachment
from kmsite.attachments.names import clean_name
from kmsite.pages.models import Page
from kmsite.transfer.folder import Folder

__all__ = ["FileRefused", "PageFiles"]


class PageFiles:
    """Attachments of one page: those it has, and those to be attached once its text is saved.

    A text names its files by the ids of their attachments, and an attachment needs its page; so the id of
    a new one is drawn first.
    """

    def __init__(self, folder: Folder, page: Page | None, draw: Callable[[], int] = new_id) -> None:
        self._folder = folder
        self._draw = draw
        self._page = page
        self._addresses: dict[PurePosixPath, str] = {}
        self._new: dict[str, tuple[Attachment, Kept]] = {}

    def address(self, path: PurePosixPath) -> str:
        """Return the address of a file as this page's attachment. Raises FileRefused and OSError."""
        if path not in self._addresses:
            self._addresses[path] = self._attachment(path).get_absolute_url()
        return self._addresses[path]

    def attach(self, page: Page, by: User | None) -> None:
        """Attach what is new to `page`, whose text now refers to it, in an order that deadlocks nobody."""
        for _sha256, (attachment, kept) in sorted(self._new.items()):
            attach_kept(page, kept, name=attachment.name, by=by, id=attachment.pk)

    def _attachment(self, path: PurePosixPath) -> Attachment:
        kept = look_at(self._folder.read(path))
        there = self._page and Attachment.objects.kept().filter(page=self._page, blob_id=kept.sha256).first()
        if there:
            return there
        if kept.sha256 not in self._new:
            new = Attachment(pk=self._draw(), name=clean_name(path.name))
            self._new[kept.sha256] = (new, kept)
        return self._new[kept.sha256][0]
