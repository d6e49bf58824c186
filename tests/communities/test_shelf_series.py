"""A collection read as a series, and printed as one document."""

import re

import pytest

from communities.shelves import shelving
from communities.shelves.shelf_texts import with_ids_of
from kmsite.attachments.models import Attachment, Blob
from tests.make import make_article, make_community, make_term

TWICE = "## Why\n\nSee [below](#how) and [[Pump 2]].\n\n## How\n\nA note.[^1]\n\n[^1]: The note."


@pytest.fixture
def series(alice):
    community = make_community(by=alice.user)
    row = shelving.begin(community, title="Pumps", intro="All about pumps.", by=alice.user)
    for number in (1, 2):
        page = make_article(f"Pump {number}", body=TWICE, lede=f"Lede {number}.", by=alice.user)
        shelving.put(row, page=page, why=f"Why {number}.", by=alice.user)
    term = make_term("Cavitation")
    shelving.put(row, page=term, why="The word.", by=alice.user)
    shelving.put(row, url="https://example.org/pumps", title="Elsewhere", why="A view.", by=alice.user)
    return row


def test_a_series_leads_from_text_to_text(anonymous, series):
    here = series.get_absolute_url()
    second = anonymous.get(f"{here}2/").text
    assert "2 of 4" in second
    assert "Why 2." in second
    assert "Lede 2." in second
    assert f'href="{here}1/"' in second
    assert f'href="{here}3/"' in second
    assert 'href="/articles/pump-2/"' in second
    assert "What Cavitation is." in anonymous.get(f"{here}3/").text
    assert "https://example.org/pumps" in anonymous.get(f"{here}4/").text


@pytest.mark.parametrize("number", ["0", "5", "99999999999999999999"])
def test_a_place_beyond_the_series_is_none(anonymous, series, number):
    assert anonymous.get(f"{series.get_absolute_url()}{number}/").status_code == 404


def test_a_document_has_every_text_and_anchors_that_work(anonymous, series):
    document = anonymous.get(f"{series.get_absolute_url()}print/").text
    ids = re.findall(r'\sid="([^"]+)"', document)
    assert len(ids) == len(set(ids))
    jumps = set(re.findall(r'href="#([^"]+)"', document)) - {"main"}
    assert jumps <= set(ids)
    assert {"t1", "t2", "t3", "t4", "t1-user-content-why", "t2-user-content-how"} <= jumps
    for words in (
        "All about pumps.",
        "Lede 1.",
        "Lede 2.",
        "What Cavitation is.",
        "https://example.org/pumps",
    ):
        assert words in document


def test_a_file_of_the_community_stands_in_a_series(alice, anonymous, series):
    blob = Blob.objects.create(sha256="0" * 64, size=5, type="application/pdf")
    file = Attachment.objects.create(page_id=series.community_id, blob=blob, name="Plan.pdf", by=alice.user)
    alice.post(f"{series.get_absolute_url()}add/", {"file": file.pk, "why": "The plan."})
    assert "Plan.pdf" in anonymous.get(f"{series.get_absolute_url()}5/").text
    Attachment.objects.filter(pk=file.pk).update(removed_at=file.at)
    assert anonymous.get(f"{series.get_absolute_url()}5/").status_code == 404


def test_only_tags_are_given_other_ids():
    html = '<p id="a" title="x &gt; y">id="b" <a href="#a">x</a> <a href="/#a">y</a></p>'
    assert with_ids_of(html, "t1") == (
        '<p id="t1-a" title="x &gt; y">id="b" <a href="#t1-a">x</a> <a href="/#a">y</a></p>'
    )
