"""Static files as they are served: hashed, compressed, and each entry joined with the files that it lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRIES = (
    "css/app.css",
    "css/work.css",
    "css/glossary.css",
    "css/communities.css",
    "css/culture.css",
    "css/talk.css",
    "css/search.css",
    "css/switching.css",
    "js/site.js",
    "js/editor.js",
)
"""Files that only list others, so that a page asks for one file where people wrote many."""

IMPORTED_STYLE = re.compile(r'^@import url\("([\w/.-]+)"\) layer\((\w+)\);$', re.M)
IMPORTED_SCRIPT = re.compile(r'^import "\./([\w/.-]+)";$', re.M)


def join(entry: str, read: Any) -> str:
    """Return the text of `entry` with every file that it lists in the place of its line.

    `read` gives the text of a path. A style keeps its layer; a script keeps its names to itself in a block.
    """
    folder = PurePosixPath(entry).parent

    def style(found: re.Match[str]) -> str:
        return f"@layer {found[2]} {{\n{read(str(folder / found[1]))}}}\n"

    def script(found: re.Match[str]) -> str:
        return f"{{\n{read(str(folder / found[1]))}}}\n"

    return IMPORTED_SCRIPT.sub(script, IMPORTED_STYLE.sub(style, read(entry)))


class JoinedStaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which joins `ENTRIES` before it hashes and compresses."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Yield what the parent yields, after the joined entries took the place of the listing ones."""

        def read(path: str) -> str:
            storage, name = paths[path]
            with storage.open(name) as source:
                return source.read().decode()

        if not dry_run:
            for entry in ENTRIES:
                Path(self.path(entry)).write_text(join(entry, read), encoding="utf-8")
                paths[entry] = (self, entry)
        yield from super().post_process(paths, dry_run, **options)

    def compress_files(self, paths: set[str]) -> Iterator[tuple[str, str]]:
        """Compress what pages ask for: the files with a hash in their name, and what pages of errors link."""
        asked = {*self.hashed_files.values(), *ENTRIES}
        yield from super().compress_files(paths & asked)
