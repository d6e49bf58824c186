"""Two pages become one: addresses, names, links, files and pages below go over, the past stays readable."""

import pytest

from articles.models import Article
from kmsite.attachments.joining import FILES
from kmsite.pages.integrity import violations
from kmsite.pages.models import SIGNED_IN, Audience, KeptDraft, LedgerEntry, Page, Redirect
from kmsite.pages.names.naming import resolve
from kmsite.pages.permissions import PageMoved, page_or_404
from kmsite.pages.places import merging
from kmsite.pages.places.merging import ChangedMeanwhile
from kmsite.pages.places.moving import move
from kmsite.pages.readers.audiences import set_audience
from kmsite.pages.refusing import AudienceRefused, MergeRefused, TextRefused
from kmsite.pages.saving import editing
from kmsite.pages.saving.editing import Conflict
from tests.make import make_article, make_audience
from tests.pages.test_at_once import at_once, kinds
from tests.pages.test_showing import shown_anew
from tests.people import make_user


def now(page):
    return Page.objects.get(pk=page.pk)


def merge(page, into, by=None, body="Both.", **fields):
    given = {"base": now(page).current.number, "into_base": now(into).current.number, "tags": [], **fields}
    return merging.merge(Article.objects.get(pk=page.pk), into=into, body=body, by=by, along=[FILES], **given)


def rename(page, title):
    current = now(page).current
    return editing.revise(page, base=current.number, title=title, body=current.body, by=None).page


def whole():
    return list(violations(deep=True)) == []


@pytest.fixture
def pumps(db):
    """Two pages on the same thing: what is linked, tagged, has a page below it, and had another name."""
    pump = rename(make_article("Feed pump", "It pumps.", tags=["Water"]), "Pump")
    make_article("Valve", parent=pump)
    make_article("Guide", "See [[Pump]], [[Feed pump]] and [here](/articles/pump/).")
    return pump, make_article("Water pump", "It pumps water.", tags=["Machine"])


def test_the_winner_says_what_was_agreed_and_the_history_tells_it(pumps, bob):
    loser, winner = pumps
    merged = merge(loser, winner, by=bob.user, body="It pumps water, always.", tags=["Machine", "Water"])
    assert (merged.pk, merged.current.body) == (winner.pk, "It pumps water, always.\n")
    assert merged.current.structure["tags"] == ["Machine", "Water"]
    assert (merged.current.by, merged.current.summary) == (bob.user, "Merge “Pump” into this page")
    deed = LedgerEntry.objects.get(verb="merged")
    assert (deed.page, deed.by, deed.about) == (now(winner), bob.user, {"page": loser.pk, "revision": 2})
    assert whole()


def test_its_addresses_lead_to_the_winner_in_one_hop(pumps, carol):
    loser, winner = pumps
    merge(loser, winner)
    for slug in ("pump", "feed-pump"):
        with pytest.raises(PageMoved) as moved:
            page_or_404(carol.user, Article, slug)
        assert moved.value.page == winner
        assert carol.get(f"/articles/{slug}/").headers["Location"] == "/articles/water-pump/"


def test_chains_of_merges_are_one_hop_too(pumps, carol):
    loser, winner = pumps
    merge(loser, winner)
    last = make_article("Machine")
    merge(winner, last)
    assert carol.get("/articles/pump/").headers["Location"] == "/articles/machine/"
    assert carol.get("/articles/water-pump/").headers["Location"] == "/articles/machine/"
    assert set(Page.objects.exclude(merged_into=None).values_list("merged_into", flat=True)) == {last.pk}
    assert whole()


def test_its_names_and_links_are_those_of_the_winner(pumps):
    loser, winner = pumps
    merge(loser, winner)
    assert {link.target for link in Page.objects.get(title="Guide").links.all()} == {winner}
    assert resolve(None, ["pump", "feed pump", "/articles/pump"]) == dict.fromkeys(
        ["pump", "feed pump", "/articles/pump"], winner
    )
    late = make_article(
        "Late guide", "See [[Pump]] and [it](/articles/feed-pump/), [there](/articles/pump/)."
    )
    assert {link.target for link in late.links.all()} == {winner}
    assert not loser.links.exists()
    assert whole()


