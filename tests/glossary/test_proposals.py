"""Anybody signed in proposes; curators decide once, with a reason; nobody else knows of it."""

import pytest
from django.contrib.auth.models import Group

from glossary import curating
from glossary.entry import DefinitionEntry, Entry
from glossary.models import Proposal, Source, Term
from kmsite.pages.endings import removing, trashing
from kmsite.pages.endings.redacting import Secret
from kmsite.pages.models import KeptDraft, Page
from kmsite.pages.saving.drafts import Draft
from tests.glossary.proposing import WHAT, change, new_term, proposed, waiting
from tests.make import make_term

pytestmark = pytest.mark.django_db
OLD = "what a firm knows"


@pytest.fixture
def km():
    return make_term("Knowledge management", "KM", definitions=(DefinitionEntry(OLD, "d1", is_house=True),))


def here(proposal, tail=""):
    return f"/terms/proposals/{proposal.pk}/{tail}"


def fresh(term):
    return Term.objects.with_current().get(pk=term.pk)


def house(term):
    return Entry.of(fresh(term).current.structure).house.text


def test_a_reader_proposes_a_term_with_two_fields_and_a_curator_takes_it_in(carol, cleo):
    proposal = proposed(carol, new_term())
    assert not Term.objects.filter(title="Storytelling").exists()
    answer = cleo.post(here(proposal, "accept/"), {"reason": "Thank you.", "entry_status": "review"})
    term = Term.objects.with_current().get(title="Storytelling")
    assert answer["Location"] == term.get_absolute_url()
    assert (term.status, house(term)) == ("review", WHAT)
    assert (term.current.by, term.current.on_behalf_of) == (cleo.user, carol.user)
    shown = carol.get(here(proposal)).text
    assert "Thank you." in shown
    assert "I have read it" in shown


def test_a_change_that_was_accepted_tells_of_no_merging(carol, cleo, km):
    proposal = proposed(carol, change(km), f"/glossary/{km.slug}/propose/")
    cleo.post(here(proposal, "accept/"), {"reason": "Thank you."})
    shown = carol.get(here(proposal)).text
    assert "Thank you." in shown
    assert "The term was changed since" not in shown


def test_a_form_asks_about_like_terms_only_for_names_that_are_new(carol, km):
    make_term("Knowledge manager")
    shown = carol.get(f"/glossary/{km.slug}/propose/").text
    assert "There is already" not in shown
    form = change(km) | {"entry_name_1_text": "Knowledge manager", "entry_name_1_kind": "admitted"}
    assert "There is already" in carol.post(f"/terms/preview/?term={km.pk}", form).text


def test_readers_keep_the_approved_text_until_a_change_is_accepted(carol, cleo, km):
    proposal = proposed(carol, change(km), f"/glossary/{km.slug}/propose/")
    assert house(km) == OLD
    assert "better words" in cleo.get(here(proposal)).text
    cleo.post(here(proposal, "accept/"))
    assert house(km) == "better words"
    assert fresh(km).status == "approved"
    shown = carol.get(f"/glossary/{km.slug}/history/").text
    assert "proposed by" in shown
    assert "It says more." in shown


def test_a_curator_declines_with_a_reason_that_the_proposer_reads(carol, cleo, km):
    proposal = proposed(carol, change(km), f"/glossary/{km.slug}/propose/")
    assert cleo.post(here(proposal, "decline/"), {"reason": " "}).status_code == 409
    cleo.post(here(proposal, "decline/"), {"reason": "We keep the words of the book."})
    assert "We keep the words of the book." in carol.get("/terms/proposals/").text
    assert "answered" in carol.get("/terms/proposals/").text
    carol.post(here(proposal, "seen/"))
    assert "answered" not in carol.get("/terms/proposals/").text
    assert house(km) == OLD


def test_nobody_else_finds_a_proposal(carol, mallory, bob, cleo, km):
    proposal = proposed(carol, change(km), f"/glossary/{km.slug}/propose/")
    for person in (mallory, bob):
        there, nowhere = person.get(here(proposal)), person.get("/terms/proposals/999999/")
        assert (there.status_code, nowhere.status_code) == (404, 404)
        assert person.post(here(proposal, "withdraw/")).status_code == 404
        assert person.post(here(proposal, "seen/")).status_code == 404
        assert "Knowledge management" not in person.get("/terms/proposals/?by=all").text
    assert cleo.get(here(proposal)).status_code == 200
    assert cleo.post(here(proposal, "withdraw/")).status_code == 404


