"""Planning an import: every row is tried against the glossary as it is now, and nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from glossary import checking
from glossary.exchange import foreseeing
from glossary.exchange.collecting import Known
from glossary.exchange.entries import entry_of
from glossary.exchange.identifying import Terms
from glossary.exchange.planned import Outcome, Plan, Planned, changes
from glossary.exchange.portable import Record
from glossary.exchange.settling import settled
from glossary.models import Term
from kmsite.accounts.models import User
from kmsite.pages.models import Revision
from kmsite.text.refusal import TextRefused

AT_ONCE = 200


def plan(read: Iterable[tuple[int, Record | TextRefused]], *, since: int | None = None) -> Plan:
    """Return what each record would do, by the number of its row; a row that cannot be read is refused.

    `since` is the id of the newest revision when somebody looked at a plan before: a row without a version
    is refused where its term was changed later.
    """
    return _Planner([*read], since).plan()


class _Planner:
    """A plan in the making."""

    def __init__(self, read: list[tuple[int, Record | TextRefused]], since: int | None) -> None:
        self.read = read
        self.since = since
        self.known = Known.now()
        self.made = Plan()
        self.seen: set[str] = set()
        records = [record for _number, record in read if isinstance(record, Record)]
        self.terms = Terms.around(records)
        named = {record.said.get("steward", "") for record in records} - {""}
        self.people = dict(User.objects.filter(username__in=named).values_list("username", "pk"))

    def plan(self) -> Plan:
        found = [self._identified(number, record) for number, record in self.read]
        self.made.rows = [row for row, _record in found]
        for start in range(0, len(found), AT_ONCE):
            some = [(row, record) for row, record in found[start : start + AT_ONCE] if record]
            current = Term.objects.select_related("current").in_bulk(
                [row.term for row, _r in some if row.term]
            )
            for row, record in some:
                self._settle(row, record, current.get(row.term))
        foreseeing.refuse_taken_names(self.made)
        foreseeing.refuse_lost(self.made, self.known.titles)
        foreseeing.refuse_circles(self.made)
        foreseeing.refuse_lost(self.made, self.known.titles)
        return self.made

    def _identified(self, number: int, record: Record | TextRefused) -> tuple[Planned, Record | None]:
        row = Planned(number)
        if not isinstance(record, Record):
            row.refuse(record.message)
            return row, None
        row.title = record.said.get("title", "")
        try:
            term = self.terms.identify(record)
        except TextRefused as refused:
            row.refuse(refused.message)
            return row, None
        row.uid = record.uid
        if record.uid in self.seen:
            row.refuse(_("The file speaks of this term in another row already."))
            return row, None
        self.seen.add(record.uid)
        if term is None:
            self.terms.expect(record)
        else:
            row.term, row.slug, row.title = term.pk, term.slug, row.title or term.title
        return row, record

    def _settle(self, row: Planned, record: Record, term: Term | None) -> None:
        try:
            self._resolve(record)
            found = settled(record, term, self.known)
            row.said, row.base = found.mine, found.base
            if found.said == found.now:
                row.outcome = Outcome.UNCHANGED
                return
            if term and not record.version and self.since is not None and term.current_id > self.since:
                raise TextRefused(_("Somebody changed this term since you looked at the preview."))
            self._check(row, found.said)
        except TextRefused as refused:
            row.refuse(refused.message)
            return
        row.outcome = Outcome.CHANGED if term else Outcome.NEW
        row.changes = changes(found.now, found.said, self.known.titles)
        if found.is_merged:
            row.remarks.append(_("Merged with what others changed since the file was exported."))

    def _resolve(self, record: Record) -> None:
        domain = record.said.get("domain", "")
        for relation in record.said.get("relations", ()):
            relation["term"] = self.terms.meant(relation.get("term", ""), domain)
        if "replaced_by" in record.said:
            record.said["replaced_by"] = self.terms.meant(record.said["replaced_by"], domain)

    def _check(self, row: Planned, said: dict[str, Any]) -> None:
        """Raise TextRefused with what the writer would refuse of the entry by itself."""
        if said["steward"] and said["steward"] not in self.people and not self._is_steward(said["steward"]):
            raise TextRefused(_("There is nobody called “%s” to look after the term.") % said["steward"])
        if any(not one["term"] for one in said["relations"]):
            raise TextRefused(_("A relation needs the term it leads to."))
        if row.uid in {one["term"] for one in said["relations"]} | {said["replaced_by"]}:
            raise TextRefused(_("A term cannot relate to itself."))
        numbers: dict[str, int] = {}
        entry = entry_of(
            said,
            term=lambda uid: numbers.setdefault(uid, len(numbers) + 1),
            source=lambda _source: None,
            domain=lambda _name: None,
            person=lambda _name: None,
        )
        checking.cleaned(entry, title=said["title"], gloss=said["gloss"])

    def _is_steward(self, username: str) -> bool:
        return username in self.known.people.values()


def newest_revision() -> int:
    """Return the id of the newest revision there is: what a preview has seen."""
    return Revision.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
