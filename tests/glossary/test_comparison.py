"""Two to four terms stand side by side at one address, whatever order or name they are asked for by."""

import re

import pytest

from glossary import comparing, curating
from glossary.entry import DefinitionEntry, RelationEntry
from glossary.models import Term
from kmsite.pages.endings.trashing import trash
from tests.glossary.comparisons import HOME, make_source, write
from tests.make import make_domain, make_term

KM_SAYS = "the process of identifying, storing and sharing knowledge in an organization"
OL_SAYS = "a process of developing and transferring knowledge within an organisation, see [[KM]]"


@pytest.fixture
def km(db):
    house = DefinitionEntry(KM_SAYS, is_house=True)
    return make_term("Knowledge management", "KM", gloss="Looking after what is known.", definitions=(house,))


@pytest.fixture
def ol(km):
    house = DefinitionEntry(OL_SAYS, is_house=True)
    says = (RelationEntry("goal_of", km.pk, stance="disputed"), RelationEntry("confused_with", km.pk))
    return make_term("Organisational learning", "OL", definitions=(house,), relations=says)


@pytest.fixture
def others(ol):
    return [make_term(title) for title in ("Culture", "Practice", "Trust")]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("organisational-learning..knowledge-management", 301),
        ("KM..OL", 302),
        ("OL..knowledge-management", 302),
        ("km..organizational learning", 302),
        ("knowledge-management..organisational-learning..KM", 302),
        ("knowledge-management..organisational-learning..knowledge-management", 301),
    ],
)
def test_every_order_and_every_name_lead_to_one_address(ol, anonymous, asked, status):
    answer = anonymous.get(f"/glossary/compare/{asked}/")
    assert (answer.status_code, answer["Location"]) == (status, HOME)


def test_an_address_from_before_a_renaming_leads_to_the_one_of_now(km, ol, cleo, anonymous):
    now = curating.Draft.of(ol.current)
    curating.revise(
        ol,
        base=1,
        title="Learning in organisations",
        entry=curating.Entry.of(now.entry),
        gloss="",
        body="",
        by=cleo.user,
    )
    answer = anonymous.get(HOME)
    assert answer.status_code == 301
    assert answer["Location"] == "/glossary/compare/knowledge-management..learning-in-organisations/"
    assert anonymous.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("KM..knowledge-management", "These are names of one term"),
        ("KM..nothing", "There is no term “nothing”."),
        ("KM..OL..culture..practice..trust", "A comparison has two to four terms."),
        ("..".join(["KM"] * 9), "A comparison has two to four terms."),
        ("KM..%00", "A comparison has two to four terms."),
    ],
)
def test_what_cannot_be_compared_is_told_with_another_choice(others, anonymous, asked, told):
    answer = anonymous.get(f"/glossary/compare/{asked}/")
    assert answer.status_code == 404
    assert told in answer.text
    assert 'name="term" value="KM"' in answer.text


def test_a_name_of_two_terms_is_not_guessed(km, ol, anonymous):
    make_term("Knowledge mapping", "KM", domain=make_domain("Maps").pk)
    answer = anonymous.get("/glossary/compare/KM..OL/")
    assert answer.status_code == 404
    assert "“KM” is a name of several terms: Knowledge management and Knowledge mapping." in answer.text
    assert anonymous.get(HOME).status_code == 200


def test_terms_nobody_wrote_about_stand_side_by_side(ol, anonymous):
    shown = anonymous.get(HOME).text
    assert "Knowledge management and Organisational learning" in re.sub("</?bdi>", "", shown)
    assert '<mark class="said-by-all">process</mark>' in shown
    assert '<span class="said-by-one">storing</span>' in shown
    assert 'see <a class="wikilink" href="/glossary/knowledge-management/"' in re.sub(
        "</?span[^>]*>", "", shown
    )
    assert 'scope="col"' in shown
    assert 'scope="row"' in shown
    assert "Looking after what is known." in shown
    assert "Why the difference matters" not in shown


