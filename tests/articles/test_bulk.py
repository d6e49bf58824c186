"""Editors select pages, are shown what will happen, and get a report; nobody learns what is hidden."""

import pytest

from kmsite.pages.models import BulkRun, Page
from tests.make import make_article, make_audience

GONE = "One of these pages is not there. Nothing was done."


@pytest.fixture
def pump(db):
    return make_article("Pump", tags=["water"])


@pytest.fixture
def valve(pump):
    return make_article("Valve", parent=pump)


@pytest.fixture
def secret(carol):
    return make_article("Zeppelin", tags=["water"], audience=make_audience("Board", carol.user))


def trashing(*pages):
    return {"act": "trash", "pages": ",".join(str(page.pk) for page in pages)}


def titles_of(answer):
    return [page.title for page in answer.context["slice"].rows]


def test_an_editor_sees_pages_to_select(bob, pump, valve, secret):
    page = bob.get("/bulk/")
    assert titles_of(page) == ["Pump", "Valve"]
    assert "Zeppelin" not in page.text


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("words=va", ["Valve"]),
        ("words=PUMP", ["Pump"]),
        ("under=pump", ["Valve"]),
        ("under=Pump", ["Valve"]),
        ("tag=water", ["Pump"]),
        ("tag=steam", []),
        ("words=va&tag=water", []),
        ("under=zeppelin", []),
    ],
)
def test_the_list_is_narrowed(bob, pump, valve, secret, query, titles):
    assert titles_of(bob.get(f"/bulk/?{query}")) == titles


def test_a_hidden_section_is_refused_like_one_that_never_was(bob, secret):
    words = "There is no page with this title or address."
    hidden, unknown = bob.get(f"/bulk/?under={secret.slug}"), bob.get("/bulk/?under=nowhere")
    assert words in hidden.text
    assert hidden.text.count("Zeppelin") == unknown.text.count("Zeppelin") == 0
    assert words in unknown.text


def test_nothing_marked_is_said(bob, pump):
    page = bob.post("/bulk/choose/", {})
    assert page.status_code == 422
    assert "Choose at least one page." in page.text


def test_all_that_match_are_chosen(bob, pump, valve):
    make_article("Meter")
    page = bob.post("/bulk/choose/", {"all": "1", "under": "pump"})
    assert page.context["ids"] == str(valve.pk)


def test_more_than_five_hundred_are_refused(bob, pump):
    page = bob.post("/bulk/choose/", {"pages": ",".join(map(str, range(1, 502)))})
    assert page.status_code == 422
    assert "Choose at most 500 pages at once." in page.text


@pytest.mark.parametrize("address", ["/bulk/choose/", "/bulk/try/"])
def test_a_hidden_page_among_the_chosen_answers_like_one_that_never_was(bob, pump, secret, address):
    hidden = bob.post(address, trashing(pump, secret))
    unknown = bob.post(address, {"act": "trash", "pages": f"{pump.pk},987654"})
    nonsense = bob.post(address, {"act": "trash", "pages": f"{pump.pk},pump"})
    assert [page.status_code for page in (hidden, unknown, nonsense)] == [422] * 3
    assert all(GONE in page.text and "Zeppelin" not in page.text for page in (hidden, unknown, nonsense))
    assert not BulkRun.objects.exists()


def test_from_the_list_to_the_report(bob, pump, valve):
    chosen = bob.post("/bulk/choose/", {"pages": [str(pump.pk), str(valve.pk)]})
    assert "What to do with 2 pages" in chosen.text
    told = {"act": "tag", "tags": "steam", "pages": chosen.context["ids"]}
    trial = bob.post("/bulk/try/", told, follow=True)
    assert "Dry run: <bdi>Add tags: steam</bdi>" in trial.text
    assert trial.text.count("will be done") == 2
    assert not Page.objects.filter(tags__name="steam").exists()
    done = bob.post(f"{trial.request['PATH_INFO']}confirm/", follow=True)
    assert done.text.count('<span class="chip ok">done</span>') == 2
    assert Page.objects.filter(tags__name="steam").count() == 2


