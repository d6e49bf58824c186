"""The charter: written in parts, versioned, merged; where two change one part nothing is lost."""

import pytest

from communities.charters.charter import Charter
from communities.models import Community
from kmsite.pages.models import KeptDraft
from tests.make import make_community, make_member

pytestmark = pytest.mark.django_db

HERE = "/communities/pump-people/"
FIELDS = {
    "title": "Pump people",
    "lede": "We keep pumps alive.",
    "body": "",
    "entry_domain_text": "Pumps",
    "entry_rhythm_text": "Tuesdays",
}


@pytest.fixture
def pumps(alice, carol):
    community = make_community(
        "Pump people",
        "We keep pumps alive.",
        by=alice.user,
        charter=Charter(domain="Pumps", rhythm="Tuesdays"),
    )
    make_member(community, carol.user, "facilitator")
    return community


def save(person, base=1, **fields):
    return person.post(f"{HERE}edit/", {**FIELDS, "base_revision": base, **fields})


def charter():
    return Charter.of(Community.objects.with_current().get().current.structure)


def test_a_charter_is_written_part_by_part_and_read_on_a_page_of_its_own(alice, anonymous, pumps):
    answer = save(alice, entry_success_text="*Quiet* rooms", entry_review_due="2027-05-01", summary="Signs")
    assert answer.url == f"{HERE}charter/"
    assert (charter().success, str(charter().review_due)) == ("*Quiet* rooms", "2027-05-01")
    page = anonymous.get(f"{HERE}charter/").text
    assert "<em>Quiet</em> rooms" in page
    assert "1 May 2027" in page
    assert "Signs" in anonymous.get(f"{HERE}history/").text


def test_only_those_who_lead_write_the_charter(bob, ada, alice, pumps):
    assert save(bob).status_code == 403
    assert bob.get(f"{HERE}edit/").status_code == 403
    assert "charter/" in save(ada, entry_domain_text="Valves").url


def test_a_part_too_long_or_a_day_that_does_not_exist_is_refused_and_kept(alice, pumps):
    answer = save(alice, entry_domain_text="x" * 4001, entry_review_due="2027-02-30")
    assert answer.status_code == 422
    assert "x" * 4001 in answer.text
    assert charter().domain == "Pumps"
    assert KeptDraft.objects.get().fields["entry_domain_text"] == "x" * 4001


def test_hostile_markdown_is_shown_as_text(alice, anonymous, pumps):
    save(alice, entry_domain_text="<script>alert(1)</script> [x](javascript:alert(1))")
    page = anonymous.get(f"{HERE}charter/").text
    assert "<script>alert" not in page
    assert "javascript:alert" not in page.replace("[x](javascript:alert(1))", "")


def test_changes_to_different_parts_are_merged(alice, carol, pumps):
    save(alice, entry_domain_text="Pumps and valves")
    save(carol, entry_rhythm_text="Wednesdays")
    assert (charter().domain, charter().rhythm) == ("Pumps and valves", "Wednesdays")


def test_a_part_that_two_people_changed_is_asked_about_with_all_three_texts(alice, carol, pumps):
    save(alice, entry_domain_text="Theirs")
    answer = save(carol, entry_domain_text="Mine", entry_why_text="They stop.", lede="Pumps live.")
    assert answer.status_code == 409
    for said in ("Theirs", "Mine", "Pumps", "They stop.", "Pumps live.", "Our subject"):
        assert said in answer.text
    assert charter().domain == "Theirs"
    assert KeptDraft.objects.filter(owner=carol.user).exists()


@pytest.mark.parametrize(
    ("choice", "stands"),
    [
        ({"pick-domain": "mine"}, "Mine"),
        ({"pick-domain": "theirs"}, "Theirs"),
        ({"pick-domain": "base"}, "Pumps"),
        ({"pick-domain": "own", "own-domain": "Both"}, "Both"),
    ],
)
def test_what_was_chosen_stands_with_everything_else_of_both(alice, carol, pumps, choice, stands):
    save(alice, entry_domain_text="Theirs", entry_success_text="Theirs too")
    mine = {"entry_domain_text": "Mine", "entry_why_text": "They stop.", "own-domain": "Mine"}
    answer = save(carol, conflict_with="2", **{**mine, **choice})
    assert answer.status_code == 302
    now = charter()
    assert (now.domain, now.why, now.success) == (stands, "They stop.", "Theirs too")
    assert Community.objects.with_current().get().current.base.number == 1


