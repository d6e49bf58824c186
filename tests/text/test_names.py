"""Names, slugs, folding, excerpts: how short texts are cleaned, compared, found and shown."""

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmsite.text.excerpts import excerpt, snippet
from kmsite.text.folding import closed, fold, fold_with_offsets
from kmsite.text.names import LineTooLong, clean_line, name_key, sort_key
from kmsite.text.slugs import slugify
from tests.text.payloads import LINES


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Water \t pump\n", "Water pump"),
        ("a\r\nBcc: x", "a Bcc: x"),
        ("Ho\u200bme\ufeff \u202egnp.exe\u2069", "Home gnp.exe"),
        ("e\u0301", "é"),
        ("\x1b[2J\0", "[2J"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("pa\u200dypal", "paypal"),
        ("\u2028alert", "alert"),
    ],
)
def test_a_line_is_cleaned_of_what_nobody_sees(typed, kept):
    assert clean_line(typed, 100) == kept


def test_a_line_that_is_too_long_is_refused_with_both_numbers():
    with pytest.raises(LineTooLong, match="201 characters long; at most 200"):
        clean_line("a" * 201, 200)


@given(st.text())
def test_a_clean_line_stays_as_it_is(text):
    line = clean_line(text, 10**6)
    assert clean_line(line, 10**6) == line
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in line)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Knowledge management", "knowledge_Management"),
        ("Straße", "STRASSE"),
        ("CI/CD", "ci / cd"),
        ("café", "CAFE\u0301"),
        ("ﬁre", "FIRE"),
        ("Ho\u200bme", "home"),
    ],
)
def test_names_that_look_the_same_are_the_same(one, other):
    assert name_key(one) == name_key(other)


@given(st.text())
def test_the_key_of_a_key_is_itself(text):
    assert name_key(name_key(text)) == name_key(text)


def test_names_sort_as_people_expect():
    names = ["Zebra", "éclair", "Part 10", "Part 9", "apple", "Part 009a"]
    assert sorted(names, key=sort_key) == ["apple", "éclair", "Part 9", "Part 009a", "Part 10", "Zebra"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Water pump", "water-pump"),
        ("Über Ärger & Öl", "über-ärger-öl"),
        ("  --CI/CD!? ", "ci-cd"),
        ("知識 管理", "知識-管理"),
        ("!!!", "page"),
        ("", "page"),
        ("e\u0301a", "éa"),
    ],
)
def test_slugs_keep_accents_and_words(title, slug):
    assert slugify(title) == slug


@given(st.text())
def test_a_slug_is_words_and_dashes(text):
    slug = slugify(text)
    assert re.fullmatch(r"[\w-]{1,80}", slug)
    assert slug == slug.strip("-")
    assert slugify(slug) == slug


@pytest.mark.parametrize("line", LINES)
def test_hostile_titles_make_harmless_slugs(line):
    assert re.fullmatch(r"[\w-]+", slugify(line))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organization", "Organisation"),
        ("knowledge-management", "knowledge management"),
        ("learning/teaching", "Learning teaching"),
        ("Été", "ete"),
        ("Straße", "strasse"),
        ("analyze", "analyse"),
    ],
)
def test_two_spellings_fold_into_one(one, other):
    assert fold(one) == fold(other)


def test_what_is_written_with_hyphens_is_also_one_word():
    assert closed("Co-ordination by e-mail, up\u2011to\u2011date; 2-letter") == "coordination email uptodate"


@given(st.text())
def test_folding_knows_where_each_character_came_from(text):
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded)
    assert offsets == sorted(offsets)
    assert all(offset < len(text) for offset in offsets)


def test_an_excerpt_ends_between_words():
    assert excerpt("one two three four", 12) == "one two…"
    assert excerpt("one \t two", 12) == "one two"


def test_blocks_on_one_line_are_set_apart_unless_a_sentence_ends_there():
    text = "Parts\nGasket\n2 years\nImpeller\nIt turns.\n“Always!”\nA note\n"
    line = "Parts · Gasket · 2 years · Impeller · It turns. “Always!” A note"
    assert excerpt(text) == line
    assert excerpt(text, 18) == "Parts · Gasket…"
    assert "".join(piece for piece, _ in snippet(text.strip(), ["impeller"])) == line
    assert ("Impeller", True) in snippet(text, ["impeller"])


def test_a_snippet_marks_the_words_of_the_question():
    text = "Nothing here. " * 50 + "Organisations are learning from failure. " + "More after it. " * 50
    pieces = snippet(text, ["learning", "organization"], 80)
    assert [piece for piece, hit in pieces if hit] == ["Organisations", "learning"]
    assert pieces[0] == ("…", False)
    assert sum(len(piece) for piece, _ in pieces) < 90


@pytest.mark.parametrize("word", ["(((((", "</mark><script>", "\\", "*", "", "é", "a" * 500])
def test_a_snippet_takes_any_word(word):
    pieces = snippet("a (((( b </mark><script> é " * 20, [word])
    assert "".join(piece for piece, _ in pieces)


@given(st.text(), st.lists(st.text(max_size=5), max_size=4))
def test_a_snippet_is_cut_from_its_text(text, words):
    for piece, hit in snippet(text, words, 60):
        assert piece
        assert not hit or piece in text


@pytest.mark.parametrize("text", ["a" * 100_000, "a " * 50_000, "é-" * 50_000, " " * 100_000, "/" * 100_000])
def test_long_lines_cost_little(text):
    for act in (
        slugify,
        name_key,
        fold,
        closed,
        excerpt,
        lambda t: snippet(t, ["a"]),
        lambda t: clean_line(t, 10**6),
    ):
        before = time.thread_time()
        act(text)
        assert time.thread_time() - before < 1
