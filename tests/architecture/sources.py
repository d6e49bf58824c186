"""The project's own source files, read as syntax trees."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("kmsite", "articles", "glossary", "communities")


@cache
def modules():
    """Return (dotted name, path, syntax tree) for every module of the project, migrations left out."""
    found = []
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
                found.append((name, path, ast.parse(path.read_text())))
    return found


@cache
def templates():
    """Return (path, text) for every template of the project."""
    return [(path, path.read_text()) for path in sorted((ROOT / "templates").rglob("*.html"))]


def imported_names(tree):
    """Yield (line number, dotted module) for every absolute import in `tree`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"
