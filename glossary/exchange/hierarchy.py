"""Which published term stands above which: what SKOS calls broader, and all that follows from it."""

from __future__ import annotations

from glossary.models import Relation


class Hierarchy:
    """The asserted relations "is a kind of" between the terms that readers are shown, by their uids."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self.up: dict[str, set[str]] = {}
        self.down: dict[str, set[str]] = {}
        for lower, upper in pairs:
            self.up.setdefault(lower, set()).add(upper)
            self.down.setdefault(upper, set()).add(lower)

    @classmethod
    def now(cls, listed: frozenset[str]) -> Hierarchy:
        """Read it, in one query."""
        rows = Relation.objects.filter(kind="broader", stance="asserted").values_list("term__uid", "to__uid")
        return cls([(str(a), str(b)) for a, b in rows if {str(a), str(b)} <= listed])

    def below(self, uid: str) -> list[str]:
        """Return the terms directly below one."""
        return sorted(self.down.get(uid, ()))

    def is_above_or_below(self, one: str, other: str) -> bool:
        """Say whether one of both stands above the other, at any distance (SKOS S27)."""
        return other in self._above(one) or one in self._above(other)

    def _above(self, uid: str) -> set[str]:
        found: set[str] = set()
        waiting = [uid]
        while waiting:
            new = self.up.get(waiting.pop(), set()) - found
            found |= new
            waiting.extend(new)
        return found
