"""Fragments come into shared bytes where a mark stands, plain and compressed alike."""

import gzip as standard_gzip

import pytest

from kmsite.reading_room.splicing import deflate, deflated, gzip, mark, splice, split

FRAGMENTS = {b"account": b"<a>Alice</a>", b"actions": b"<a>Edit</a>"}


def test_each_mark_is_replaced_by_its_fragment():
    parts = split(f"<p>{mark('account')}</p><p>{mark('actions')}</p>")
    assert splice(parts, FRAGMENTS) == b"<p><a>Alice</a></p><p><a>Edit</a></p>"


def test_text_that_looks_like_a_mark_stays_text():
    forged = "slot-0123456789abcdef0123456789abcdef-account; slot--account;"
    assert splice(split(forged), FRAGMENTS) == forged.encode()


def test_a_page_with_a_slot_that_nobody_fills_is_an_error():
    with pytest.raises(KeyError):
        splice(split(mark("bell")), FRAGMENTS)


@pytest.mark.parametrize("text", ["", "plain", "ß" * 70_000])
def test_compressed_bytes_unpack_to_the_same_page(text):
    parts = split(f"{text}{mark('account')}{text}{mark('actions')}{text}")
    whole = splice(parts, FRAGMENTS)
    small = {slot: deflated(fragment) for slot, fragment in FRAGMENTS.items()}
    assert standard_gzip.decompress(gzip(splice(deflate(parts), small), whole)) == whole
