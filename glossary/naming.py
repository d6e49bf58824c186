"""The names of a term: rows that links are resolved by, and claims that keep them apart within a domain."""

from __future__ import annotations

from typing import Any

from glossary.checking import LINKED_NAMES, LINKED_STATES, OTHER_NAMES, claim_key
from glossary.entry import Entry, NameEntry
from glossary.models import Claim, Domain
from glossary.refusing import NameTaken
from kmsite.pages.models import Name, Page
from kmsite.pages.names import linking
from kmsite.pages.terms_inside import autolinking
from kmsite.pages.terms_inside.mentioning import Spelling
from kmsite.text.names import name_key

Linked = tuple[str, str, str]
"""A name that links: its text, its case rule, its area."""


def record_names(page: Page, title: str, entry: Entry, domain: Domain | None) -> set[int]:
    """Let `page` be known by `title` and the names of `entry`; return the ids of the pages this touches.

    Raises NameTaken when another term of the domain has one of them.
    """
    _claim(page, names_of(title, entry), domain)
    known, linked = _known(page), _linked(page)
    _write(page, rows_of(title, entry, domain))
    now = _known(page)
    touched = linking.heal(page, now - known) if now - known else set()
    if known - now:
        touched |= linking.lose([page.pk])
    changed = linked ^ _linked(page)
    return touched | autolinking.names_changed(
        Spelling(text, case == Name.Case.EXACT) for text, case, _area in changed
    )


def names_of(title: str, entry: Entry) -> list[NameEntry]:
    """Return all names of a term, the preferred one first."""
    return [NameEntry(title, Name.Kind.TITLE.value, entry.case, entry.autolink), *entry.names]


def rows_of(title: str, entry: Entry, domain: Domain | None) -> list[dict[str, Any]]:
    """Return the columns of the rows in which the names of a term are kept."""
    return [_row(name, entry, domain) for name in names_of(title, entry)]


def _row(name: NameEntry, entry: Entry, domain: Domain | None) -> dict[str, Any]:
    is_linked = (
        entry.status in LINKED_STATES and name.kind in LINKED_NAMES and name.autolink == Name.Autolink.AUTO
    )
    return {
        "text": name.text,
        "key": name_key(name.text),
        "kind": name.kind,
        "case": name.case,
        "autolink": name.autolink,
        "is_linked": is_linked,
        "area": domain.key if domain else "",
    }


def _write(page: Page, rows: list[dict[str, Any]]) -> None:
    own = Name.objects.filter(page_id=page.pk)
    kept = {(row.kind, row.key): row for row in own.exclude(kind__in=[Name.Kind.FORMER])}
    wanted = {(row["kind"], row["key"]): row for row in rows}
    gone = [row.pk for place, row in kept.items() if place not in wanted and row.kind in OTHER_NAMES]
    own.filter(pk__in=gone).delete()
    title = wanted.pop((Name.Kind.TITLE.value, rows[0]["key"]))
    Name.objects.update_or_create(page_id=page.pk, kind=Name.Kind.TITLE, defaults=title)
    for place, row in wanted.items():
        if place not in kept:
            Name.objects.create(page_id=page.pk, **row)
        elif any(getattr(kept[place], name) != value for name, value in row.items()):
            own.filter(pk=kept[place].pk).update(**row)


def _known(page: Page) -> set[str]:
    return {*Name.objects.filter(page_id=page.pk).values_list("key", flat=True)}


def _linked(page: Page) -> set[Linked]:
    rows = Name.objects.filter(page_id=page.pk, is_linked=True)
    return {*rows.values_list("text", "case", "area")}


def _claim(page: Page, names: list[NameEntry], domain: Domain | None) -> None:
    """Claim `names` within `domain`; raises NameTaken. Two at once meet at the unique constraint.

    Of several spellings that are one, the first is the one that lists show.
    """
    keys = {claim_key(name.text): name for name in reversed(names)}
    others = Claim.objects.filter(key__in=keys, domain=domain).exclude(term=page.pk)
    if taken := others.select_related("term").order_by("key").first():
        raise NameTaken(keys[taken.key].text, taken.term)
    wanted = {(key, name.text, name.kind) for key, name in keys.items()}
    own = Claim.objects.filter(term=page.pk)
    own.exclude(domain=domain).delete()
    held = {*own.values_list("key", "text", "kind")}
    own.filter(key__in=[key for key, _text, _kind in held - wanted]).delete()
    Claim.objects.bulk_create(
        Claim(term_id=page.pk, domain=domain, key=key, text=text, kind=kind)
        for key, text, kind in sorted(wanted - held)
    )
