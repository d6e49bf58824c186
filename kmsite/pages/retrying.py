"""Writing in one transaction that is tried again when another writer was in the way."""

from __future__ import annotations

import functools
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, IntegrityError, connection, transaction

P = ParamSpec("P")
R = TypeVar("R")

ATTEMPTS = 6
DEADLOCK, SERIALISATION, NOT_UNIQUE = "40P01", "40001", "23505"

_is_writing: ContextVar[bool] = ContextVar("is_writing", default=False)


class AddressTaken(Exception):
    """Somebody took the address meanwhile that was chosen for a page."""


def in_one_transaction(write: Callable[P, R]) -> Callable[P, R]:
    """Run `write` in one transaction, at most ATTEMPTS times.

    Again after a deadlock or a serialisation failure, and after a unique constraint was hit: then another
    transaction won, and a second look gives the right answer (repeated, title taken, another address).
    Inside somebody else's transaction only the latter is possible; the rest is theirs to repeat. A write
    that another such write calls is a part of it: it has no savepoint, and what fails is tried again from
    the beginning of the other.
    """

    @functools.wraps(write)
    def writing(*args: P.args, **kwargs: P.kwargs) -> R:
        if _is_writing.get():
            return write(*args, **kwargs)
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with transaction.atomic(), _writing():
                    return write(*args, **kwargs)
            except (DatabaseError, AddressTaken) as error:
                if attempt == ATTEMPTS or not _is_passing(error):
                    raise
            time.sleep(random.uniform(0, 0.01 * 2**attempt))  # noqa: S311 (no secret)
        raise AssertionError("unreachable")

    return writing


@contextmanager
def flushed_once() -> Iterator[None]:
    """Let many transactions of this connection reach the disk together, at the end at the latest.

    A crash of the machine meanwhile may lose the last of them, always the latest, and each as a whole: only
    for what can simply be done again. Inside a transaction it changes nothing.
    """
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        try:
            yield
        finally:
            cursor.execute("SET synchronous_commit = DEFAULT")
            cursor.execute(
                "SELECT pg_current_xact_id()"
            )  # its commit writes a record, and with it all before


@contextmanager
def _writing() -> Iterator[None]:
    token = _is_writing.set(True)
    try:
        yield
    finally:
        _is_writing.reset(token)


def violated(error: IntegrityError) -> str:
    """Return the name of the constraint that a write has hit, or "" when it was another error."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


def _is_passing(error: Exception) -> bool:
    code = getattr(error.__cause__, "pgcode", None)
    if isinstance(error, AddressTaken) or code == NOT_UNIQUE:
        return True
    return code in (DEADLOCK, SERIALISATION) and not connection.in_atomic_block
