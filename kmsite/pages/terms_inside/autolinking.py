"""Terms inside texts: which names link by themselves, the links laid into a page, whom a change touches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.db import connection
from django.db.models import BigIntegerField, Subquery, Value
from django.db.models.functions import Coalesce

from kmsite.pages.models import Name, Naming, Page
from kmsite.pages.shown.framing import Frame, Neighbour
from kmsite.pages.terms_inside.mentioning import Spelling, meet_pages, mentioning
from kmsite.text.links import Target
from kmsite.text.names import name_key
from kmsite.text.terms import Laid, Matcher, TermName

__all__ = [
    "Known",
    "Laid",
    "areas_of",
    "came_or_went",
    "known",
    "laid",
    "linked_names",
    "names_changed",
    "terms_of",
    "version_now",
]

# Read from the clock, so that no version comes twice: neither after a rollback nor from an older backup.
_CHANGED = """
INSERT INTO pages_naming AS naming (id, version) VALUES (1, {now})
ON CONFLICT (id) DO UPDATE SET version = greatest(naming.version + 1, {now})
""".format(now="(extract(epoch FROM clock_timestamp()) * 1000000)::bigint")
_NAMES = """
SELECT n.page_id, n.text, n."case", n.area, p.kind, p.slug, p.title
FROM pages_name n JOIN pages_page p ON p.id = n.page_id
WHERE n.is_linked AND p.trashed_at IS NULL AND p.merged_into_id IS NULL
ORDER BY n.page_id, n.id
"""
_STOP = "SELECT text FROM pages_stopphrase ORDER BY id"


@dataclass(frozen=True)
class Known:
    """All names that link, as they were at a version of them; shared by all threads, never changed."""

    version: int
    names: tuple[TermName, ...]
    stop: tuple[str, ...]
    terms: Mapping[int, Neighbour]
    """The terms that have such names, by the id of their page."""
    addresses: Mapping[int, str]
    matcher: Matcher


_NOTHING = Known(0, (), (), {}, {}, Matcher(()))
"""What is known as long as no name ever linked."""
_reading = Lock()
_kept: list[Known] = []
"""The newest that this process has read, or nothing."""


def laid(html: str, page: int | None, areas: Iterable[str] = (), *, version: int | None = None) -> Laid:
    """Return the finished `html` of `page` (an id; None for one not yet written) with links to terms.

    `areas` are the keys of the domains that the page is about: its tags, the sections it stands in
    (`areas_of`). `version` is that of the names at the time the page was read; asked for where it is missing,
    which is one query.
    """
    names = known(version)
    return names.matcher.lay(
        html, names.addresses, areas=frozenset(areas), here=page, most=settings.TERM_LINKS
    )


def areas_of(frame: Frame) -> frozenset[str]:
    """Return the keys by which a name of several terms is understood on a page: its tags and its sections."""
    titles = [name for _slug, name in frame.tags] + [crumb.title for crumb in frame.crumbs]
    return frozenset(map(name_key, titles))


def terms_of(page: Laid, frame: Frame, *, version: int | None = None) -> list[Target]:
    """Return the terms that a page leads to, by hand or by itself, in the order of their titles."""
    names, shelf = known(version), f"/{Page.SHELVES[Page.Kind.TERM]}/"
    terms = {to.href: to for to in frame.targets.values() if to.href.startswith(shelf)}
    linked = [names.terms[term] for term in page.terms if term in names.terms]
    terms |= {term.address: Target(term.address, term.title) for term in linked}
    return sorted(terms.values(), key=lambda term: (name_key(term.title), term.href))


def version_now() -> Coalesce:
    """Return, as a column of a query, the version of the names in the same look at the database."""
    return Coalesce(Subquery(Naming.objects.values("version")[:1]), Value(0, BigIntegerField()))


def known(version: int | None = None) -> Known:
    """Return all names that link; read anew when their version is another one than `version`, or than now."""
    if version is None:
        version = Naming.objects.values_list("version", flat=True).first() or 0
    if _is_read(version):
        return _kept[0]
    with _reading:
        if not _is_read(version):
            _kept[:] = [_read() if version else _NOTHING]
        return _kept[0]


def names_changed(names: Iterable[Spelling]) -> set[int]:
    """Let every process read the names anew; return the ids of the pages that mention one of `names`.

    `names` came, went, or link in another way than before. To be called inside the transaction that did it,
    late: whoever saves a text meanwhile waits for its end.
    """
    names = {*names}
    if not names:
        return set()
    meet_pages()
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED)
    return mentioning(names)


def linked_names(pages: Iterable[int]) -> set[Spelling]:
    """Return the names of `pages` (ids) by which texts are linked, as long as these are live."""
    rows = Name.objects.filter(page__in=[*pages], is_linked=True).values_list("text", "case")
    return {Spelling(text, case == Name.Case.EXACT) for text, case in rows}


def came_or_went(pages: Iterable[int]) -> set[int]:
    """Do what `names_changed` does for all names of `pages` (ids): they are live now, no longer, or moved."""
    return names_changed(linked_names(pages))


def _is_read(version: int) -> bool:
    return bool(_kept) and _kept[0].version == version


def _read() -> Known:
    """Read the version first: names that come meanwhile are read now and once more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(version), 0) FROM pages_naming")
        version = cursor.fetchone()[0]
        cursor.execute(_NAMES)
        rows = cursor.fetchall()
        cursor.execute(_STOP)
        stop = tuple(phrase for (phrase,) in cursor.fetchall())
    names = tuple(TermName(page, text, case == Name.Case.EXACT, area) for page, text, case, area, *_ in rows)
    terms = {page: Neighbour(kind, slug, title) for page, *_, kind, slug, title in rows}
    addresses = {page: term.address for page, term in terms.items()}
    return Known(version, names, stop, terms, addresses, Matcher(names, stop))