def test_what_is_claimed_between_them_is_worded_from_both_sides(ol, anonymous):
    shown = re.sub(r"\s+", " ", re.sub("<[^>]*>", "", anonymous.get(HOME).text))
    assert "Organisational learning is the goal of Knowledge management disputed" in shown
    assert "That is: Knowledge management has as goal Organisational learning" in shown
    assert shown.count("often confused with") == 1


def test_four_terms_have_four_columns(others, anonymous):
    shown = anonymous.get("/glossary/compare/culture..knowledge-management..practice..trust/").text
    assert shown.count('<th scope="col"') == 4
    assert "stands in several" in shown


def test_what_was_written_stands_above_what_the_terms_say(km, ol, cleo, anonymous):
    write(km, ol, cleo.user, source=make_source())
    shown = anonymous.get(HOME).text
    assert shown.index("Often mixed up.") < shown.index("What the glossary says")
    assert "They are <strong>not</strong> the same." in shown
    assert "Working Knowledge" in shown
    assert "in common" in shown
    assert "Write a comparison" not in shown
    assert "/edit/" in cleo.get(HOME).text


def test_a_stranger_gets_a_page_that_caches_may_keep_as_long_as_it_is_the_same(ol, anonymous, carol):
    first = anonymous.get(HOME)
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Cookie" in first["Vary"]
    assert anonymous.get(HOME, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert carol.get(HOME)["Cache-Control"] == "private, no-store"


def test_a_term_in_the_trash_hides_its_comparison(km, cleo, anonymous):
    draft = make_term("Draft", status="draft")
    write(km, draft, cleo.user)
    address = "/glossary/compare/draft..knowledge-management/"
    assert anonymous.get(address).status_code == 200
    trash([draft], by=cleo.user)
    for tail in ("", "v/1/", "versions/", "versions/1..1/"):
        assert anonymous.get(f"{address}{tail}").status_code == 404, tail
    assert comparing.of(km) == []
    assert "Draft" not in anonymous.get("/terms/comparisons/").text


def test_on_a_site_for_people_with_an_account_a_stranger_sees_no_term(ol, anonymous, carol, settings):
    settings.READING = "signed-in"
    hidden, unknown = (anonymous.get(f"/glossary/compare/{names}/") for names in ("KM..OL", "KX..OX"))
    assert hidden.status_code == unknown.status_code == 302
    assert hidden["Location"].startswith("/accounts/login/")
    assert carol.get(HOME).status_code == 200


@pytest.mark.parametrize("more", [0, 2])
def test_a_comparison_costs_the_same_however_much_it_says(
    km, ol, cleo, anonymous, django_assert_num_queries, more
):
    write(km, ol, cleo.user)
    for number in range(more):
        curating.change(
            Term.objects.with_current().get(pk=km.pk),
            by=cleo.user,
            summary="",
            definitions=(DefinitionEntry(KM_SAYS, is_house=True), DefinitionEntry(f"Also {number}.")),
        )
    with django_assert_num_queries(8):
        anonymous.get(HOME)


def test_choosing_leads_to_the_address(ol, anonymous):
    assert anonymous.get("/terms/compare/?term=OL&term=&term=KM")["Location"] == HOME
    one = anonymous.get("/terms/compare/?term=KM").text
    assert "Compare <bdi>Knowledge management</bdi> with" in one
    assert f'href="{HOME}"' in one
    assert "There is no term “Nix”." in anonymous.get("/terms/compare/?term=KM&term=Nix").text


def test_comparisons_are_listed_and_curators_see_what_waits_to_be_written(km, ol, cleo, carol):
    shown = cleo.get("/terms/comparisons/").text
    assert f'href="{HOME}"' in shown
    assert shown.count('name="term"') == 4
    assert f'href="{HOME}"' not in carol.get("/terms/comparisons/").text
    write(km, ol, cleo.user)
    assert f'class="title" href="{HOME}"' in carol.get("/terms/comparisons/").text
    assert (
        "Every pair that is confused or contrasted has its comparison."
        in cleo.get("/terms/comparisons/").text
    )


def test_a_term_knows_its_comparisons(km, ol, cleo):
    write(km, ol, cleo.user)
    (one,) = comparing.of(km)
    assert (one.address, one.others, one.opening) == (HOME, "Organisational learning", "Often mixed up.")
