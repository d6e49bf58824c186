"""Rounds in communities that are archived, in the trash, proposed, listed, and under an old address."""

import pytest

from communities.models import Community, Stage
from kmsite.culture.models import Participation, Round
from kmsite.culture.rounds import holding
from kmsite.pages.endings.archiving import archive
from kmsite.pages.endings.trashing import trash
from kmsite.pages.saving import editing
from tests.culture.instrument import sent
from tests.culture.rounds import RIGHT, answer_all, make_people, open_round
from tests.make import make_community, make_member

pytestmark = pytest.mark.django_db
HOME = "/communities/lessons-learned/culture/"
PAGES = [HOME, f"{HOME}open/", f"{HOME}1/", f"{HOME}1/answer/", f"{HOME}1/close/", f"{HOME}1/picture.svg"]


def with_round(alice, carol, **fields):
    community = make_community("Lessons learned", by=alice.user, **fields)
    make_member(community, carol.user)
    open_round(community, alice.user)
    return community


def test_in_the_archive_nothing_is_opened_or_answered_and_what_was_is_read(alice, carol):
    archive(with_round(alice, carol), by=alice.user)
    for path in (HOME, f"{HOME}1/"):
        page = carol.get(path).text
        assert "The community is in the archive" in page
        assert ">Answer</a>" not in page
    refused = carol.post(f"{HOME}1/answer/", sent("5", "community"))
    assert refused.status_code == 409
    assert "This was not counted" in refused.text
    assert not Participation.objects.exists()
    alice.post(f"{HOME}1/close/")
    assert alice.get(f"{HOME}open/").status_code == 409
    assert ">Open a round</a>" not in alice.get(HOME).text
    assert Round.objects.count() == 1


def test_in_the_trash_there_are_no_rounds_not_even_for_who_opened_them(alice, carol, ada):
    trash([with_round(alice, carol)], by=ada.user)
    for path in PAGES:
        assert {alice.get(path).status_code, carol.get(path).status_code} == {404}
    assert carol.post(f"{HOME}1/answer/", sent("5", "community")).status_code == 404
    assert alice.post(f"{HOME}1/close/").status_code == 404


@pytest.mark.parametrize("visibility", ["listed", "private"])
def test_of_a_closed_community_outsiders_do_not_even_learn_that_a_round_is_held(
    alice, carol, mallory, bob, visibility
):
    home = with_round(alice, carol, visibility=visibility).get_absolute_url()
    assert carol.get(f"{home}culture/1/").status_code == 200
    for outsider in (mallory, bob):
        for path in PAGES:
            there = path.replace("/communities/lessons-learned/", home)
            assert outsider.get(there).status_code == 404
    if visibility == "listed":
        assert f"{home}culture/" not in mallory.get(home).text


def test_a_proposal_has_no_culture(alice, ada):
    community = make_community("Lessons learned", by=alice.user)
    Stage.objects.filter(community=community).update(name=Stage.Name.PROPOSED)
    for person in (alice, ada):
        assert person.get(HOME).status_code == person.post(f"{HOME}open/", {}).status_code == 404
        assert HOME not in person.get("/communities/lessons-learned/").text


def test_an_old_address_leads_to_the_round(alice, carol):
    community = with_round(alice, carol)
    editing.revise(community, base=1, title="Lessons", body="", by=alice.user)
    assert Community.objects.get().slug == "lessons"
    answer = carol.get(f"{HOME}1/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/communities/lessons/culture/1/")
    lost = carol.post(f"{HOME}1/answer/", sent("5", "community"))
    assert lost.status_code in (301, 308, 409)


def test_what_is_wrong_in_the_form_is_said_and_what_was_typed_stays(alice):
    make_community("Lessons learned", by=alice.user)
    for until, said in (
        ("2020-01-01T10:00", "five minutes at least"),
        ("9999-12-31T23:59", "three months at most"),
        ("0001-01-01T00:00", "five minutes at least"),
        ("soon", "is no day of the calendar"),
    ):
        page = alice.post(f"{HOME}open/", {"title": "Spring", "lens": "me", "closes_at": until})
        assert page.status_code == 422
        assert said in page.text
        assert 'value="Spring"' in page.text
        assert until in page.text
    assert not Round.objects.exists()


def test_one_round_is_open_at_a_time(alice, carol):
    with_round(alice, carol)
    assert "A round is open already." in alice.get(f"{HOME}open/").text
    page = alice.post(f"{HOME}open/", {"title": "Two", "lens": "me", "closes_at": "2026-12-01T10:00"})
    assert page.status_code == 422
    assert Round.objects.count() == 1


def test_whoever_looks_around_finds_the_example_and_no_real_round(alice, bob, carol):
    community = with_round(alice, carol)
    round = Round.objects.get()
    answer_all(round, make_people(5, community), RIGHT)
    holding.close(round, by=alice.user)
    assert f'href="{HOME}1/"' not in bob.get(HOME).content.decode()
    assert f'href="{HOME}1/"' not in bob.get("/culture/").content.decode()
    Round.objects.update(is_example=True)
    for page in (HOME, "/culture/"):
        shown = bob.get(page).content.decode()
        assert f'href="{HOME}1/"' in shown
        assert "Example" in shown
