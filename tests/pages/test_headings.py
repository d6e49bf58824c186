"""An old heading's address still lands where the heading went."""

import pytest
from django.core.management import call_command
from django.db import connection

from kmsite.pages.integrity import violations
from kmsite.pages.models import HeadingAlias
from kmsite.pages.names import headings
from kmsite.pages.places.merging import merge
from kmsite.pages.saving.editing import restore, revise
from tests.make import make_article, make_audience

pytestmark = pytest.mark.django_db

PARTS = "The pump has a housing, a wheel and a seal against dirt."
CARE = "Once a year somebody opens the lid and looks whether water came in."
BODY = f"# Pump\n\n## Parts\n\n{PARTS}\n\n## Care\n\n{CARE}\n"


@pytest.fixture
def page(alice):
    return make_article("Pump", BODY, by=alice.user)


def write(page, old, new, by=None):
    """Write `new` for `old` in the text of `page`, as its next revision."""
    page.refresh_from_db()
    return revise(page, base=page.current.number, body=page.current.body.replace(old, new), by=by).page


def aliases(page):
    short = "user-content-"
    rows = HeadingAlias.objects.filter(page=page).values_list("old", "new")
    return {old.removeprefix(short): new.removeprefix(short) for old, new in rows}


def test_a_heading_that_stays_costs_nothing(page):
    write(page, "dirt", "mud")
    assert aliases(page) == {}


def test_an_old_address_lands_in_the_reworded_heading(carol, page):
    write(page, "## Parts", "## What it is made of")
    shown = carol.get("/articles/pump/").content.decode()
    assert '<h2 id="user-content-what-it-is-made-of"><span id="user-content-parts"></span>' in shown
    assert shown.count('id="user-content-parts"') == 1


def test_a_link_of_another_page_lands_there_too(carol, page):
    make_article("Fountain", "See [[Pump#Parts]].")
    write(page, "## Parts", "## What it is made of")
    assert '"/articles/pump/#user-content-parts"' in carol.get("/articles/fountain/").content.decode()


def test_what_is_kept_is_the_rendering_without_old_ids(page):
    write(page, "## Parts", "## What it is made of")
    page.refresh_from_db()
    assert "user-content-parts" not in page.rendering.html


def test_a_heading_reworded_twice_is_reached_by_both_old_addresses(page):
    write(page, "## Parts", "## Pieces")
    write(page, "## Pieces", "## What it is made of")
    assert aliases(page) == {"parts": "what-it-is-made-of", "pieces": "what-it-is-made-of"}
    assert list(violations(deep=True)) == []


def test_a_heading_that_gets_its_old_name_back_is_real_again(page):
    write(page, "## Parts", "## Pieces")
    write(page, "## Pieces", "## Parts")
    assert aliases(page) == {"pieces": "parts"}


def test_restoring_an_old_revision_turns_the_addresses_round(alice, page):
    write(page, "## Parts", "## Pieces")
    page.refresh_from_db()
    restore(page, number=1, base=2, by=alice.user)
    assert aliases(page) == {"pieces": "parts"}
    assert list(violations(deep=True)) == []


def test_an_alias_whose_heading_goes_too_leads_to_what_it_stood_in(page):
    write(page, "## Parts", "## Pieces")
    write(page, f"## Pieces\n\n{PARTS}\n\n", "")
    assert aliases(page) == {"parts": "pump", "pieces": "pump"}


def test_a_page_without_headings_keeps_no_alias(page):
    write(page, "## Parts", "## Pieces")
    revise(page, base=2, body="Gone.\n", by=None)
    assert aliases(page) == {}


def test_a_merged_save_keeps_the_addresses_of_both_writers(alice, bob, page):
    revise(page, base=1, body=BODY.replace("## Parts", "## Pieces"), by=alice.user)
    saved = revise(page, base=1, body=BODY.replace("## Care", "## Upkeep"), by=bob.user)
    assert saved.outcome == "merged"
    assert aliases(page) == {"parts": "pieces", "care": "upkeep"}


def test_a_rebuild_leaves_the_old_addresses_alone(page):
    write(page, "## Parts", "## Pieces")
    call_command("rebuild", verbosity=0)
    assert aliases(page) == {"parts": "pieces"}
    assert list(violations(deep=True)) == []


def test_a_page_keeps_so_many_old_addresses_and_the_newest(page, monkeypatch):
    monkeypatch.setattr(headings, "MOST", 3)
    for number in range(5):
        write(page, "## Parts" if number == 0 else f"## Parts {number}", f"## Parts {number + 1}")
    assert aliases(page) == {"parts-2": "parts-5", "parts-3": "parts-5", "parts-4": "parts-5"}


def test_no_alias_leads_astray_or_hides_a_heading(page):
    broken = {
        "('user-content-old', 'user-content-nowhere')": "leads from heading user-content-old to none",
        "('user-content-care', 'user-content-parts')": "has a heading user-content-care and an alias",
    }
    for values, complaint in broken.items():
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO pages_headingalias (page_id, old, new) SELECT id, v.* FROM pages_page, "
                f"(VALUES {values}) AS v"
            )
        assert any(complaint in line for line in violations()), complaint


def test_a_page_that_took_another_over_is_reached_by_its_headings(page, alice):
    loser = make_article("Old pump", BODY.replace("## Parts", "## Pieces"), by=alice.user)
    write(loser, "## Care", "## Upkeep")
    headings.take_over(page, loser)
    assert aliases(page) == {"pieces": "parts", "upkeep": "care"}
    assert list(violations(deep=True)) == []


def test_the_address_of_a_heading_of_a_merged_page_lands_in_the_winner(carol, bob, page):
    winner = make_article("Water pump", "# Water pump\n", by=bob.user)
    write(page, "## Care", "## Upkeep", by=bob.user)
    body = f"# Water pump\n\n## Pieces\n\n{PARTS}\n\n## Care and repair\n\n{CARE}\n"
    merge(page, into=winner, base=2, into_base=1, body=body, tags=[], by=bob.user)
    assert carol.get("/articles/pump/").headers["Location"] == "/articles/water-pump/"
    shown = carol.get("/articles/water-pump/").content.decode()
    for old in ("parts", "care", "upkeep"):
        assert shown.count(f'<span id="user-content-{old}"></span>') == 1, old
    assert list(violations(deep=True)) == []


def test_a_page_takes_over_no_words_that_its_readers_may_not_read(page, alice):
    board = make_audience("Board", alice.user)
    loser = make_article("Plan", BODY.replace("## Parts", "## We buy Acme"), audience=board, by=alice.user)
    headings.take_over(page, loser)
    assert aliases(page) == {}


def test_old_addresses_can_be_forgotten(page):
    write(page, "## Parts", "## The password is hunter2")
    write(page, "## The password is hunter2", "## Parts")
    headings.forget(page)
    assert aliases(page) == {}


def test_a_save_that_keeps_its_headings_asks_for_nothing_more(page, django_assert_max_num_queries):
    page.refresh_from_db()
    with django_assert_max_num_queries(60) as asked:
        revise(page, base=1, body=BODY + "\nMore.\n", by=None)
    assert not [query for query in asked if "headingalias" in query["sql"]]
