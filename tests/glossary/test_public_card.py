"""Public cards: what strangers see of a site that is read by people who signed in, and what they never do."""

import io

import pytest
from django.test import Client
from PIL import Image

from glossary import curating, sourcing
from glossary.entry import DefinitionEntry, Entry, NameEntry, NoteEntry, RelationEntry
from kmsite.pages.endings import archiving, trashing
from tests.glossary.test_sharing import linked_data, metas
from tests.make import make_domain, make_term

CARD = "/glossary/tacit-knowledge/"
NOWHERE = "/glossary/nowhere-at-all-here/"
TAILS = ["", "card.png", "share/", "v/1/", "v/1/cite.bib", "history/", "card/", "uses/", "links/"]


@pytest.fixture(autouse=True)
def _closed(settings):
    settings.READING = "signed-in"


@pytest.fixture
def tacit(cleo):
    """A term with a public card, and much around it that is not on the card."""
    other = make_term("Unseen neighbour", "UN", by=cleo.user)
    source = sourcing.create(kind="book", title="The Tacit Dimension", authors="Polanyi, M.", year=1966)
    return make_term(
        "Tacit knowledge",
        "TKN",
        "Knowing how",
        by=cleo.user,
        gloss="We know more than we can tell.",
        body="A longer text with a secret.",
        is_shareable=True,
        domain=make_domain("Hidden domain").pk,
        steward=cleo.user.pk,
        definitions=(
            DefinitionEntry(
                "What a *person* [[Unseen neighbour|cannot]] say.", is_house=True, source=source.pk
            ),
            DefinitionEntry("The second definition."),
        ),
        notes=(NoteEntry("A note inside."), NoteEntry("For editors.", kind="editor")),
        relations=(RelationEntry("related", other.pk),),
    )


def refusal(client, address, **headers):
    """Return all of an answer, with the address asked for made the same."""
    answer = client.get(address, headers=headers)
    told = {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}
    told["Location"] = told.get("Location", "").replace(address, "HERE")
    return answer.status_code, told, answer.content, dict(answer.cookies)


def assert_nothing_is_there(address, tails=("", "card.png"), **headers):
    """Assert that a stranger is answered exactly what is answered where there is no term."""
    for tail in tails:
        there = refusal(Client(), f"{address}{tail}", **headers)
        nowhere = refusal(Client(), f"{NOWHERE}{tail}", **headers)
        assert there == nowhere
        assert there[0] == 302
        assert there[1]["Location"] == "/accounts/login/?next=HERE"
        assert there[1]["Cache-Control"] == "private, no-store"


def test_a_stranger_sees_the_card_and_the_way_in(anonymous, tacit):
    page = anonymous.get(CARD)
    assert page.status_code == 200
    for shown in (
        "Tacit knowledge",
        "We know more than we can tell.",
        "What a <em>person</em> cannot say.",
        "Polanyi, M. (1966). The Tacit Dimension.",
        "Approved",
        'href="/accounts/login/?next=/glossary/tacit-knowledge/"',
    ):
        assert shown.lower() in page.text.lower()
    assert metas(page)["og:title"] == "Tacit knowledge"
    assert metas(page)["robots"] == "noindex"


def test_nothing_else_of_the_term_is_on_the_card(anonymous, tacit):
    page = anonymous.get(CARD)
    for hidden in (
        *("nseen", "TKN", "Knowing how", "secret", "Hidden domain", "cleo", "second definition"),
        *("A note inside", "For editors", "related", "history/", "share/", "/v/1/edit", "alternateName"),
    ):
        assert hidden not in page.text, hidden
    links = set(linked_data(page))
    assert links == {
        "@context",
        "@type",
        "@id",
        "url",
        "name",
        "description",
        "inDefinedTermSet",
        "subjectOf",
    }


def test_the_card_has_a_picture(anonymous, tacit):
    answer = anonymous.get(f"{CARD}card.png")
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)
    assert answer.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("name", ["TKN", "tacit-knowledge", "Tacit%20knowledge", "knowing how"])
