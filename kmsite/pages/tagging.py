"""Tags: the one writer of tags and of which page carries which."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from django.utils.translation import gettext as _

from kmsite.pages.models import Page, PageTag, Tag
from kmsite.pages.refusing import TextRefused
from kmsite.text.names import LineTooLong, clean_line, name_key
from kmsite.text.slugs import slugify

MOST_TAGS = 30
LONGEST_TAG = 60
LONGEST_KEY = 100


def canonical(names: Iterable[str]) -> tuple[str, ...]:
    """Return tags as they are kept: cleaned, each once, in the spelling first used anywhere, in order.

    Raises TextRefused for more than MOST_TAGS tags or one longer than LONGEST_TAG characters.
    """
    written = {}
    for name in names:
        line = _clean(name)
        if line:
            written.setdefault(name_key(line), line)
    if len(written) > MOST_TAGS:
        raise TextRefused(_("A page can have at most %d tags.") % MOST_TAGS)
    if not written:
        return ()
    known = dict(Tag.objects.filter(key__in=written).values_list("key", "name"))
    return tuple(known.get(key, written[key]) for key in sorted(written))


def set_tags(page: Page, names: Iterable[str]) -> bool:
    """Let `page` carry exactly the tags `names`; say whether that was a change.

    To be called inside a transaction that has locked the page.
    """
    names = canonical(names)
    wanted = set(_tags_called(names)) if names else set()
    carried = dict(PageTag.objects.filter(content_object_id=page.pk).values_list("tag", "id"))
    gone = [row for tag, row in carried.items() if tag not in wanted]
    new = sorted(wanted - carried.keys())
    if gone:
        PageTag.objects.filter(id__in=gone).delete()
    if new:
        PageTag.objects.bulk_create(PageTag(content_object_id=page.pk, tag_id=tag) for tag in new)
    return bool(gone or new)


def _clean(name: str) -> str:
    try:
        line = clean_line(name.replace(",", " "), LONGEST_TAG)
    except LineTooLong:
        raise TextRefused(_("A tag can have at most %d characters.") % LONGEST_TAG) from None
    key = name_key(line)
    if len(key) > LONGEST_KEY:
        raise TextRefused(_("A tag can have at most %d characters.") % LONGEST_TAG)
    return line if key else ""


def _tags_called(names: Iterable[str]) -> list[int]:
    """Return the ids of the tags `names`, made where missing, in the order of their keys (no deadlock)."""
    spelling = {name_key(name): name for name in names}
    known = dict(Tag.objects.filter(key__in=spelling).values_list("key", "id"))
    for key in sorted(spelling.keys() - known.keys()):
        known[key] = _make(key, spelling[key])
    return list(known.values())


def _make(key: str, name: str) -> int:
    """Return the id of a new tag, or of the one that somebody else made at the same moment."""
    stem = slugify(name)
    for number in count(1):
        slug = stem if number == 1 else f"{stem}-{number}"
        if Tag.objects.filter(slug=slug).exists():
            continue
        Tag.objects.bulk_create([Tag(key=key, name=name, slug=slug)], ignore_conflicts=True)
        if made := Tag.objects.filter(key=key).values_list("id", flat=True).first():
            return made
    raise AssertionError("unreachable")
