"""What curators do to many terms at once: asked first, done one by one, and told of each."""

from datetime import date

import pytest

from glossary.entry import DefinitionEntry, Entry, NoteEntry, RelationEntry
from glossary.models import Term
from kmsite.pages.endings import trashing
from kmsite.pages.integrity import violations
from tests.glossary.desk import TERMS
from tests.make import make_domain, make_term

pytestmark = pytest.mark.django_db


def fresh(term):
    return Term.objects.with_current().get(pk=term.pk)


def act(person, action, *terms, **fields):
    form = {"action": action, "_selected_action": [term.pk for term in terms]}
    return person.post(TERMS, form | fields)


def do(person, action, *terms, **fields):
    return act(person, action, *terms, **fields, _do="1")


@pytest.fixture
def terms():
    return [make_term(title, status="draft") for title in ("Capture", "Culture", "Practice")]


def test_each_term_is_told_what_became_of_it(cleo, terms):
    bare = make_term("Bare", status="draft", definitions=())
    asked = act(cleo, "approve", *terms, bare)
    assert "Approve these terms?" in asked.text
    assert fresh(terms[0]).status == "draft"
    trashing.trash([terms[2]], by=None)
    told = do(cleo, "approve", *terms, bare).text
    assert "An approved term needs a house definition." in told
    assert "Practice" not in told
    assert [fresh(term).status for term in (*terms, bare)] == ["approved", "approved", "draft", "draft"]
    assert fresh(terms[0]).current.by == cleo.user
    assert "as it was already" in do(cleo, "approve", terms[0]).text


def test_terms_are_sent_back_deprecated_and_cared_for(cleo, ada, terms):
    one, two, other = terms
    domain = make_domain()
    do(cleo, "send_back", one, two, summary="Look again")
    assert (fresh(one).status, fresh(one).current.summary) == ("review", "Look again")
    do(cleo, "set_steward", one, two, steward=ada.user.pk)
    do(cleo, "set_review", one, two, review_due="2027-01-02")
    do(cleo, "set_domain", one, two, domain=domain.pk)
    now = fresh(two)
    assert (now.steward, now.review_due, now.domain) == (ada.user, date(2027, 1, 2), domain)
    told = do(cleo, "deprecate", one, two, other, replaced_by=other.pk).text
    assert "A term cannot" in told
    assert (fresh(one).status, fresh(one).replaced_by) == ("deprecated", other)
    assert fresh(other).status == "draft"
    assert list(violations()) == []


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("set_review", {"review_due": "soon"}),
        ("set_steward", {"steward": "9" * 30}),
        ("set_domain", {"domain": "x"}),
    ],
)
def test_an_odd_choice_is_asked_again(cleo, terms, action, fields):
    assert 'class="errorlist"' in do(cleo, action, *terms, **fields).text
    assert fresh(terms[0]).current.number == 1


def test_terms_merge_after_a_look_at_what_goes_where(cleo, terms):
    one = make_term(
        "Knowledge reuse", "KR",
        definitions=(DefinitionEntry("Using again.", is_house=True),), notes=(NoteEntry("Yes."),),
        relations=(RelationEntry("related", terms[0].pk),),
    )  # fmt: skip
    two, into = make_term("Reusing"), make_term("Reuse")
    assert "Choose at least 2 terms" in act(cleo, "merge", one).text
    foreseen = do(cleo, "merge", one, two, into, into=into.pk).text
    assert "names: Knowledge reuse, KR" in foreseen
    assert "notes: 1" in foreseen
    assert fresh(one).is_live
    told = do(cleo, "merge", one, two, into, into=into.pk, _sure="1").text
    assert told.count("<td>merged</td>") == 2
    entry = Entry.of(fresh(into).current.structure)
    assert [name.text for name in entry.names] == ["Knowledge reuse", "KR", "Reusing"]
    assert len(entry.definitions) == 3
    assert (fresh(one).merged_into_id, fresh(two).merged_into_id) == (into.pk, into.pk)
    assert list(violations()) == []


def test_a_term_that_cannot_be_merged_stays_and_says_why(cleo, terms):
    into = make_term("Reuse", domain=make_domain("One").pk)
    taken = make_term("Capture", domain=make_domain("Two").pk)
    make_term("Capture", domain=into.domain_id)
    told = do(cleo, "merge", taken, into, into=into.pk, _sure="1").text
    assert "Not done:" in told
    assert fresh(taken).is_live


def test_nobody_but_curators_acts(alice, terms):
    assert do(alice, "approve", *terms).status_code == 302
    assert fresh(terms[0]).status == "draft"