def test_what_is_missing_for_an_act_is_asked_for(bob, pump):
    page = bob.post("/bulk/try/", {"act": "tag", "tags": "", "pages": str(pump.pk)})
    assert page.status_code == 422
    assert "This field is required." in page.text
    page = bob.post("/bulk/try/", {"act": "move", "parent": "Nowhere", "pages": str(pump.pk)})
    assert "There is no page with this title or address." in page.text


def test_a_page_cannot_be_moved_below_a_hidden_one(bob, pump, secret):
    page = bob.post("/bulk/try/", {"act": "move", "parent": secret.slug, "pages": str(pump.pk)})
    assert page.status_code == 422
    assert "There is no page with this title or address." in page.text


def test_only_audiences_of_ones_own_are_offered(bob, carol, pump, secret):
    make_audience("Crew", bob.user)
    page = bob.post("/bulk/choose/", {"pages": str(pump.pk)})
    assert "Crew" in page.text
    assert "Board" not in page.text


@pytest.fixture
def long_run(bob, pump, monkeypatch):
    monkeypatch.setattr("kmsite.pages.runs.bulk.STEP_SECONDS", 60)
    pages = [pump, *(make_article(f"Page {n}") for n in range(24))]
    return bob.post("/bulk/try/", trashing(*pages)).headers["Location"]


def test_a_long_run_shows_how_far_it_is_and_goes_on(bob, long_run):
    page = bob.get(long_run)
    assert '<progress max="25" value="20"' in page.text
    assert "20 of 25 pages are done." in page.text
    assert "25" in bob.post(f"{long_run}step/", follow=True).text
    assert "Do it with 25 pages" in bob.get(long_run).text


def test_a_dry_run_is_not_confirmed_before_it_ended(bob, long_run):
    assert bob.post(f"{long_run}confirm/").status_code == 404
    assert Page.objects.live().count() == 25


def test_only_who_began_a_run_sees_it(bob, ada, long_run):
    assert bob.get(long_run).status_code == 200
    for address in (long_run, f"{long_run}report.csv"):
        assert ada.get(address).status_code == 404
    for address in (f"{long_run}step/", f"{long_run}confirm/"):
        assert ada.post(address).status_code == 404


def test_a_right_that_is_revoked_ends_with_the_next_step(bob, long_run):
    bob.user.groups.clear()
    assert bob.post(f"{long_run}step/").status_code == 403


def test_a_report_names_no_page_that_became_hidden(bob, pump):
    run = bob.post("/bulk/try/", trashing(pump)).headers["Location"]
    Page.objects.filter(pk=pump.pk).update(audience=make_audience("Board"), reach=make_audience("Other").pk)
    page = bob.get(run)
    assert "Pump" not in page.text
    assert "A page that you can no longer see" in page.text


def test_a_report_is_a_table_without_formulas(bob):
    odd = make_article("=SUM(A1)")
    run = bob.post("/bulk/try/", trashing(odd)).headers["Location"]
    table = bob.get(f"{run}report.csv")
    assert table.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert table.text.splitlines()[1] == f"'=SUM(A1),{odd.get_absolute_url()},will be done,"


def test_a_list_of_many_pages_asks_a_fixed_number_of_questions(bob, django_assert_max_num_queries):
    hall = make_article("Hall")
    for n in range(30):
        make_article(f"Page {n}", parent=hall)
    bob.get("/bulk/")
    with django_assert_max_num_queries(8):
        bob.get("/bulk/")


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("/articles/", "/bulk/"),
        ("/articles/?under=pump", "/bulk/?under=pump"),
        ("/tags/water/", "/bulk/?tag=water"),
    ],
)
def test_the_tree_and_the_tags_lead_to_selecting(bob, alice, pump, address, link):
    assert f'href="{link}">Change many pages</a>' in bob.get(address).text
    assert "Change many pages" not in alice.get(address).text
