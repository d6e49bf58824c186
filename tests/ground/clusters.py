"""Clusters of the tests' own, with everything switched on that keeps rows safe, and people who use them."""

import hashlib
import json
import os
import select
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg2

ROOT = Path(__file__).resolve().parents[2]
NOTES = "create table if not exists note (words text)"


class Visitor:
    """A process that uses a cluster until it leaves or is killed."""

    def __init__(self, path, python=sys.executable, **options):
        self.process = subprocess.Popen(
            [python, "-m", "tests.ground.visitor", str(path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )

    def ask(self, sql):
        self.send(sql)
        return self.hear()

    def send(self, sql):
        self.process.stdin.write(f"{sql}\n")
        self.process.stdin.flush()

    def hear(self):
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read()
        return json.loads(line)

    def write(self, words):
        self.ask(f"insert into note values ('{words}')")

    def read(self):
        return [row[0] for row in self.ask("select words from note order by words")]

    def leave(self):
        _, complaint = self.process.communicate(timeout=60)
        return self.process.returncode, complaint

    def kill(self):
        self.process.kill()
        self.process.communicate(timeout=60)


def refusal(path, **options):
    """What somebody reads who comes to a cluster that cannot be used."""
    visitor = Visitor(path, **options)
    visitor.send("select 1")
    code, complaint = visitor.leave()
    assert code == 1, complaint
    return complaint


@contextmanager
def visit(path, **options):
    visitor = Visitor(path, **options)
    try:
        yield visitor
        assert visitor.leave() == (0, "")
    finally:
        visitor.process.kill()


def somebody(number):
    """How a program is run by another user of this machine; None if that user can run no Python of ours."""
    packages = str(Path(psycopg2.__file__).parents[1])
    who = {"user": number, "group": number, "extra_groups": [], "env": {"PYTHONPATH": packages}}
    for python in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
        try:
            subprocess.run([python, "-c", "import psycopg2, django"], check=True, cwd=ROOT, **who)
        except (OSError, subprocess.CalledProcessError):
            continue
        return who | {"python": python}
    return None


def servers(path):
    """The processes that work in a data directory, each with the number of the user it runs as."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.path.samefile(folder / "cwd", path) and "postgres" in os.readlink(folder / "exe"):
                found[int(folder.name)] = folder.stat().st_uid
        except OSError:
            continue
    return found


def kill_server(path):
    kill_and_wait(servers(path))
    assert not servers(path)


def kill_and_wait(pids):
    """Kill processes and return when each has closed its files: a socket outlives the end of its memory."""
    ends = []
    try:
        for pid in pids:
            with suppress(ProcessLookupError):  # it has ended by itself, its files with it
                ends.append(os.pidfd_open(pid))
        for end in ends:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(end, signal.SIGKILL)
        for end in ends:
            assert select.select([end], [], [], 10)[0], "it does not end"
    finally:
        for end in ends:
            os.close(end)


def postmaster(path):
    return int((path / "postmaster.pid").read_text().splitlines()[0])


def fingerprint(path):
    """A text that changes when anything in a folder changes."""
    digest = hashlib.sha256()
    for entry in [path, *sorted(path.rglob("*"))]:
        status = entry.lstat()
        digest.update(
            f"{entry} {status.st_mode} {status.st_uid} {status.st_size} {status.st_mtime_ns}".encode()
        )
        if entry.is_file():
            digest.update(entry.read_bytes())
    return digest.hexdigest()