def test_a_place_left_open_or_answered_twice_is_asked_again(alice, carol, pumps):
    save(alice, entry_domain_text="Theirs")
    open_place = save(carol, conflict_with="2", entry_domain_text="Mine")
    assert open_place.status_code == 409
    assert "Choose what shall stand here." in open_place.text
    twice = {"pick-domain": "theirs", "own-domain": "Something else"}
    assert save(carol, conflict_with="2", entry_domain_text="Mine", **twice).status_code == 409
    sure = {**twice, "sure-domain": "theirs"}
    assert save(carol, conflict_with="2", entry_domain_text="Mine", **sure).status_code == 302


def test_a_third_change_meanwhile_is_asked_about_anew(alice, carol, pumps):
    save(alice, entry_domain_text="Theirs")
    save(alice, base=2, entry_domain_text="Theirs again")
    answer = save(carol, conflict_with="2", entry_domain_text="Mine", **{"pick-domain": "theirs"})
    assert answer.status_code == 409
    assert "Theirs again" in answer.text


def test_names_purposes_and_texts_clash_too(alice, carol, pumps):
    save(alice, lede="Theirs.", body="One line.\n")
    clash = {"lede": "Mine.", "body": "Another line.\n"}
    answer = save(carol, **clash)
    assert answer.status_code == 409
    assert "Purpose" in answer.text
    picks = {"pick-lede": "mine", "own-lede": "Mine.", "pick-body/1": "theirs", "own-body/1": "Another line."}
    assert save(carol, conflict_with="2", **clash, **picks).status_code == 302
    page = Community.objects.with_current().get()
    assert (page.lede, page.current.body) == ("Mine.", "One line.\n")


def test_a_charter_is_restored_undone_and_compared(alice, anonymous, pumps):
    save(alice, entry_domain_text="Valves")
    save(alice, base=2, entry_domain_text="Valves", entry_rhythm_text="Fridays")
    assert "Valves" in anonymous.get(f"{HERE}compare/1..2/").text
    alice.post(f"{HERE}history/2/undo/", {"base_revision": 3})
    assert (charter().domain, charter().rhythm) == ("Pumps", "Fridays")
    alice.post(f"{HERE}history/2/restore/", {"base_revision": 4})
    assert (charter().domain, charter().rhythm) == ("Valves", "Tuesdays")


def test_an_undoing_that_clashes_says_what_stands_where(alice, pumps):
    save(alice, entry_domain_text="Valves")
    save(alice, base=2, entry_domain_text="Taps")
    answer = alice.get(f"{HERE}history/2/undo/")
    assert "cannot be undone by itself" in answer.text
    for said in ("Pumps", "Valves", "Taps"):
        assert said in answer.text


def test_those_who_lead_rename_their_community_and_the_old_address_leads_there(alice, anonymous, pumps):
    save(alice, title="Pumps for all")
    assert anonymous.get(HERE).status_code == 301
    assert "Pumps for all" in anonymous.get("/communities/pumps-for-all/").text


def test_a_draft_is_kept_while_typing_and_comes_back(alice, pumps):
    sent = {**FIELDS, "entry_domain_text": "Half a thought", "base_revision": 1, "key": "k"}
    told = alice.post(f"/communities/draft/?page={pumps.slug}", sent, headers={"Accept": "application/json"})
    form = alice.get(told.json()["address"]).text
    assert "Half a thought" in form
    alice.post(f"{HERE}edit/", {**sent, "continues": KeptDraft.objects.get().pk})
    assert not KeptDraft.objects.exists()


def test_nothing_is_saved_from_a_base_that_never_was(alice, pumps):
    assert save(alice, base=99).status_code == 422
    assert save(alice, base="x").status_code == 422
    assert save(alice, base=1, title="").status_code == 422
    assert pumps.revisions.count() == 1


def test_a_day_that_is_none_is_asked_for_again_where_two_days_clash(alice, carol, pumps):
    save(alice, entry_review_due="2027-05-01")
    mine = {"conflict_with": "2", "entry_review_due": "2027-06-01", "pick-review_due": "own"}
    odd = save(carol, **mine, **{"own-review_due": "sometime"})
    assert (odd.status_code, "This cannot stand here." in odd.text) == (409, True)
    assert save(carol, **mine, **{"own-review_due": "2027-07-01"}).status_code == 302
    assert str(charter().review_due) == "2027-07-01"