def test_search_finds_the_winner_by_the_name_of_the_loser_and_the_loser_no_more(pumps, carol):
    merge(*pumps, body="It pumps water.")
    html = carol.get("/search/?q=feed").content.decode()
    assert "/articles/water-pump/" in html
    assert "/articles/pump/" not in html


def test_search_knows_the_names_even_when_the_text_stays_as_it_is(pumps, carol):
    loser, winner = pumps
    merge(loser, winner, body=winner.current.body, tags=["Machine"])
    assert now(winner).current.number == 1
    assert whole()


def test_pages_below_go_below_the_winner_behind_its_own(pumps):
    loser, winner = pumps
    make_article("Motor", parent=winner)
    merge(loser, winner)
    below = Page.objects.live().children_of(winner).in_order()
    assert [page.title for page in below] == ["Motor", "Valve"]


def test_pages_below_of_one_title_refuse_the_merge_and_are_named(pumps):
    loser, winner = pumps
    make_article("VALVE", parent=winner)
    with pytest.raises(MergeRefused, match="“Valve”"):
        merge(loser, winner)
    assert now(loser).merged_into is None


def test_hidden_pages_below_of_one_title_are_not_named(pumps, alice, bob):
    loser, winner = pumps
    board = make_audience("Board", alice.user)
    for page in pumps:
        make_article("Secret", parent=page, audience=board)
    with pytest.raises(MergeRefused) as refused:
        merge(loser, winner, by=bob.user)
    assert "Secret" not in str(refused.value)


def test_its_past_stays_readable_from_the_history_of_the_winner(pumps, carol):
    loser, winner = pumps
    merge(loser, winner)
    told = carol.get("/articles/water-pump/history/").content.decode()
    assert '<a href="/articles/pump/history/">its history</a>' in told
    assert "Feed pump" in carol.get("/articles/pump/history/1/").content.decode()
    assert carol.get("/articles/pump/history/").status_code == 200
    assert carol.get("/articles/pump/compare/1..2/").status_code == 200
    assert "Water pump" in carol.get("/articles/pump/history/").content.decode()


def test_its_past_is_hidden_with_the_winner(pumps, alice, mallory):
    loser, winner = pumps
    merge(loser, winner)
    set_audience(winner, make_audience("Board", alice.user))
    for tail in ("", "history/", "history/1/", "compare/1..2/"):
        assert mallory.get(f"/articles/pump/{tail}").status_code == 404
    assert alice.get("/articles/pump/history/").status_code == 200


def test_a_page_goes_on_only_as_one_that_no_more_people_read(pumps, alice):
    loser, winner = pumps
    set_audience(loser, Audience.objects.get(pk=SIGNED_IN))
    with pytest.raises(MergeRefused, match="More people"):
        merge(loser, winner)
    set_audience(winner, make_audience("Board", alice.user))
    merge(loser, winner, by=alice.user)
    assert now(loser).reach == now(winner).reach
    assert whole()


def test_pages_below_are_as_narrow_as_the_winner(pumps, alice):
    loser, winner = pumps
    board, staff = make_audience("Board", alice.user), make_audience("Staff", alice.user)
    set_audience(winner, board)
    note = make_article("Note", parent=loser, audience=staff)
    with pytest.raises(AudienceRefused):
        merge(loser, winner, by=alice.user)
    move(note, parent=None, by=alice.user)
    merge(loser, winner, by=alice.user)
    assert Page.objects.get(title="Valve").reach == board.pk
    assert whole()


def test_a_page_cannot_go_on_as_itself_or_as_one_below_it(pumps):
    loser, _winner = pumps
    for goal in (loser, Page.objects.get(title="Valve")):
        with pytest.raises(MergeRefused):
            merge(loser, Article.objects.get(pk=goal.pk))


def test_a_page_may_go_on_as_the_one_above_it(pumps):
    loser, _winner = pumps
    valve = Article.objects.get(title="Valve")
    make_article("Spring", parent=valve)
    merge(valve, loser)
    assert [page.title for page in Page.objects.live().children_of(loser)] == ["Spring"]
    assert whole()


