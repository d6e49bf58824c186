"""Saying what an image shows: for one image, and where a text has forgotten to."""

from __future__ import annotations

from html.parser import HTMLParser

from kmsite.accounts.models import User
from kmsite.attachments.holding import hold
from kmsite.attachments.models import Attachment
from kmsite.pages.retrying import in_one_transaction
from kmsite.text.addresses import own_file


@in_one_transaction
def describe(attachment: Attachment, *, description: str, is_decorative: bool, by: User) -> Attachment:
    """Change what is said of a file; texts keep the words they have. Raises FileGone."""
    held = hold(attachment, by)
    held.description, held.is_decorative = description, is_decorative
    held.save(update_fields=["description", "is_decorative"])
    return held


def undescribed(html: str, reader: User) -> int:
    """Return how many images of a rendered text tell nothing to those who cannot see them.

    An empty description is right for an image that is marked as decorative, and wrong for all others; the
    mere name of a file describes nothing.
    """
    images = _Images()
    images.feed(html)
    ids = {id for id, _alt in images.found if id is not None}
    files = Attachment.objects.shown_to(reader).in_bulk(ids) if ids else {}
    return sum(_is_silent(files.get(id), alt) for id, alt in images.found)


def _is_silent(file: Attachment | None, alt: str) -> bool:
    if not alt:
        return file is None or not file.is_decorative
    return file is not None and alt == file.name


class _Images(HTMLParser):
    """Finds the images of a text: the file that each shows, if it is one of ours, and its description."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int | None, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember an image."""
        if tag == "img":
            told = dict(attrs)
            self.found.append((own_file(told.get("src") or ""), (told.get("alt") or "").strip()))
