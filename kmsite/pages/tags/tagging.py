"""Tags: the one writer of tags and of which page carries which."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import count

from django.db import connection
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from kmsite.pages.models import Page, PageTag, Tag
from kmsite.pages.refusing import TextRefused
from kmsite.text.names import LineTooLong, clean_line, name_key
from kmsite.text.slugs import slugify

MOST_TAGS = 30
LONGEST_TAG = 60
LONGEST_KEY = 100

# The ids that names mean now. Whoever renames or merges one of these tags is waited for: what comes after
# the wait is the row as it has become.
_MEANT = """
SELECT key, coalesce(merged_into_id, id) FROM pages_tag WHERE key = ANY(%s) ORDER BY key FOR KEY SHARE
"""
_CARRIED = """
SELECT p.id, r.structure -> 'tags',
    ARRAY (SELECT tag_id FROM pages_pagetag t WHERE t.content_object_id = p.id)
FROM pages_page p JOIN pages_revision r ON r.id = p.current_id
WHERE r.structure -> 'tags' <> '[]' OR EXISTS (
    SELECT 1 FROM pages_pagetag t WHERE t.content_object_id = p.id
) ORDER BY p.id
"""


def canonical(names: Iterable[str]) -> tuple[str, ...]:
    """Return tags as they are kept: cleaned, each once, by the name that the tag has now, in order.

    A former name, and that of a tag which was merged into another, gives the tag that stands for it. Raises
    TextRefused for more than MOST_TAGS tags or one longer than LONGEST_TAG characters.
    """
    written = {}
    for name in names:
        line = clean_tag(name)
        if line:
            written.setdefault(name_key(line), line)
    if len(written) > MOST_TAGS:
        raise TextRefused(_("A page can have at most %d tags.") % MOST_TAGS)
    if not written:
        return ()
    name_now = Coalesce(F("merged_into__name"), F("name"))
    known = dict(Tag.objects.filter(key__in=written).values_list("key", name_now))
    meant = {name_key(name): name for name in (known.get(key, line) for key, line in written.items())}
    return tuple(meant[key] for key in sorted(meant))


def mean_the_same(names: Iterable[str], others: Iterable[str]) -> bool:
    """Say whether both name the same tags; the database is asked only where the words differ."""
    names, others = [*names], [*others]
    return _keys(names) == _keys(others) or _keys(canonical(names)) == _keys(canonical(others))


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


def forget(words: str) -> None:
    """Drop tags with `words` in their names that no page carries, and such former names that no text says.

    After a secret was taken out of a page.
    """
    called = Tag.objects.filter(key__contains=name_key(words), page_tags=None)
    for tag in called.filter(merged_into=None):
        Tag.objects.filter(merged_into=tag).delete()
        tag.delete()
    for former in called.exclude(merged_into=None):
        carrying = Page.objects.filter(page_tags__tag=former.merged_into_id)
        said = carrying.values_list("current__structure__tags", flat=True)
        if not any(former.key in _keys(names or ()) for names in said):
            former.delete()


def carrying_others() -> Iterator[int]:
    """Yield the id of each page that carries other tags than its current revision means: none (I1)."""
    meant = dict(Tag.objects.values_list("key", Coalesce("merged_into_id", "id")))
    with connection.cursor() as cursor:
        cursor.execute(_CARRIED)
        for page, names, carried in cursor.fetchall():
            said = {meant.get(name_key(name)) for name in json.loads(names or "[]")}
            if said != {*carried}:
                yield page


def clean_tag(name: str) -> str:
    """Return the name of a tag as it is kept, empty where nothing is left of it; raises TextRefused."""
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
    with connection.cursor() as cursor:
        cursor.execute(_MEANT, [[*spelling]])
        known = dict(cursor.fetchall())
    for key in sorted(spelling.keys() - known.keys()):
        known[key] = _make(key, spelling[key])
    return list(known.values())


def _make(key: str, name: str) -> int:
    """Return the id of a new tag, or of the one that somebody else made at the same moment."""
    meant = Tag.objects.filter(key=key).values_list(Coalesce("merged_into_id", "id"), flat=True)
    while True:
        Tag.objects.bulk_create([Tag(key=key, name=name, slug=free_slug(name))], ignore_conflicts=True)
        if made := meant.first():
            return made


def free_slug(name: str) -> str:
    """Return an address for a tag of this `name` that none has or had."""
    stem = slugify(name)
    for number in count(1):
        slug = stem if number == 1 else f"{stem}-{number}"
        if not Tag.objects.filter(slug=slug).exists():
            return slug
    raise AssertionError("unreachable")


def _keys(names: Iterable[str]) -> set[str]:
    return {name_key(name) for name in names}