@pytest.mark.parametrize("tail", ["accept/", "decline/", "edit/"])
def test_a_reader_decides_nothing_not_even_about_their_own(carol, km, tail):
    proposal = proposed(carol, change(km), f"/glossary/{km.slug}/propose/")
    assert carol.post(here(proposal, tail), {"reason": "Mine."}).status_code == 403
    assert Proposal.objects.get().state == "open"


def test_what_is_decided_is_decided_once(carol, cleo, ada, km):
    proposal = proposed(carol, change(km), f"/glossary/{km.slug}/propose/")
    cleo.post(here(proposal, "accept/"))
    late = ada.post(here(proposal, "decline/"), {"reason": "No."})
    assert late.status_code == 409
    assert "Cleo accepted this proposal already." in late.text
    assert "Cleo accepted" in carol.post(here(proposal, "withdraw/")).text
    assert ada.post(here(proposal, "accept/")).status_code == 409
    assert fresh(km).current.number == 2


def test_who_takes_a_proposal_back_leaves_nothing_to_accept(carol, cleo, km):
    proposal = proposed(carol, change(km), f"/glossary/{km.slug}/propose/")
    carol.post(here(proposal, "withdraw/"))
    answer = cleo.post(here(proposal, "accept/"))
    assert (answer.status_code, "Carol withdrew this proposal." in answer.text) == (409, True)
    assert house(km) == OLD


def test_a_proposal_that_began_earlier_is_merged(carol, cleo, km):
    proposal = proposed(carol, change(km), f"/glossary/{km.slug}/propose/")
    curating.change(fresh(km), by=cleo.user, summary="", is_contested=True)
    cleo.post(here(proposal, "accept/"))
    assert house(km) == "better words"
    assert fresh(km).is_contested


def test_where_both_changed_the_same_a_curator_chooses(carol, cleo, km):
    proposal = proposed(carol, change(km), f"/glossary/{km.slug}/propose/")
    other = (DefinitionEntry("what Cleo wrote", "d1", is_house=True),)
    curating.change(fresh(km), by=cleo.user, summary="", definitions=other)
    asked = cleo.post(here(proposal, "accept/"))
    assert asked.status_code == 409
    assert "better words" in asked.text
    assert "what Cleo wrote" in asked.text
    assert (house(km), Proposal.objects.get().state) == ("what Cleo wrote", "open")
    again = cleo.post(here(proposal, "accept/"), {"conflict_with": "2"})
    assert (again.status_code, "Choose what shall stand here." in again.text) == (409, True)
    cleo.post(here(proposal, "accept/"), {"conflict_with": "2", "pick-definitions/d1/text": "mine"})
    assert (house(km), Proposal.objects.get().state) == ("better words", "accepted")


def test_a_curator_words_anew_what_both_changed(carol, cleo, km):
    proposal = proposed(carol, change(km, lede="Mine."), f"/glossary/{km.slug}/propose/")
    now = Draft.of(fresh(km).current)
    said = {"title": now.title, "gloss": "Theirs.", "body": now.body, "entry": Entry.of(now.entry)}
    curating.revise(fresh(km), base=1, by=cleo.user, **said)
    picks = {"conflict_with": "2", "pick-lede": "theirs", "own-lede": "Of us both."}
    again = cleo.post(here(proposal, "accept/"), picks)
    assert (again.status_code, "You wrote words of your own here" in again.text) == (409, True)
    cleo.post(here(proposal, "accept/"), {**picks, "pick-lede": "own"})
    assert (fresh(km).lede, Proposal.objects.get().state) == ("Of us both.", "accepted")


