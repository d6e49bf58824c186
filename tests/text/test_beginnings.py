"""What of a name was typed: marked where it stands, whatever its case, accents and spelling."""

import pytest

from kmsite.text.beginnings import begun, has_all


@pytest.mark.parametrize(
    ("text", "typed", "pieces"),
    [
        ("Pump room", "pu", [("Pu", True), ("mp room", False)]),
        ("The old pump", "pump", [("The old ", False), ("pump", True)]),
        ("Élan vital", "ela", [("Éla", True), ("n vital", False)]),
        ("Straße", "strasse", [("Straße", True)]),
        ("New hammer", "ham new", [("New", True), (" ", False), ("ham", True), ("mer", False)]),
        ("Pump", "ump", [("Pump", False)]),
        ("<b>", "b", [("<", False), ("b", True), (">", False)]),
        ("", "a", []),
        ("Pump", "", [("Pump", False)]),
    ],
)
def test_the_beginnings_of_words_are_marked(text, typed, pieces):
    assert begun(text, typed) == pieces
    assert "".join(piece for piece, _typed in pieces) == text


def test_every_word_that_was_typed_begins_a_word():
    assert has_all("Write an article new page", "new art")
    assert not has_all("Write an article", "new art")
    assert not has_all("Write an article", " ")
