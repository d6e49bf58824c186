"""What a curator is told about the wording of a definition, and what is left in peace."""

import time

import pytest

from glossary.hints import faults, hints

KM, NAMES = "Knowledge management", ["KM", "organisational memory"]
GOOD = "discipline of creating, sharing and using what the members of an organisation know"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("   \n", []),
        (GOOD, []),
        (f"{GOOD}.", []),
        ("Knowledge management is the management of what people know", ["repeats"]),
        ("the practice of knowledge-management in a firm", ["repeats"]),
        ("what KM does for a team", ["repeats"]),
        ("distance of 5 km between two desks", []),
        ("what a KMS does for a team", []),
        ("work on organizational memories and an organizational memory", ["repeats"]),
        ("It is when people share what they know", ["when"]),
        ("Where people share what they know", ["when"]),
        ("a place where people share what they know", []),
        ("sharing what one knows. It helps a team.", ["sentences"]),
        ("sharing what one knows, e.g. by stories, cf. Dr. Rogers", []),
        ("sharing what one knows (see p. 5)", []),
        ("sharing what one knows\n\nIt helps a team", ["sentences"]),
        ("word " * 50, []),
        ("word " * 51, ["long"]),
        ("what [[Knowledge management|this work]] is for", []),
        ("what [[!KM]] is for", ["repeats"]),
        ("what [this work](https://example.org/knowledge management) is for", []),
    ],
)
def test_a_definition_is_hinted_at(text, expected):
    assert faults(KM, NAMES, text) == expected


def test_a_hint_says_what_to_do_instead():
    assert hints(KM, [], "It is when people share.") == [
        "It says “is when” or “is where”. Begin with what kind of thing it is."
    ]


def test_odd_names_and_endless_texts_are_looked_at_all_the_same():
    began = time.perf_counter()
    for text in ("a" * 1_000_000, ". A" * 300_000, "[[" * 500_000, "\u0301(" * 300_000, "((((\x00"):
        faults("C++ (?", ["", "(", "[", "\\", "x" * 200], text)
    assert time.perf_counter() - began < 1
