"""One line of the log per event, for people or for machines."""

import json
import logging
import re
from copy import copy
from datetime import UTC, datetime

SECRET = re.compile(
    r"""((?:/|%2F)(?:setup|invitation|calendar|reset(?:/|%2F)key|confirm-email)(?:/|%2F))(?:(?!%2F)[^\s/?&#"'<>\\])+""",
    re.IGNORECASE,
)
"""What in an address opens a door for whoever knows it (`kmsite.accounts.urls`)."""

PLAIN_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "request"}


class TextLine(logging.Formatter):
    """`12:00:00 WARNING kmsite.pages: what happened page=3`, with a traceback below if there is one."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", "%H:%M:%S", style="{")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line and the traceback, without secrets."""
        return without_secrets(super().format(without_needless_traceback(record)))

    def formatMessage(self, record: logging.LogRecord) -> str:
        """Return the line with the extra fields at its end."""
        pairs = [f" {name}={value}" for name, value in extra_fields(record).items()]
        return one_line(super().formatMessage(record) + "".join(pairs))


class JsonLine(logging.Formatter):
    """One JSON object: time in UTC, level, logger, message, request id and the extra fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object as one line, without secrets; a traceback is its field `error`."""
        record = without_needless_traceback(record)
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **extra_fields(record),
        }
        if record.exc_info:
            entry["error"] = self.formatException(record.exc_info)
        return without_secrets(json.dumps(entry, default=str))


def extra_fields(record: logging.LogRecord) -> dict[str, object]:
    """Return what the caller passed as `extra`, and the id of the request if it passed the request."""
    extra = {name: value for name, value in vars(record).items() if name not in PLAIN_FIELDS}
    request_id = getattr(getattr(record, "request", None), "request_id", "")
    return {"request_id": request_id, **extra} if request_id else extra


def one_line(line: str) -> str:
    """Return the line with control characters written out, so that nobody can forge a second one."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)


def without_secrets(line: str) -> str:
    """Return the line with the secret part of set-up links, invitations and links in letters left out."""
    return SECRET.sub(r"\1(secret)", line)


def without_needless_traceback(record: logging.LogRecord) -> logging.LogRecord:
    """Return the record without its traceback where a request was refused in good order (a 4xx status)."""
    if getattr(record, "status_code", 500) >= 500:
        return record
    plain = copy(record)
    plain.exc_info = plain.exc_text = None
    return plain