def test_short_addresses_lead_to_the_card(anonymous, tacit, name):
    answer = anonymous.get(f"/t/{name}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, CARD)
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_a_name_of_two_cards_leads_to_sign_in(anonymous, tacit):
    make_term("Token", "TKN", is_shareable=True)
    assert anonymous.get("/t/TKN/").headers["Location"] == "/accounts/login/?next=/t/TKN/"


def test_old_addresses_lead_to_the_card(anonymous, cleo, tacit):
    entry = Entry.of(tacit.current.structure)
    curating.revise(tacit, base=1, title="Silent knowledge", entry=entry, gloss="", body="", by=cleo.user)
    for tail in ("", "card.png"):
        answer = anonymous.get(f"{CARD}{tail}")
        assert (answer.status_code, answer.headers["Location"]) == (301, f"/glossary/silent-knowledge/{tail}")
        assert answer.headers["Cache-Control"] == "private, no-cache"
    assert anonymous.get("/t/tacit-knowledge/").headers["Location"] == "/glossary/silent-knowledge/"


def test_only_the_card_is_open_nothing_behind_it(anonymous, tacit):
    assert_nothing_is_there(CARD, TAILS[2:])
    for address in ("/glossary/tacit-knowledge.md", "/glossary/", "/glossary/tacit-knowledge.ttl"):
        assert anonymous.get(address).headers["Location"] == f"/accounts/login/?next={address}"
    for send in (anonymous.post, anonymous.put, anonymous.delete):
        assert send(CARD).status_code == 302


def switched_off(term, cleo):
    curating.change(term, by=cleo.user, summary="", is_shareable=False)


def deprecated(term, cleo):
    curating.deprecate(term, by=cleo.user)


def in_review(term, cleo):
    curating.change(term, by=cleo.user, summary="", status="review")


def drafted(term, cleo):
    curating.change(term, by=cleo.user, summary="", status="draft")


def trashed(term, cleo):
    drafted(term, cleo)
    trashing.trash([term], by=cleo.user)


def archived(term, cleo):
    archiving.archive(term, by=cleo.user)


def merged(term, cleo):
    curating.merge(term, into=make_term("Other knowledge"), by=cleo.user)


@pytest.mark.parametrize(
    "ends",
    [switched_off, deprecated, in_review, drafted, trashed, archived, merged],
    ids=lambda f: f.__name__,
)
def test_what_has_no_card_any_more_is_as_if_it_had_never_been(cleo, tacit, ends):
    tag = Client().get(CARD).headers["ETag"]
    ends(tacit, cleo)
    assert_nothing_is_there(CARD)
    assert_nothing_is_there(CARD, **{"if-none-match": tag})
    assert refusal(Client(), "/t/TKN/") == refusal(Client(), "/t/nowhere/")
    assert refusal(Client(), "/t/tacit-knowledge/") == refusal(Client(), "/t/nowhere/")


def test_the_address_of_a_merged_term_is_not_that_of_the_other_card(anonymous, cleo, tacit):
    curating.merge(tacit, into=make_term("Other knowledge", is_shareable=True), by=cleo.user)
    assert_nothing_is_there(CARD)
    assert anonymous.get("/glossary/other-knowledge/").status_code == 200


def test_a_term_that_nobody_made_public_is_not_there(cleo):
    make_term("Tacit knowledge", "TKN", by=cleo.user)
    assert_nothing_is_there(CARD, TAILS)
    assert_nothing_is_there("/t/TKN/", [""])


def test_a_hidden_name_leads_strangers_nowhere(cleo, tacit):
    names = (*Entry.of(tacit.current.structure).names, NameEntry("Codeword", "hidden"))
    curating.change(tacit, by=cleo.user, summary="", names=names)
    assert_nothing_is_there("/t/Codeword/", [""])


def test_only_the_browser_that_asked_keeps_a_card_and_asks_again(anonymous, cleo, tacit):
    page = anonymous.get(CARD)
    assert page.headers["Cache-Control"] == "private, no-cache"
    assert page.headers["X-Robots-Tag"] == "noindex"
    again = {"if-none-match": page.headers["ETag"]}
    assert anonymous.get(CARD, headers=again).status_code == 304
    switched_off(tacit, cleo)
    assert anonymous.get(CARD, headers=again).status_code == 302


def test_asking_for_the_head_of_a_card_tells_what_the_card_does(anonymous, tacit):
    head, page = anonymous.head(CARD), anonymous.get(CARD)
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["ETag"] == page.headers["ETag"]
    nothing = anonymous.head(NOWHERE)
    assert nothing.status_code == 302


@pytest.mark.parametrize("address", [f"{CARD}%00", "/t/%00/", "/t/TKN%00/", "/glossary/%00/card.png"])
def test_odd_addresses_lead_to_sign_in(anonymous, tacit, address):
    assert anonymous.get(address).status_code == 302


def test_who_signed_in_reads_the_whole_term_and_sees_that_it_has_a_card(carol, cleo, tacit):
    page = carol.get(CARD)
    assert "The second definition." in page.text
    assert "Public card" in page.text
    assert "Change it at the desk" not in carol.get(f"{CARD}share/").text
    assert "Change it at the desk" in cleo.get(f"{CARD}share/").text
    switched_off(tacit, cleo)
    assert "Public card" not in carol.get(CARD).text


def test_an_administrator_who_looks_as_a_visitor_sees_the_card(ada, tacit):
    ada.post("/view-as/", {"role": "visitor"})
    assert "Sign in for more" in ada.get(CARD).text


def test_on_a_public_site_the_switch_changes_nothing(anonymous, cleo, settings, tacit):
    settings.READING = "public"
    page = anonymous.get(CARD)
    assert "The second definition." in page.text
    assert "Public card" not in page.text
    assert "Sign in for more" not in page.text


def test_a_card_costs_one_statement_and_its_absence_as_well(tacit, django_assert_num_queries):
    for address in (CARD, f"{CARD}card.png", NOWHERE):
        with django_assert_num_queries(1):
            Client().get(address)


def test_robots_may_fetch_cards_for_previews_and_nothing_else(anonymous):
    assert anonymous.get("/robots.txt").text.splitlines() == [
        "User-agent: *",
        "Allow: /glossary/",
        "Allow: /t/",
        "Disallow: /",
    ]