def test_a_proposal_for_a_term_that_went_is_not_accepted_and_says_why(carol, cleo, km):
    proposal = proposed(carol, change(km), f"/glossary/{km.slug}/propose/")
    curating.merge(fresh(km), into=make_term("Knowledge work"), by=cleo.user)
    answer = cleo.post(here(proposal, "accept/"))
    assert "goes on as “Knowledge work”" in answer.text
    assert carol.get(here(proposal)).status_code == 200
    other = make_term("Wisdom", status="draft")
    second = proposed(carol, change(other), f"/glossary/{other.slug}/propose/")
    trashing.trash([Page.objects.get(pk=other.pk)], by=cleo.user)
    assert "in the trash" in cleo.post(here(second, "accept/")).text
    assert carol.get(here(second)).status_code == 200
    assert Proposal.objects.filter(state="open").count() == 2


def test_a_deprecated_term_takes_a_change_and_stays_deprecated(carol, cleo, km):
    proposal = proposed(carol, change(km), f"/glossary/{km.slug}/propose/")
    curating.deprecate(fresh(km), by=cleo.user)
    cleo.post(here(proposal, "accept/"))
    assert (house(km), fresh(km).status) == ("better words", "deprecated")


def test_a_curator_whose_right_ended_meanwhile_decides_nothing(carol, cleo, km):
    proposal = proposed(carol, change(km), f"/glossary/{km.slug}/propose/")
    cleo.get(here(proposal))
    cleo.user.groups.set([Group.objects.get(name="curator")][:0])
    assert cleo.post(here(proposal, "accept/")).status_code == 403 or house(km) == OLD
    assert Proposal.objects.get().state == "open"


def test_a_new_source_becomes_a_record_only_when_it_is_accepted(carol, cleo, km):
    source = {
        "entry_house_source_kind": "book",
        "entry_house_source_title": "Working Knowledge",
        "entry_house_source_authors": "Davenport, T.; Prusak, L.",
        "entry_house_source_year": "1998",
        "entry_house_fidelity": "verbatim",
    }
    proposal = proposed(carol, change(km, **source), f"/glossary/{km.slug}/propose/")
    again = proposed(carol, new_term(**source))
    assert not Source.objects.exists()
    assert "Working Knowledge" in cleo.get(here(proposal)).text
    cleo.post(here(proposal, "accept/"))
    cleo.post(here(again, "accept/"))
    assert Source.objects.get().year == 1998
    assert Entry.of(fresh(km).current.structure).house.source == Source.objects.get().pk


def test_a_curator_edits_before_accepting(carol, cleo, km):
    proposal = proposed(carol, change(km, "beter words"), f"/glossary/{km.slug}/propose/")
    assert "beter words" in cleo.get(here(proposal, "edit/")).text
    cleo.post(here(proposal, "edit/"), change(km, "better words", act="save"))
    assert (house(km), fresh(km).current.on_behalf_of) == ("better words", carol.user)


def test_a_curator_saves_at_once_and_a_reader_cannot(cleo, carol, km):
    address = f"/glossary/{km.slug}/propose/"
    assert carol.post(address, change(km, act="save")).status_code == 403
    assert house(km) == OLD
    assert cleo.post(address, change(km, act="save"))["Location"] == km.get_absolute_url()
    assert house(km) == "better words"
    assert not Proposal.objects.exists()


def test_the_same_form_sent_twice_is_one_proposal(carol):
    assert proposed(carol, new_term()) == proposed(carol, new_term())


def test_twenty_proposals_wait_at_most(carol, cleo):
    last = waiting(carol, 20)
    full = carol.post("/terms/new/", new_term("One too many"))
    assert (full.status_code, "20 of your proposals wait" in full.text) == (422, True)
    cleo.post(here(last, "decline/"), {"reason": "No."})
    assert proposed(carol, new_term("One too many"))


def test_a_secret_that_is_removed_goes_from_proposals_too(carol, ada, km):
    curating.change(
        fresh(km), by=ada.user, summary="", definitions=(DefinitionEntry("s3cr3t words"),), status="draft"
    )
    term = fresh(km)
    proposal = proposed(
        carol, change(term, "s3cr3t better words", "It is s3cr3t."), f"/glossary/{km.slug}/propose/"
    )
    removing.remove(fresh(km), secret=Secret.of("s3cr3t"), why="A password.", by=ada.user)
    kept = Proposal.objects.get(pk=proposal.pk)
    assert "s3cr3t" not in f"{kept.said}{kept.reason}"
    assert "s3cr3t" not in carol.get(here(proposal)).text
    assert not [draft for draft in KeptDraft.objects.all() if "s3cr3t" in str(draft.fields)]
