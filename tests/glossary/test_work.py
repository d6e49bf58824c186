"""What the work page finds to do, from the tables and from the hourly look; what it leaves in peace."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from glossary import curating, sourcing, surveying
from glossary.abbreviations import abbreviations
from glossary.circles import circles
from glossary.entry import DefinitionEntry
from glossary.models import Candidate, Finding
from tests.make import make_article, make_domain, make_term

pytestmark = pytest.mark.django_db
SOON, PAST = date(2999, 1, 1), date(2001, 1, 1)


def listed(person, name):
    answer = person.get(f"/terms/work/{name}/")
    assert answer.status_code == 200
    return answer.text.partition("<h1>")[2]


def defined(title, text, *names, **fields):
    return make_term(title, *names, definitions=(DefinitionEntry(text, is_house=True),), **fields)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We use KM and the SECI model, ISO 704 and AARs.", {"KM", "SECI", "ISO", "AAR"}),
        ("DO IT NOW, said the BOSS MAN.", set()),
        ("Chapter IV, part XII", set()),
        ("HTTPS://EXAMPLE.ORG and non-KM, KM-based, R&D", set()),
        ("A I ABCDEFG Km kM", set()),
        ("The KM's value, (OL) and “CoP”", {"KM", "OL"}),
        ("ÖPNV", {"ÖPNV"}),
    ],
)
def test_words_in_capitals_that_are_used_like_names(text, expected):
    assert abbreviations(text) == expected


def test_two_definitions_that_lean_on_one_another_are_a_circle():
    names = {"egg": {1}, "hen": {2}, "bird": {3}, "domestic bird": {4}}
    definitions = {
        1: "What a hen lays",
        2: "What hatches from eggs",
        3: "animal that lays an egg",
        4: "a bird",
    }
    assert circles(definitions, names) == {1: [2], 2: [1]}


def test_only_curators_work(carol, bob, cleo, anonymous):
    for address in ("/terms/work/", "/terms/work/unused/"):
        assert [who.get(address).status_code for who in (carol, bob, cleo)] == [403, 403, 200]
        assert anonymous.get(address).status_code == 302
    assert cleo.get("/terms/work/nothing/").status_code == 404
    assert carol.post("/terms/work/ignore/", {"text": "KM"}).status_code == 403


def test_what_is_missing_is_listed_and_what_is_there_is_not(cleo):
    source = sourcing.create(kind="book", title="A book", authors="Ho", year=2001)
    odd = sourcing.create(kind="book", title="Half a book")
    whole = (DefinitionEntry("w", is_house=True, source=source.pk),)
    make_term("Whole", definitions=whole, steward=cleo.user.pk, review_due=SOON)
    make_term("Bare", status="review", definitions=())
    make_term("Late", definitions=(DefinitionEntry("l", is_house=True, source=odd.pk),), review_due=PAST)
    make_term("Plain")
    expected = {
        "undefined": {"Bare"},
        "unsourced": {"Plain"},
        "stewardless": {"Bare", "Late", "Plain"},
        "overdue": {"Late"},
        "unplanned": {"Bare", "Plain"},
        "waiting": set(),
        "sources": {"Half a book"},
    }
    names = ("Whole", "Bare", "Late", "Plain", "Half a book", "A book")
    shown = {name: listed(cleo, name) for name in expected}
    found = {name: {one for one in names if f">{one}" in shown[name]} for name in expected}
    assert found == expected
    assert "authors or organisation" in shown["sources"]


def test_the_look_finds_unused_circular_and_oddly_worded_terms(cleo):
    hen, egg = defined("Hen", "bird that lays eggs"), defined("Egg", "what a hen lays")
    defined("Nest", "It is when an animal has a nest. Warm.", status="review")
    defined("Quote", "Quote is when", status="draft")
    make_article("Farm", "The hens and an egg.")
    assert surveying.look_through()
    assert ">Nest<" in listed(cleo, "unused")
    assert ">Hen<" not in listed(cleo, "unused")
    circular = listed(cleo, "circular")
    assert (">Hen<" in circular, ">Egg<" in circular, ">Nest<" in circular) == (True, True, False)
    wording = listed(cleo, "wording")
    assert "It uses the term it defines." in wording
    assert "It has more than one sentence." in wording
    mended = (DefinitionEntry("female bird", hen.definitions.get().key, is_house=True),)
    curating.change(hen, by=cleo.user, summary="", definitions=mended)
    assert "in a circle with" in listed(cleo, "circular")
    assert Finding.objects.filter(term=egg, kind="circular").exists()
    assert surveying.look_through(timezone.now() + timedelta(hours=1))
    assert not Finding.objects.filter(kind="circular").exists()


def test_what_was_quoted_word_for_word_or_has_an_everyday_name_is_left_in_peace():
    said = DefinitionEntry("Wisdom is when one knows.", is_house=True, fidelity="verbatim")
    make_term("Wisdom", definitions=(said,))
    make_term("IT", definitions=(DefinitionEntry("language", is_house=True),))
    surveying.look_through()
    assert not Finding.objects.filter(kind="style").exists()
    assert [one.term.title for one in Finding.objects.filter(kind="unused")] == ["Wisdom"]


def test_acronyms_nobody_defined_are_offered_until_they_are_ignored_or_defined(cleo, alice):
    make_term("Knowledge management", "KM")
    make_article("One", "The SECI model and KM, and AAR.")
    make_article("Two", "SECI again, KM, and AARs.")
    surveying.look_through()
    shown = listed(cleo, "acronyms")
    assert (">SECI<" in shown, ">AAR<" in shown, ">KM<" in shown) == (True, True, False)
    assert "in 2 articles" in shown
    assert "/terms/new/?name=SECI" in shown
    assert 'value="SECI"' in cleo.get("/terms/new/?name=SECI").text
    cleo.post("/terms/work/ignore/", {"text": "SECI"})
    make_term("After action review", "AAR")
    surveying.look_through(timezone.now() + timedelta(hours=1))
    assert ">SECI<" not in listed(cleo, "acronyms")
    assert ">SECI<" in listed(cleo, "ignored")
    assert [one.text for one in Candidate.objects.all()] == ["SECI"]
    cleo.post("/terms/work/ignore/", {"text": "SECI", "back": "yes"})
    assert ">SECI<" in listed(cleo, "acronyms")


def test_a_look_happens_once_an_hour():
    now = timezone.now()
    assert surveying.look_through(now)
    assert not surveying.look_through(now + timedelta(minutes=10))
    assert surveying.look_through(now + timedelta(minutes=51))


def test_one_name_in_two_domains_and_links_to_what_is_deprecated(cleo, alice):
    make_term("Capture", domain=make_domain("KM").pk)
    make_term("Capture", domain=make_domain("Law").pk)
    make_term("Alone")
    old = make_term("Groupware")
    make_article("Farm", "We use [[Groupware]].", by=alice.user)
    curating.deprecate(old, by=cleo.user)
    shown = listed(cleo, "homonyms")
    assert (shown.count(">Capture</a>"), ">Alone<" in shown) == (2, False)
    assert ">Farm<" in listed(cleo, "linked")


def test_a_steward_finds_the_terms_they_look_after_overdue_first(carol, mallory):
    make_term("Later", steward=carol.user.pk, review_due=SOON)
    make_term("Overdue", steward=carol.user.pk, review_due=PAST)
    make_term("Other")
    shown = carol.get("/terms/mine/").text
    assert shown.index(">Overdue<") < shown.index(">Later<")
    assert ">Other<" not in shown
    assert ">Overdue<" not in mallory.get("/terms/mine/").text


def test_the_page_asks_the_same_number_of_questions_however_many_terms_there_are(
    cleo, django_assert_num_queries
):
    cleo.get("/terms/work/")
    with django_assert_num_queries(20):
        cleo.get("/terms/work/")
    for number in range(5):
        make_term(f"Term {number}")
    with django_assert_num_queries(20):
        assert ">5<" in cleo.get("/terms/work/").text
