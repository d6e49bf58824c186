"""Finding the numbers of this site for what a file names by value: sources, domains, people, terms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.forms.models import model_to_dict

from glossary import domains, sourcing
from glossary.entry import Entry
from glossary.exchange.portable import source_key
from glossary.exchange.sources import LABELS, by_value
from glossary.models import Domain, Source, Term
from kmsite.accounts.models import User
from kmsite.text.names import name_key

Columns = Mapping[str, Any]


class Numbers:
    """What this site calls by number, and what the rows of one file add to it.

    A source is found again by all its columns, by its DOI, or by its address where the file says nothing that
    contradicts it; a domain by its name. What is missing is made.
    """

    def __init__(self, by: Any) -> None:
        self.by = by
        self.by_key: dict[str, int] = {}
        self.by_doi: dict[str, int] = {}
        self.by_url: dict[str, list[tuple[int, Columns]]] = {}
        self.domains = dict(Domain.objects.values_list("key", "pk"))
        self.people: dict[str, int] = {}
        rows = {str(one.pk): _columns(one) for one in Source.objects.order_by("pk")}
        for id, row in rows.items():
            self.remember(int(id), by_value(row, rows), is_old=True)

    def of_row(self, entry: Entry | None) -> OfRow:
        """Return the numbers for one row; those of `entry`, which it changes, come first."""
        return OfRow(self, entry)

    def remember(self, id: int, said: Columns, *, is_old: bool = False) -> None:
        """Let the source `id`, which says `said`, be found again."""
        self.by_key.setdefault(source_key(said), id)
        if said["doi"]:
            self.by_doi.setdefault(said["doi"], id)
        if is_old and said["url"]:
            self.by_url.setdefault(said["url"], []).append((id, said))


class OfRow:
    """Numbers for one row. What it makes is remembered by `keep`, once its transaction stood."""

    def __init__(self, all: Numbers, entry: Entry | None) -> None:
        self.all = all
        self.sources: dict[str, int] = {}
        self.new: list[tuple[int, Columns]] = []
        self.new_domain: tuple[str, int] | None = None
        if entry is not None:
            told = entry.told.get("sources", {})
            self.sources = {source_key(by_value(row, told)): int(id) for id, row in told.items()}

    def source(self, said: Columns | None) -> int | None:
        """Return the id of a source, which is made where there is none. Raises TextRefused."""
        if not said:
            return None
        key = source_key(said)
        id = self.sources.get(key) or self.all.by_key.get(key) or self._like(said)
        if id is None:
            found_in = self.source(said["quoted_in"])
            id = sourcing.create(by=self.all.by, **_typed(said), quoted_in=found_in).pk
            self.new.append((id, said))
        self.sources[key] = id
        return id

    def domain(self, name: str) -> int:
        """Return the id of a domain, which is made where there is none. Raises TextRefused."""
        key = name_key(name)
        if key not in self.all.domains:
            self.new_domain = key, domains.create(name=name, by=self.all.by).pk
            return self.new_domain[1]
        return self.all.domains[key]

    def person(self, username: str) -> int | None:
        """Return the id of a person; None for nobody."""
        if username not in self.all.people:
            found = User.objects.filter(username=username).values_list("pk", flat=True).first()
            self.all.people[username] = found
        return self.all.people[username]

    def term(self, uid: str) -> int | None:
        """Return the page of a term; None where it is not yet written."""
        return Term.objects.filter(uid=uid).values_list("pk", flat=True).first()

    def keep(self) -> None:
        """Let the rows below find what this one made."""
        for id, said in self.new:
            self.all.remember(id, said)
        if self.new_domain:
            self.all.domains[self.new_domain[0]] = self.new_domain[1]

    def _like(self, said: Columns) -> int | None:
        if said["doi"]:
            return self.all.by_doi.get(said["doi"])
        fits = (id for id, kept in self.all.by_url.get(said["url"], ()) if _is_in(said, kept))
        return next(fits, None)


def _is_in(said: Columns, kept: Columns) -> bool:
    return all(value in ("", None, "unknown") or kept[name] == value for name, value in said.items())


def _typed(said: Columns) -> dict[str, Any]:
    day = said["accessed_on"]
    columns = {name: said[name] for name in LABELS}
    return columns | {"accessed_on": date.fromisoformat(day) if day else None}


def _columns(source: Source) -> dict[str, Any]:
    columns = model_to_dict(source, exclude=["id"])
    return columns | {"accessed_on": source.accessed_on.isoformat() if source.accessed_on else ""}
