"""Long lists one slice at a time, by the last row seen instead of by counting (`docs/decisions/`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, QueryDict

SIZE = 50
SEPARATOR = "~"


@dataclass(frozen=True)
class Slice:
    """The rows of one page of a list, and the addresses of the pages around it."""

    rows: list[Any]
    newer: str | None = None
    older: str | None = None


def slice_of(request: HttpRequest, rows: QuerySet, order: Sequence[str], size: int = SIZE) -> Slice:
    """Return the `size` rows of `rows` that the request asks for by `?older=` or `?newer=`.

    `order` names one or two not-null columns that together are unique, as in `order_by`; of two, the last may
    be a text. A position that cannot be read counts as none, so that an odd address is never an error.
    The words are those of the pager: "newer" leads towards the start of the list, "older" towards its end.
    """
    newer = _position(rows, order, request.GET.get("newer"))
    older = None if newer else _position(rows, order, request.GET.get("older"))
    backwards = _reversed(order) if newer else order
    here = newer or older
    found = list((rows.filter(_beyond(backwards, here)) if here else rows).order_by(*backwards)[: size + 1])
    more, found = len(found) > size, found[:size]
    if newer:
        found.reverse()
    has_newer = more if newer else bool(older)
    has_older = bool(newer) or more
    return Slice(
        rows=found,
        newer=_address(request.GET, order, "newer", found[0]) if found and has_newer else None,
        older=_address(request.GET, order, "older", found[-1]) if found and has_older else None,
    )


def parts_of(rows: QuerySet, order: Sequence[str], size: int) -> Iterator[list[Any]]:
    """Yield all of `rows` in this order, at most `size` at a time: for files, without a cursor."""
    here = None
    while True:
        found = list((rows.filter(_beyond(order, here)) if here else rows).order_by(*order)[:size])
        if found:
            yield found
        if len(found) < size:
            return
        here = [getattr(found[-1], name) for name in _names(order)]


def _names(order: Sequence[str]) -> list[str]:
    return [field.lstrip("-") for field in order]


def _reversed(order: Sequence[str]) -> list[str]:
    return [field[1:] if field.startswith("-") else f"-{field}" for field in order]


def _position(rows: QuerySet, order: Sequence[str], text: str | None) -> list[Any] | None:
    """Read a position such as `2026-11-02T14:05:00+00:00~17`; None for none and for nonsense."""
    names = _names(order)
    parts = (text or "").split(SEPARATOR, len(names) - 1)
    if len(parts) != len(names) or "\0" in (text or ""):
        return None
    try:
        return [_read(rows, name, part) for name, part in zip(names, parts, strict=True)]
    except (ValidationError, ValueError, OverflowError):
        return None


def _read(rows: QuerySet, name: str, part: str) -> Any:
    """Turn one part of a position into a value that the database accepts for this column."""
    counted = rows.query.annotations.get(name)
    field = counted.output_field if counted else rows.model._meta.get_field(name)
    if field.remote_field:
        field = field.target_field
    value = field.clean(part, None)
    if value is None:
        raise ValueError(part)
    return value


def _beyond(order: Sequence[str], position: Sequence[Any]) -> Q:
    """Say "after this row in this order"; the first column alone bounds the index scan."""
    first, *rest = zip(_names(order), position, strict=True)
    after = "lt" if order[0].startswith("-") else "gt"
    if not rest:
        return Q(**{f"{first[0]}__{after}": first[1]})
    bound = Q(**{f"{first[0]}__{after}e": first[1]})
    strictly = Q(**{f"{first[0]}__{after}": first[1]})
    return bound & (strictly | _beyond(order[1:], position[1:]))


def _address(parameters: QueryDict, order: Sequence[str], direction: str, row: Model) -> str:
    """Return the query string of the neighbouring slice, every other parameter kept."""
    query = parameters.copy()
    for name in ("newer", "older"):
        query.pop(name, None)
    values = [getattr(row, name) for name in _names(order)]
    query[direction] = SEPARATOR.join(v.isoformat() if hasattr(v, "isoformat") else str(v) for v in values)
    return f"?{query.urlencode()}"
