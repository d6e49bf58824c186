"""The tags of the wiki: some hundred, the first of them on far more pages than the last."""

from __future__ import annotations

from random import Random

from kmsite.pages.models import Tag
from kmsite.text.names import name_key
from kmsite.text.slugs import slugify
from kmsite.transfer.filling.words import Vocabulary

FEWEST, MOST = 20, 400
_PAGES_OF_ONE = 50


def tags(seed: int, words: Vocabulary, pages: int) -> dict[str, int]:
    """Return the ids of tags by name, made where they are missing; those that pages carry most come first."""
    chance = Random(f"{seed} tags")  # noqa: S311 - likely tags, no secrets
    wanted = min(MOST, max(FEWEST, pages // _PAGES_OF_ONE))
    named: dict[str, None] = {}
    while len(named) < wanted:
        one, two = words.things.many(chance, 2)
        named[one if chance.random() < 0.6 else f"{words.qualities.one(chance)} {two}"] = None
    by_key = {name_key(name): name for name in named}
    taken = set(Tag.objects.values_list("slug", flat=True))
    known = set(Tag.objects.filter(key__in=by_key).values_list("key", flat=True))
    new = {slugify(name): Tag(key=key, name=name) for key, name in by_key.items() if key not in known}
    for slug, tag in new.items():
        tag.slug = slug
    Tag.objects.bulk_create(tag for slug, tag in new.items() if slug not in taken)
    found = {tag.key: tag for tag in Tag.objects.filter(key__in=by_key, merged_into=None)}
    return {found[key].name: found[key].pk for key in by_key if key in found}
