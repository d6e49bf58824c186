"""The glossary that a new wiki begins with: terms, their sources and comparisons, read from YAML files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from glossary import comparing, curating, domains, sourcing
from glossary.checking import claim_key
from glossary.comparison_text import COMMON, Cell, ComparisonText, Row
from glossary.entry import DefinitionEntry, Entry, NameEntry, NoteEntry, RelationEntry
from glossary.models import Claim, Comparison, Domain, Source, Term
from kmsite.text.names import name_key

FOLDER = Path(__file__).parent / "starter" / "glossary"

Said = Mapping[str, Any]
"""What a YAML file says of one thing."""


def load_starter_glossary(folder: Path = FOLDER) -> int:
    """Write the terms and comparisons in `folder` that are not there yet; return how many terms were new.

    A term one of whose names is taken, and a comparison that somebody has written, are left as they are.
    """
    loading = _Loading(folder)
    terms = [term for path in sorted((folder / "terms").glob("*.yaml")) for term in _read(path)]
    for said in _targets_first(terms):
        loading.term(said)
    loading.relations_left_out()
    for said in _read(folder / "comparisons.yaml"):
        loading.comparison(said)
    return loading.written


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _targets_first(terms: Iterable[Said]) -> list[Said]:
    """Return `terms` so that as many as can be come after those that they relate to."""
    waiting = {claim_key(said["title"]): said for said in terms}
    ordered: list[Said] = []
    while waiting:
        ready = [key for key, said in waiting.items() if not (_related(said) - {key}) & waiting.keys()]
        for key in ready or [*waiting][:1]:
            ordered.append(waiting.pop(key))
    return ordered


def _related(said: Said) -> set[str]:
    return {claim_key(relation["to"]) for relation in said.get("relations", ())}


class _Loading:
    """One run, with what it has found and written so far."""

    def __init__(self, folder: Path) -> None:
        self.written = 0
        self._told_sources: Mapping[str, Said] = _read(folder / "sources.yaml")
        self._told_domains: list[Said] = _read(folder / "domains.yaml")
        self._sources: dict[str, int] = {}
        self._domains: dict[str, int] = {}
        self._left_out: dict[int, list[RelationEntry | Said]] = {}

    def term(self, said: Said) -> None:
        """Write a term unless one of its names is taken; relations to what is not there yet wait."""
        names = tuple(NameEntry(**{"autolink": "auto", **name}) for name in said.get("names", ()))
        keys = [claim_key(name) for name in (said["title"], *(name.text for name in names))]
        if Claim.objects.filter(key__in=keys).exists():
            return
        relations = said.get("relations", [])
        waiting = [one for one in relations if _term(one["to"]) is None]
        entry = Entry(
            names=names,
            definitions=tuple(self._definition(one) for one in said["definitions"]),
            notes=tuple(self._note(one) for one in said.get("notes", ())),
            relations=tuple(self._relation(one) for one in relations if one not in waiting),
            domain=self._domain(said["domain"]),
            status=Term.Status.APPROVED.value,
            is_contested=said.get("contested", False),
            autolink=said.get("autolink", "auto"),
        )
        saved = curating.create(
            title=said["title"], gloss=said["gloss"], entry=entry, by=None, summary=_("Came with the wiki")
        )
        self._left_out[saved.page.pk] = waiting
        self.written += 1

    def relations_left_out(self) -> None:
        """Write the relations between terms of which each waited for the other."""
        for id, waiting in self._left_out.items():
            found = [one for one in waiting if _term(one["to"]) is not None]
            if found:
                term = Term.objects.with_current().get(pk=id)
                kept = Entry.of(term.current.structure).relations
                curating.change(
                    term,
                    by=None,
                    summary=_("Say how it relates to terms that came after it"),
                    relations=kept + tuple(self._relation(one) for one in found),
                )

    def comparison(self, said: Said) -> None:
        """Write a comparison unless there is one, or one of its terms is missing."""
        terms = {name_key(title): _term(title) for title in said["terms"]}
        if None in terms.values() or Comparison.objects.between(terms.values()).exists():
            return
        rows = tuple(
            Row(
                row["criterion"],
                {self._column(at, terms): self._cell(cell) for at, cell in row["cells"].items()},
            )
            for row in said["rows"]
        )
        text = ComparisonText(said["intro"], said["why"], rows)
        comparing.write(terms=[*terms.values()], said=text, base=0, by=None, summary=_("Came with the wiki"))

    def _column(self, at: str, terms: Mapping[str, Term]) -> str:
        return COMMON if at == COMMON else str(terms[name_key(at)].pk)

    def _cell(self, said: Said) -> Cell:
        return Cell(said["text"], self._source(said.get("source")))

    def _definition(self, said: Said) -> DefinitionEntry:
        fields = {name: value for name, value in said.items() if name not in ("house", "source", "via")}
        own = {"source": self._source(said.get("source")), "via": self._source(said.get("via"))}
        return DefinitionEntry(**fields, **own, is_house=said.get("house", False))

    def _note(self, said: Said) -> NoteEntry:
        return replace(NoteEntry(said["text"], said["kind"]), source=self._source(said.get("source")))

    def _relation(self, said: Said) -> RelationEntry:
        fields = {name: value for name, value in said.items() if name not in ("to", "source")}
        return RelationEntry(**fields, term=_term(said["to"]).pk, source=self._source(said.get("source")))

    def _source(self, key: str | None) -> int | None:
        """Return the source that the files call `key`, written down when it is first needed."""
        if key is None:
            return None
        if key not in self._sources:
            said = dict(self._told_sources[key])
            fields = said | {"quoted_in": self._source(said.get("quoted_in"))}
            self._sources[key] = _same_source(fields) or sourcing.create(**fields).pk
        return self._sources[key]

    def _domain(self, name: str) -> int:
        if name not in self._domains:
            there = Domain.objects.filter(key=name_key(name)).first()
            place, said = next(
                (place, one) for place, one in enumerate(self._told_domains, 1) if one["name"] == name
            )
            self._domains[name] = (there or domains.create(**said, position=place)).pk
        return self._domains[name]


def _term(title: str) -> Term | None:
    """Return the live term that is known by `title`."""
    return Term.objects.live().filter(claims__key=claim_key(title)).order_by("pk").first()


def _same_source(fields: Said) -> int | None:
    """Return the source that an earlier run wrote, or somebody else, with the same DOI or the same words."""
    same = {name: value for name, value in fields.items() if name != "note"}
    if fields.get("doi"):
        same = {"doi__iexact": fields["doi"]}
    return Source.objects.filter(**same).values_list("pk", flat=True).first()
