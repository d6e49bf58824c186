"""The floors of `docs/architecture.md`: imports look down, never up, and content apps never sideways."""

import ast

import pytest

from tests.architecture.sources import imported_names, modules

FLOORS = [
    ("ground", ["kmsite.env", "kmsite.embedded_postgres"]),
    ("words", ["kmsite.text"]),
    ("people", ["kmsite.accounts"]),
    ("the wiki", ["kmsite.pages"]),
    ("talk", ["kmsite.talk"]),
    (
        "services",
        [
            "kmsite.search",
            "kmsite.attachments",
            "kmsite.stewardship",
            "kmsite.profiles",
            "kmsite.recognition",
        ],
    ),
    ("content", ["articles", "glossary", "communities"]),
    ("side doors", ["kmsite.transfer", "kmsite.harvest", "kmsite.culture", "kmsite.gaps"]),
    ("front door", ["kmsite"]),
]
NEVER_EACH_OTHER = {"services", "content"}
HAS_NO_MODELS = ("kmsite.env", "kmsite.embedded_postgres", "kmsite.text")


def room_of(module):
    """Return (floor number, floor name, room) of a dotted module, or None when it is not ours."""
    best = None
    for number, (floor, rooms) in enumerate(FLOORS):
        for room in rooms:
            if (module == room or module.startswith(room + ".")) and (
                best is None or len(room) > len(best[2])
            ):
                best = (number, floor, room)
    return best


def upward_or_sideways():
    """Yield a sentence for every import that does not look down."""
    for name, _path, tree in modules():
        here = room_of(name)
        for line, imported in imported_names(tree):
            there = room_of(imported)
            if there is None or there[2] == here[2]:
                continue
            if there[0] > here[0]:
                yield f"{name}:{line} ({here[1]}) imports {imported} ({there[1]}), which is above it"
            elif there[0] == here[0] and here[1] in NEVER_EACH_OTHER:
                yield f"{name}:{line} imports its neighbour {imported}"


def test_imports_only_look_down():
    assert list(upward_or_sideways()) == []


def test_the_walk_sees_imports_and_would_complain():
    assert room_of("kmsite.pages.saving.editing")[1] == "the wiki"
    assert room_of("kmsite.urls")[1] == "front door"
    assert room_of("django.urls") is None
    assert sum(1 for _name, _path, tree in modules() for _import in imported_names(tree)) > 100


def test_no_module_imports_inside_a_function():
    inside = [
        f"{name}:{node.lineno}"
        for name, _path, tree in modules()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def test_imports_are_absolute():
    relative = [
        f"{name}:{node.lineno}"
        for name, _path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


@pytest.mark.parametrize("room", HAS_NO_MODELS)
def test_a_room_without_tables_defines_no_model(room):
    defined = [
        f"{name}.{node.name}"
        for name, _path, tree in modules()
        if name == room or name.startswith(room + ".")
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Attribute) and base.attr == "Model" for base in node.bases)
    ]
    assert defined == []
