"""A data directory of Postgres: what it must look like, how it is made, how its server is started."""

import os
import pwd
import re
import secrets
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kmsite.embedded_postgres.binaries import MAJOR, programs
from kmsite.embedded_postgres.refusal import Refused

SUPERUSER = "postgres"
DATABASE = "commonplace"
PORT = "5432"  # only a part of the socket's name: nothing listens on the network
SOCKET = f".s.PGSQL.{PORT}"
HERE = "/proc/self/cwd"  # the way to the data for a server that may not enter the folders above it
LEFT_BEHIND = ("postmaster.pid", f"{SOCKET}.lock", SOCKET)
ALWAYS = {"listen_addresses": "", "port": PORT, "unix_socket_directories": ".", "max_connections": "100"}
FORGETFUL = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
LOCALE = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
COMPLAINT = re.compile(r"(?:FATAL|PANIC|ERROR|error): +(.*)")


@dataclass(frozen=True)
class Cluster:
    """One data directory; `durable` is given up only for tests."""

    path: Path
    durable: bool = True

    def exists(self) -> bool:
        """Return whether there is anything at all where the data should be."""
        try:
            return self.path.exists() and any(self.path.iterdir())
        except (NotADirectoryError, PermissionError):
            return True
        except OSError as error:
            raise Refused(f"{self.path} cannot be read: {error.strerror}") from error

    def check(self) -> None:
        """Refuse data that this Postgres cannot use or this user may not read; change nothing."""
        self._check_owner()
        try:
            made_by = (self.path / "PG_VERSION").read_text().strip()
            with open(self.path / "global/pg_control", "rb"):
                readable = self.path.stat().st_mode & 0o700 == 0o700
        except FileNotFoundError:
            raise Refused(
                f"{self.path} is not a Postgres data directory; move it away or repair it"
            ) from None
        except (OSError, UnicodeDecodeError) as error:
            raise Refused(f"{self.path} cannot be read: {getattr(error, 'strerror', error)}") from error
        if not readable:
            raise Refused(f"{self.path} cannot be read: its owner has no permission (chmod 700 mends that)")
        if made_by != str(MAJOR):
            raise Refused(
                f"{self.path} was made by Postgres {made_by[:20]!r} and this is {MAJOR}: dump and reload it"
            )

    def _check_owner(self) -> None:
        try:
            owner = self.path.stat().st_uid
        except OSError as error:
            raise Refused(f"{self.path} cannot be read: {error.strerror}") from error
        if os.geteuid() not in (owner, 0):
            raise Refused(f"{self.path} belongs to {user_name(owner)}; run this as that user")
        if owner == 0:
            raise Refused(f"{self.path} belongs to root, which Postgres does not allow; give it to nobody")

    def make(self) -> None:
        """Make the data directory under another name and give it its own when it is complete."""
        draft = self.path.with_name(f"{self.path.name}.new-{secrets.token_hex(8)}")
        try:
            draft.mkdir(parents=True, mode=0o700)
            if os.geteuid() == 0:
                nobody = pwd.getpwnam("nobody")
                os.chown(draft, nobody.pw_uid, nobody.pw_gid)
            unsafe = () if self.durable else ("--no-sync",)
            arguments = ("--no-clean", f"--username={SUPERUSER}", "--auth-local=trust", "--auth-host=reject")
            run_once(draft, "initdb", [*arguments, *LOCALE, *unsafe, "-D", HERE])
            run_once(draft, "postgres", ["--single", "-D", HERE, "postgres"], f"CREATE DATABASE {DATABASE}\n")
            draft.rename(self.path)
            sync(self.path.parent)
        except OSError as error:
            raise Refused(f"{self.path} cannot be made: {error.strerror or error}") from error

    def start(self, server_lock: int, log: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start the server; it holds `server_lock` until its last process has ended."""
        for name in LEFT_BEHIND:
            (self.path / name).unlink(missing_ok=True)
        options = ALWAYS if self.durable else ALWAYS | FORGETFUL
        arguments = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        return subprocess.Popen(  # noqa: S603 our own program and arguments
            [program(self.path, "postgres"), "-D", HERE, *arguments],
            **surroundings(self.path),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=(server_lock,),
            start_new_session=True,
        )


def run_once(folder: Path, name: str, arguments: Sequence[str], text: str = "") -> None:
    """Run a program of Postgres to its end; refuse with its own complaint if it fails."""
    done = subprocess.run(  # noqa: S603 our own program and arguments
        [program(folder, name), *arguments],
        **surroundings(folder),
        input=text.encode(),
        capture_output=True,
        start_new_session=True,
        check=False,
    )
    output = (done.stdout + done.stderr).decode(errors="replace")
    if done.returncode or COMPLAINT.search(done.stderr.decode(errors="replace")):
        raise Refused(f"{name} failed: {complaint(output)}")


def program(folder: Path, name: str) -> str:
    """Return the path of a program that the owner of a folder can run."""
    return str(programs(for_another_user=folder.stat().st_uid != os.geteuid()) / name)


def surroundings(folder: Path) -> Mapping[str, object]:
    """Return how a program of Postgres runs: in its data directory, as its owner, in a plain environment."""
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
    if os.geteuid() != 0:
        return {"cwd": folder, "env": environment}
    owner = folder.stat()
    return {
        "cwd": folder,
        "env": environment,
        "user": owner.st_uid,
        "group": owner.st_gid,
        "extra_groups": [],
    }


def complaint(output: str) -> str:
    """Return the last complaint in what Postgres printed, as one line."""
    found = COMPLAINT.findall(output) or output.strip().splitlines() or ["it said nothing"]
    return found[-1].strip()


def user_name(number: int) -> str:
    """Return the name of a user of this machine, or the number if there is none."""
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"user {number}"


def sync(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
