"""Which term of this site a row of a file means, and which one it relates to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import uuid4

from django.utils.translation import gettext as _

from glossary.checking import claim_key
from glossary.exchange.portable import Record
from glossary.models import Claim, Term
from kmsite.pages.endings.archiving import refuse_archived
from kmsite.text.names import name_key
from kmsite.text.refusal import TextRefused

AT_ONCE = 500


@dataclass
class Terms:
    """The terms that a file may mean: those of this site by uid and by name, and those of the file itself."""

    by_uid: dict[str, Term] = field(default_factory=dict)
    named: dict[str, list[tuple[str, str, bool]]] = field(default_factory=dict)
    """By key: the key of the domain, the uid, and whether it is the preferred name."""

    @classmethod
    def around(cls, records: Iterable[Record]) -> Terms:
        """Look up everything that `records` name, a few hundred at a time."""
        terms = cls()
        records = list(records)
        uids = {record.uid for record in records} | {uid for one in records for uid in _others(one)}
        for some in _some({uid for uid in uids if _is_uid(uid)}):
            for term in Term.objects.filter(uid__in=some).select_related("merged_into"):
                terms.by_uid[str(term.uid)] = term
        names = {claim_key(one.said["title"]) for one in records if "title" in one.said}
        names |= {claim_key(name) for name in uids if name and not _is_uid(name)}
        for some in _some(names):
            for claim in Claim.objects.filter(key__in=some).select_related("term", "domain"):
                area = claim.domain.key if claim.domain else ""
                preferred = claim_key(claim.term.title) == claim.key
                terms.named.setdefault(claim.key, []).append((area, str(claim.term.uid), preferred))
                terms.by_uid[str(claim.term.uid)] = claim.term
        return terms

    def identify(self, record: Record) -> Term | None:
        """Return the term that `record` speaks of, None for a new one, which gets a uid.

        A record without a uid means the term of its domain whose preferred name it has. Raises TextRefused
        for a term that cannot be written.
        """
        if not record.uid:
            found = self._titled(record)
            record.uid = found[0] if found else str(uuid4())
        term = self.by_uid.get(record.uid)
        if term is None:
            if not record.said.get("title"):
                raise TextRefused(_("There is no term with this id, and a new one needs a preferred name."))
            return None
        if term.merged_into_id:
            raise TextRefused(_("This term goes on as “%s” now.") % term.merged_into.title)
        if term.trashed_at:
            raise TextRefused(_("“%s” is in the trash.") % term.title)
        refuse_archived(term)
        return term

    def expect(self, record: Record) -> None:
        """Let later look-ups find the new term of `record` by its name."""
        place = (name_key(record.said.get("domain", "")), record.uid, True)
        self.named.setdefault(claim_key(record.said["title"]), []).append(place)

    def meant(self, name: str, domain: str) -> str:
        """Return the uid of the term that a file calls `name`, which may be the uid. Raises TextRefused."""
        if not name or _is_uid(name):
            return name
        found = self.named.get(claim_key(name), [])
        near = [place for place in found if place[0] == name_key(domain)] or found
        uids = {uid for _area, uid, _preferred in near}
        if not uids:
            raise TextRefused(_("There is no term “%s”.") % name)
        if len(uids) > 1:
            raise TextRefused(_("Several terms are called “%s”: name one by its id.") % name)
        return uids.pop()

    def _titled(self, record: Record) -> list[str]:
        title = record.said.get("title")
        if not title:
            raise TextRefused(_("A row needs a preferred name, or the id of a term."))
        places = [place for place in self.named.get(claim_key(title), []) if place[2]]
        if "domain" in record.said:
            places = [place for place in places if place[0] == name_key(record.said["domain"])]
        uids = sorted({uid for _area, uid, _preferred in places})
        if len(uids) > 1:
            raise TextRefused(_("Several terms are called “%s”: name one by its id.") % title)
        return uids


def _others(record: Record) -> set[str]:
    named = {one.get("term", "") for one in record.said.get("relations", ())}
    return named | {record.said.get("replaced_by", "")}


def _is_uid(text: str) -> bool:
    return len(text) == 36 and text.count("-") == 4 and " " not in text


def _some(values: set[str]) -> Iterable[list[str]]:
    order = sorted(values - {""})
    return (order[start : start + AT_ONCE] for start in range(0, len(order), AT_ONCE))