@pytest.mark.parametrize("which", [0, 1])
def test_what_is_archived_or_hidden_is_not_merged(pumps, bob, which):
    Page.objects.filter(pk=pumps[which].pk).update(archived_at=pumps[0].created_at)
    with pytest.raises(MergeRefused, match="archive"):
        merge(*pumps, by=bob.user)
    Page.objects.filter(pk=pumps[which].pk).update(archived_at=None, reach=make_audience("Board").pk)
    with pytest.raises(MergeRefused, match="no longer there"):
        merge(*pumps, by=bob.user)


def test_an_edit_of_the_loser_meanwhile_stops_the_merge(pumps):
    loser, winner = pumps
    editing.revise(loser, base=2, body="It pumps and hums.", by=None)
    with pytest.raises(ChangedMeanwhile):
        merge(loser, winner, base=2)
    assert now(loser).is_live


def test_an_edit_of_the_winner_meanwhile_is_merged_in_or_stops_the_merge(pumps):
    loser, winner = pumps
    editing.revise(winner, base=1, body="It pumps water up.", by=None)
    with pytest.raises(Conflict):
        merge(loser, winner, into_base=1, body="It pumps oil.")
    assert now(loser).is_live
    merge(loser, winner, into_base=1, body="It pumps water.\n\nAnd oil.")
    assert now(winner).current.body == "It pumps water up.\n\nAnd oil.\n"


def test_a_kept_draft_of_the_loser_keeps_its_words(pumps, alice):
    loser, winner = pumps
    draft = KeptDraft.objects.create(
        owner=alice.user, form="f", page=loser, fields={"body": "Mine."}, began_at=loser.created_at,
        at=loser.created_at,
    )  # fmt: skip
    merge(loser, winner)
    assert KeptDraft.objects.get(pk=draft.pk).fields == {"body": "Mine."}


def test_a_merge_is_seen_wherever_either_page_is_shown(pumps):
    loser, winner = pumps
    make_article("Motor", parent=winner)
    make_article("Aside", parent=make_article("Yard"))
    with shown_anew("Pump", "Valve", "Guide", "Motor", also={"Water pump": 2}):
        merge(loser, winner, body=winner.current.body + "\nMore.", tags=["Machine"])


def test_an_old_address_of_a_merged_page_is_never_given_again(pumps):
    merge(*pumps)
    assert make_article("Pump", parent=make_article("Yard")).slug == "yard-pump"
    assert Redirect.objects.get(slug="feed-pump").page == now(pumps[1])


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("again", range(3))
def test_an_edit_at_the_same_moment_lands_before_or_is_refused(again):
    alice = make_user("alice", "editor")
    loser, winner = make_article("Pump", "One."), make_article("Water pump", "Two.")
    acts = (
        lambda: merge(loser, winner, by=alice, base=1, into_base=1, body="Both."),
        lambda: editing.revise(loser, base=1, body="One and a half.", by=alice),
    )
    answers = at_once(lambda n: acts[n](), count=2)
    merged, edited = answers
    if isinstance(merged, ChangedMeanwhile):
        assert edited.outcome == "saved"
        assert now(loser).is_live
    else:
        assert isinstance(edited, TextRefused)
        assert now(loser).merged_into == winner
    assert whole()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("again", range(3))
def test_two_pages_merged_into_one_another_leave_one(again):
    pair = [make_article("Pump", "One."), make_article("Water pump", "Two.")]
    answers = at_once(lambda n: merge(pair[n], pair[1 - n], base=1, into_base=1), count=2)
    assert kinds(answers) == {"Article": 1, "MergeRefused": 1}
    assert Page.objects.live().count() == 1
    assert whole()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("again", range(3))
def test_a_page_made_below_while_its_parent_is_merged_is_below_the_winner_or_refused(again):
    loser, winner = make_article("Pump"), make_article("Water pump")
    acts = (
        lambda: merge(loser, winner, base=1, into_base=1),
        lambda: editing.create(Article, title="Valve", body="", parent=loser, by=None),
    )
    _merged, created = at_once(lambda n: acts[n](), count=2)
    assert isinstance(created, TextRefused) or now(created.page).parent == winner
    assert whole()
