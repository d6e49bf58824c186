"""Whatever a page shows of others is right in the very next view."""

import pytest

from tests.reading.changes import ADDRESS, CHANGES, Wiki, close_to_all_but, close_to_visitors


@pytest.fixture
def wiki(alice):
    return Wiki(alice.user)


@pytest.mark.parametrize("change", CHANGES)
def test_the_next_view_shows_that(anonymous, carol, wiki, change):
    act, before, after = CHANGES[change]
    for reader in (anonymous, carol):
        page = reader.get(ADDRESS).content.decode()
        assert before in page
        assert not after or after not in page
    tag = anonymous.get(ADDRESS).headers["ETag"]
    act(wiki)
    for reader in (anonymous, carol):
        page = reader.get(ADDRESS).content.decode()
        assert after in page
        assert not before or before not in page
    assert anonymous.get(ADDRESS, headers={"if-none-match": tag}).status_code == 200


def test_a_page_that_closes_is_gone_for_visitors_at_once(anonymous, carol, wiki):
    tag = anonymous.get(ADDRESS).headers["ETag"]
    assert carol.get(ADDRESS).status_code == 200
    close_to_visitors(wiki)
    assert anonymous.get(ADDRESS, headers={"if-none-match": tag}).status_code == 404
    assert carol.get(ADDRESS).status_code == 200


def test_a_page_that_closes_to_an_audience_is_gone_for_everybody_else(anonymous, carol, mallory, wiki):
    tags = {reader: reader.get(ADDRESS).headers["ETag"] for reader in (anonymous, mallory)}
    close_to_all_but(wiki, carol.user)
    for reader, tag in tags.items():
        assert reader.get(ADDRESS, headers={"if-none-match": tag}).status_code == 404
    assert carol.get(ADDRESS).status_code == 200
