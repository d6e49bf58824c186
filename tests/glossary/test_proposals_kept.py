"""What somebody typed on the form of a proposal is never lost; the form warns, and never blocks."""

import pytest
from django.test import Client

from glossary.models import Proposal
from kmsite.pages.models import KeptDraft
from tests.glossary.proposing import change, new_term
from tests.make import make_term
from tests.people import PASS_PHRASE

pytestmark = pytest.mark.django_db


def test_what_was_sent_after_the_session_ended_comes_back_after_signing_in(carol):
    somebody = Client()
    there = somebody.post("/terms/new/", new_term(entry_name_0_text="Tale"))["Location"]
    assert there.startswith("/accounts/login/")
    back = somebody.post(there, {"login": "carol", "password": PASS_PHRASE})["Location"]
    assert "Tale" in somebody.get(back).text
    editor = somebody.post(f"{back}continue/")["Location"]
    assert editor.startswith("/terms/new/?draft=")
    form = somebody.get(editor).text
    assert 'value="Storytelling"' in form
    assert 'value="Tale"' in form


def test_a_refused_form_comes_back_whole_and_is_kept_with_the_reason(carol):
    term = make_term("Knowledge management", "KM")
    answer = carol.post("/terms/new/", new_term("KM", entry_name_0_text="Tale", entry_near=str(term.pk)))
    assert answer.status_code == 422
    assert f'href="{term.get_absolute_url()}"' in answer.text
    assert 'value="Tale"' in answer.text
    kept = KeptDraft.objects.get(owner=carol.user)
    assert (kept.fields["entry_name_0_text"], "is a name of the term" in kept.reason) == ("Tale", True)
    assert not Proposal.objects.exists()


def test_near_terms_are_shown_once_before_a_new_one_is_sent(carol):
    make_term("Knowledge management")
    asked = carol.post("/terms/new/", new_term("Knowledge managements"))
    assert "Is one of these what you mean?" in asked.text
    assert not Proposal.objects.exists()
    near = asked.text.partition('name="entry_near" value="')[2].partition('"')[0]
    carol.post("/terms/new/", new_term("Knowledge managements", entry_near=near))
    assert Proposal.objects.exists()
    assert not KeptDraft.objects.exists()


def test_a_preview_hints_shows_and_proposes_nothing(carol):
    form = new_term("Storytelling", "Storytelling is when *people* talk. Much.", key="k")
    shown = carol.post("/terms/preview/", form).text
    assert "It uses the term it defines." in shown
    assert "<em>people</em>" in shown
    assert not Proposal.objects.exists()
    assert carol.post("/terms/preview/", {**form, "act": "names"}).text.count('aria-label="Other name"') >= 6
    assert KeptDraft.objects.get().reason == ""


def test_a_form_is_answered_whatever_is_in_it(carol, cleo):
    term = make_term("Wisdom")
    sent = change(term)
    for odd in ("\0", "9" * 5000, "-1", "é" * 400):
        fields = {name: odd for name in sent if name != "summary"}
        fields |= {"entry_house_source": odd, "entry_relation_kind": "broader", "entry_relation_term": odd}
        for person, act in ((carol, "propose"), (cleo, "save")):
            answer = person.post(f"/glossary/{term.slug}/propose/", {**fields, "act": act})
            assert answer.status_code == 422
        assert carol.post("/terms/preview/", fields).status_code == 200
        assert carol.get("/terms/new/", {"name": odd}).status_code == 200


def test_a_relation_leads_to_the_term_that_is_named(carol):
    wisdom = make_term("Wisdom", "sagacity")
    relation = {"entry_relation_kind": "related", "entry_relation_term": "Sagacity"}
    carol.post("/terms/new/", new_term(**relation))
    assert Proposal.objects.get().said["entry"]["relations"][0]["term"] == wisdom.pk
    wrong = carol.post("/terms/new/", new_term("Tale", entry_relation_term="Nowhere"))
    assert "A relation needs a kind and a term." in wrong.text
