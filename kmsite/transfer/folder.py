"""A folder on the disk, read with suspicion: nothing outside it, too large, or not text."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from kmsite.text.rendering import MAX_SOURCE_BYTES
from kmsite.transfer.reporting import Report

MARKDOWN = (".md", ".markdown")
LONGEST_PATH = 1_000
SECTION_PAGES = ("index.md", "readme.md")


@dataclass
class Folder:
    """The files of a folder by their path inside it. `texts` holds the Markdown, `others` the rest."""

    root: Path
    texts: dict[PurePosixPath, str] = field(default_factory=dict)
    others: set[PurePosixPath] = field(default_factory=set)

    def read(self, path: PurePosixPath) -> bytes:
        """Return the bytes of a file that `others` holds."""
        return (self.root / path).read_bytes()

    def settings_text(self, path: PurePosixPath) -> str | None:
        """Return the text of a file such as `.pages`, or None when there is no such file."""
        if path not in self.others:
            return None
        return self.read(path)[:MAX_SOURCE_BYTES].decode("utf-8", "replace")


def read_folder(root: Path, report: Report) -> Folder:
    """Read every Markdown file below `root`; remark on each that cannot come in.

    A symbolic link is followed only to a file inside the folder. Texts of more than 256 KiB and texts
    that are not UTF-8 are remarked as lost.
    """
    root = root.resolve()
    folder = Folder(root)
    for path in _walk(root, report):
        if path.suffix.lower() not in MARKDOWN:
            folder.others.add(path)
            continue
        text = _text(root / path, path, report)
        if text is not None:
            folder.texts[path] = text
    return folder


def _walk(root: Path, report: Report) -> Iterator[PurePosixPath]:
    for directory, names, files in os.walk(root, onerror=lambda error: _unreadable(error, root, report)):
        names[:] = sorted(name for name in names if not name.startswith("."))
        here = Path(directory)
        for name in [n for n in names if (here / n).is_symlink()]:
            names.remove(name)
            report.remark(_shown(here / name, root), "a link to another folder is not followed", lost=True)
        for name in sorted(files):
            path = here / name
            if _is_inside(path, root, report) and (name == ".pages" or not name.startswith(".")):
                yield PurePosixPath(path.relative_to(root).as_posix())


def _is_inside(path: Path, root: Path, report: Report) -> bool:
    if not path.is_symlink():
        return path.is_file()
    if path.is_file() and path.resolve().is_relative_to(root):
        return True
    report.remark(_shown(path, root), "a link that leaves the folder is not followed", lost=True)
    return False


def _text(path: Path, shown: PurePosixPath, report: Report) -> str | None:
    try:
        size = path.stat().st_size
        if len(readable(str(shown))) > LONGEST_PATH:
            problem = f"its path is longer than {LONGEST_PATH:,} characters"
        elif size > MAX_SOURCE_BYTES:
            problem = f"has {size:,} bytes; a page holds at most {MAX_SOURCE_BYTES:,}"
        else:
            return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        problem = f"is not UTF-8 (byte {error.start})"
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
    report.remark(readable(str(shown)), problem, lost=True)
    return None


def _unreadable(error: OSError, root: Path, report: Report) -> None:
    report.remark(_shown(Path(error.filename), root), f"cannot be read: {error.strerror}", lost=True)


def _shown(path: Path, root: Path) -> str:
    return readable(path.relative_to(root).as_posix())


def readable(name: str) -> str:
    """Return a file's name as it can be printed and stored: bytes that are no UTF-8 become \\xNN."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
