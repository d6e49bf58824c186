"""Why a file is not attached, replaced or removed."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kmsite.pages.models import Page


class FileRefused(Exception):
    """Nothing was written; the message says why, in the reader's language."""


class FileTooLarge(FileRefused):
    """The file is larger than the setting MAX_ATTACHMENT_SIZE (bytes)."""


class FileGone(FileRefused):
    """The file, or its page, was taken away meanwhile, or may no longer be seen."""

    def __init__(self) -> None:
        super().__init__(_("This file is no longer there."))


class FileUsed(FileRefused):
    """The file is shown by the present text of `pages`."""

    def __init__(self, pages: Sequence[Page]) -> None:
        super().__init__(_("This file is still in use."))
        self.pages = pages
