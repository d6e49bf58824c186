"""Permission scenarios: no list, count, file or offer of a report tells of what its reader may not see."""

import pytest

from kmsite.gaps import near_titles
from kmsite.gaps.listing import nobody_found
from tests.gaps.conftest import count, lines
from tests.make import make_article, make_audience, make_community, make_discussion, make_member
from tests.people import make_user

NAMES = ("wanted", "orphaned", "dead-ends", "unchanged", "untagged", "near-titles", "most-read", "least-read")


def everything_shown(person):
    """Return all that the reports show to somebody, as pages and as files."""
    shown = person.get("/reports/").content.decode()
    for name in NAMES:
        shown += person.get(f"/reports/{name}/").content.decode()
        answer = person.get(f"/reports/{name}.csv")
        if answer.status_code == 200:
            shown += b"".join(answer.streaming_content).decode()
    return shown


@pytest.fixture
def board(bob, read):
    """Pages of an audience of Bob: among them what links out, what is linked to, and what is read."""
    audience = make_audience("The board", bob.user)
    secret = make_article("Secret merger", "[[Secret wish]] and [[Shared wish]]", audience=audience)
    make_article("Secret mergers", "[[Public page]]", audience=audience)
    public = make_article("Public page", "[[Shared wish]] and [[Secret merger]]")
    make_article("Secret mergr", "[[Public page]]")
    read(secret, 5)
    read(public, 3)
    near_titles.look()
    return audience


def test_mallory_learns_nothing_of_the_pages_of_a_board_from_any_report(board, bob, mallory, anonymous):
    for person in (mallory, anonymous):
        shown = everything_shown(person)
        assert "Secret wish" not in shown
        assert "Secret mergers" not in shown
        assert "secret-mergers" not in shown
        assert "Public page" in shown
    assert "Secret mergers" in everything_shown(bob)


def test_a_wish_is_counted_by_the_pages_that_its_reader_may_see(board, bob, mallory):
    assert lines(bob, "wanted")["Shared wish"][0] == "2"
    assert lines(mallory, "wanted")["Shared wish"] == ("1", "Public page")
    assert lines(bob, "wanted").keys() == {"Secret wish", "Shared wish"}


def test_a_link_to_a_hidden_page_is_a_wish_like_any_other_to_who_may_not_see_it(board, bob, mallory):
    assert lines(mallory, "wanted")["Secret merger"] == ("1", "Public page")
    assert "Secret merger" not in lines(bob, "wanted")


def test_links_of_hidden_pages_neither_adopt_an_orphan_nor_lead_on(bob, mallory):
    audience = make_audience("The board", bob.user)
    make_article("Orphan", "[[Hidden goal]]")
    make_article("Hidden goal", "[[Orphan]]", audience=audience)
    assert "Orphan" in lines(mallory, "orphaned")
    assert "Orphan" in lines(mallory, "dead-ends")
    assert "Orphan" not in lines(bob, "orphaned")
    assert "Orphan" not in lines(bob, "dead-ends")


def test_a_hidden_title_is_near_to_no_other(board, bob, mallory):
    assert lines(mallory, "near-titles") == {}
    assert len(lines(bob, "near-titles")) == 2


def test_every_count_is_that_of_the_list_below_it(board, bob, mallory, carol, anonymous):
    for person in (bob, mallory, carol, anonymous):
        for name in NAMES:
            if name not in ("unchanged", "least-read"):
                shown = person.get(f"/reports/{name}/").context["lines"]
                assert count(person, name) == len(shown), name
    assert count(bob, "most-read") == 2
    assert count(mallory, "most-read") == 1
    assert (count(bob, "least-read"), count(mallory, "least-read")) == (2, 1)


def test_hidden_sections_are_offered_to_nobody_and_are_like_sections_that_do_not_exist(board, bob, mallory):
    assert "secret-mergers" in bob.get("/reports/untagged/").content.decode()
    for slug in ("secret-merger", "no-such-section"):
        answer = mallory.get("/reports/untagged/", {"section": slug})
        assert (answer.status_code, answer.context["section"]) == (200, None)
        assert "Public page" in answer.content.decode()


def test_what_is_read_and_wanted_in_a_private_community_stays_there(bob, carol, mallory, read):
    community = make_community("Quiet circle", by=bob.user, visibility="private")
    make_member(community, carol.user, by=bob.user)
    asked = make_discussion("Quiet question", "[[Quiet wish]]", by=bob.user, community=community)
    read(asked, 7)
    assert "Quiet question" in lines(carol, "most-read")
    assert "Quiet wish" in lines(carol, "wanted")
    assert "Quiet" not in everything_shown(mallory).replace(mallory.user.username, "")


def test_only_who_edits_or_curates_sees_what_nobody_found(
    searched, anonymous, mallory, alice, bob, cleo, ada
):
    searched("peer assist", times=3, people=2)
    address = "/reports/nobody-found/"
    answer = anonymous.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/accounts/login/?next={address}")
    for person in (mallory, alice):
        assert person.get(address).status_code == 403
        assert person.get("/reports/nobody-found.csv").status_code == 403
        assert "Searches that found nothing" not in person.get("/reports/").content.decode()
        assert nobody_found(person.user, 5) == []
    for person in (bob, cleo, ada):
        assert lines(person, "nobody-found") == {"peer assist": ("3", "2", "still nothing")}
        assert [one.text for one in nobody_found(person.user, 5)] == ["peer assist"]


def test_a_search_is_found_now_only_by_who_may_see_the_page(searched, bob, ada):
    searched("merger plan")
    searched("secret name")
    audience = make_audience("The board", bob.user)
    make_article("All about it", "The merger plan.", audience=audience)
    make_article("Secret name", "Text.", audience=audience)
    assert lines(bob, "nobody-found") == {"merger plan": ("1", "1", "it finds something")}
    assert lines(ada, "nobody-found") == {
        "merger plan": ("1", "1", "still nothing"),
        "secret name": ("1", "1", "still nothing"),
    }


def test_where_nobody_reads_without_signing_in_strangers_see_no_report(anonymous, settings, board):
    settings.READING = "signed-in"
    assert anonymous.get("/reports/").status_code == 302
    assert make_user("eve") is not None
