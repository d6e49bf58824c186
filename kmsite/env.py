"""What differs between installations: environment variables and an optional `.env` file, each one checked."""

import os
import re
import secrets
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import environ

Limits = dict[str, dict[str, tuple[int, int]]]
YES = ("1", "true", "yes", "on")
NO = ("", "0", "false", "no", "off")
SECRET_KEY_LENGTH = 50
LIMIT = re.compile(r"([a-z]+) (new|user|trusted) (?:([0-9]{1,15})/([0-9]{1,5})|none)", re.ASCII)
HOST_PATTERN = re.compile(r"(?:\*|\.?[A-Za-z0-9_](?:[A-Za-z0-9_.-]*)|\[[0-9A-Fa-f:.]+\])", re.ASCII)


class WrongSetting(SystemExit):
    """A variable with a value that cannot be used: ends any command with one line and exit code 1."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")


def read_file(path: Path) -> None:
    """Take variables that are not yet set from a `.env` file; a missing file is no error."""
    if path.is_file() and not os.access(path, os.R_OK):
        raise WrongSetting(str(path), "the file cannot be read")
    try:
        environ.Env.read_env(path)
    except UnicodeDecodeError:
        raise WrongSetting(str(path), "the file is not UTF-8 text") from None


def text(name: str, default: str) -> str:
    """Return a line of text; an empty variable counts as one that is not set."""
    value = os.environ.get(name, "").strip() or default
    if not value.isprintable():
        raise WrongSetting(name, "must be one line without control characters")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """Return whether something is switched on."""
    value = text(name, str(default)).lower()
    if value not in YES + NO:
        raise WrongSetting(name, f"must be true or false, not {value!r}")
    return value in YES


def number(name: str, default: int, *, low: int, high: int) -> int:
    """Return a whole number between two bounds, both allowed."""
    value = text(name, str(default))
    if not re.fullmatch(r"[0-9]{1,9}", value) or not low <= int(value) <= high:
        raise WrongSetting(name, f"must be a whole number from {low} to {high}, not {value!r}")
    return int(value)


def choice(name: str, options: Sequence[str]) -> str:
    """Return one of some words; the first is the default."""
    value = text(name, options[0])
    if value not in options:
        raise WrongSetting(name, f"must be {' or '.join(options)}, not {value!r}")
    return value


def limits(name: str, defaults: Limits) -> Limits:
    """Return how often who may do what, and in how many seconds: `defaults` but for what is named."""
    found = {action: dict(figures) for action, figures in defaults.items()}
    for part in filter(None, (part.strip() for part in text(name, "").split(","))):
        said = LIMIT.fullmatch(part)
        if said is None or said[1] not in found or said[4] == "0":
            known = ", ".join(sorted(found))
            told = f"{part!r} is not like 'search new 60/60' or 'search user none'; there are {known}"
            raise WrongSetting(name, told)
        found[said[1]].pop(said[2], None)
        if said[3]:
            found[said[1]][said[2]] = int(said[3]), int(said[4])
    return found


def web_address(name: str, default: str) -> str:
    """Return `http(s)://host[:port]` without a path, in lower case."""
    value = text(name, default).rstrip("/").lower()
    wrong = WrongSetting(name, f"must look like https://wiki.example.org, not {value!r}")
    try:
        parts = urlsplit(value)
        valid = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        raise wrong from None
    if not valid or value != f"{parts.scheme}://{parts.netloc}" or "@" in parts.netloc:
        raise wrong
    if not HOST_PATTERN.fullmatch(host_of(value)):
        raise wrong
    return value


def host_of(address: str) -> str:
    """Return the host of a web address as Django's ALLOWED_HOSTS spells it."""
    host = urlsplit(address).hostname or ""
    return f"[{host}]" if ":" in host else host


def hosts(name: str, default: Sequence[str]) -> list[str]:
    """Return host names, separated by commas, together with the ones always answered for."""
    named = [host.strip() for host in os.environ.get(name, "").split(",") if host.strip()]
    for host in named:
        if not HOST_PATTERN.fullmatch(host):
            raise WrongSetting(name, f"must be host names separated by commas; {host!r} is none")
    return list(dict.fromkeys([*named, *default]))


def time_zone(name: str) -> str:
    """Return the name of a time zone of the IANA database."""
    value = text(name, "UTC")
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise WrongSetting(name, f"must be a time zone such as Europe/Zurich, not {value!r}") from None
    return value


def folder(name: str, default: Path) -> Path:
    """Return an absolute path that is a folder or does not exist yet."""
    path = Path(text(name, str(default))).expanduser()
    if not path.is_absolute():
        raise WrongSetting(name, f"must be an absolute path, not {str(path)!r}")
    if path.exists() and not path.is_dir():
        raise WrongSetting(name, f"{path} is not a folder")
    return path


def database(name: str) -> dict[str, Any] | None:
    """Return Django's description of a Postgres database, or None for the embedded one."""
    value = text(name, "")
    if not value:
        return None
    wrong = WrongSetting(name, "must look like postgres://user:password@host:5432/database")
    if scheme_of(value) not in ("postgres", "postgresql", "psql", "pgsql"):
        raise wrong
    try:
        described = environ.Env.db_url_config(value)
    except (ValueError, KeyError, environ.ImproperlyConfigured):
        raise wrong from None
    if not described.get("NAME"):
        raise wrong
    return described


def cache(name: str) -> dict[str, Any]:
    """Return Django's description of the shared cache; a table of the database unless told otherwise."""
    value = text(name, "dbcache://cache_entry")
    try:
        described = environ.Env.cache_url_config(value)
    except (ValueError, KeyError, environ.ImproperlyConfigured):
        raise WrongSetting(name, "must look like redis://host:6379/0, dbcache://table or locmem://") from None
    if value.startswith("redis") and not find_spec("redis"):
        raise WrongSetting(name, "a Redis cache needs the Python package redis (pip install redis)")
    return described


def mail(name: str) -> dict[str, Any]:
    """Return Django's EMAIL_ settings; letters go to the terminal unless told otherwise."""
    value = text(name, "consolemail://")
    try:
        described = environ.Env.email_url_config(value)
    except (ValueError, KeyError, environ.ImproperlyConfigured):
        described = {}
    smtp = scheme_of(value).startswith("smtp")
    if not described or (smtp and not described["EMAIL_HOST"]):
        raise WrongSetting(name, "must look like smtp+tls://user:password@host:587 or consolemail://")
    described["EMAIL_PORT"] = described["EMAIL_PORT"] or 25
    return {key: value for key, value in described.items() if key.startswith("EMAIL_")}


def sends_mail(name: str) -> bool:
    """Return whether letters leave this machine's terminal."""
    return scheme_of(text(name, "consolemail://")) != "consolemail"


def scheme_of(value: str) -> str:
    """Return what stands before `://`, in lower case."""
    return value.partition("://")[0].lower()


def secret_key(name: str, path: Path) -> str:
    """Return the key that signs links and sessions; made once, in a file only its owner may read."""
    value = os.environ.get(name, "").strip()
    try:
        value = value or kept_secret(path)
    except OSError as error:
        raise WrongSetting(name, f"is not set, and {path} cannot be used: {error.strerror}") from None
    if len(value) < SECRET_KEY_LENGTH or len(set(value)) < 5 or value.startswith("django-insecure-"):
        raise WrongSetting(name, f"must be at least {SECRET_KEY_LENGTH} random characters")
    return value


def kept_secret(path: Path) -> str:
    """Return the secret kept in a file, and make it first if there is none; simultaneous starts agree."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
