"""The scenarios of `docs/permissions.md`, each under its own name."""

import re
from pathlib import Path

import pytest
from django.test import Client

from kmsite.accounts.models import User
from kmsite.accounts.roles import RIGHTS
from kmsite.pages.models import AudienceMember, Page
from tests.make import make_article, make_audience

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs/permissions.md"
WITHIN = ["", "edit/", "history/", "history/1/", "compare/1..1/", "links/", "files/"]


@pytest.fixture
def pump(alice):
    return make_article("Pump", "How the pump works.", by=alice.user, tags=["machines"])


@pytest.fixture
def secret(bob, carol):
    """A page that only Bob and Carol may know about."""
    board = make_audience("Board", bob.user, carol.user)
    return make_article("Canary", "CANARY-BODY", by=bob.user, tags=["canary-tag"], audience=board)


def edit(person, page, body="How the pump really works."):
    form = {"title": page.title, "body": body, "base_revision": "1", "summary": "", "tags": ""}
    return person.post(f"{page.get_absolute_url()}edit/", form)


def body_of(page):
    return Page.objects.get(pk=page.pk).current.body.strip()


def test_anybody_reads_a_public_page(anonymous, pump):
    assert "How the pump works." in anonymous.get("/articles/pump/").content.decode()


@pytest.mark.parametrize("address", ["/new/", "/articles/pump/edit/"])
def test_a_stranger_who_wants_to_write_is_asked_to_sign_in(anonymous, pump, address):
    for answer in (anonymous.get(address), anonymous.post(address, {"title": "X", "body": "Y"})):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/accounts/login/?next=")
    assert body_of(pump) == "How the pump works."


def test_a_reader_may_look_but_not_write(carol, pump):
    assert carol.get("/articles/pump/").status_code == 200
    assert carol.get("/articles/pump/edit/").status_code == 403
    assert edit(carol, pump).status_code == 403
    assert carol.get("/new/").status_code == 403
    assert carol.post("/new/", {"title": "X", "body": "Y"}).status_code == 403
    assert body_of(pump) == "How the pump works."
    assert Page.objects.count() == 1


@pytest.mark.parametrize("name", ["alice", "bob", "cleo", "ada"])
def test_authors_and_all_above_them_create_and_edit(db, request, name, pump):
    person = request.getfixturevalue(name)
    assert person.get("/new/").status_code == 200
    assert person.get("/articles/pump/edit/").status_code == 200
    assert edit(person, pump).status_code == 302
    assert body_of(pump) == "How the pump really works."


@pytest.mark.parametrize("name", ["anonymous", "mallory", "alice"])
@pytest.mark.parametrize("rest", WITHIN)
def test_what_a_person_may_not_see_answers_like_what_does_not_exist(db, request, secret, name, rest):
    person = request.getfixturevalue(name)
    hidden = person.get(f"{secret.get_absolute_url()}{rest}")
    unknown = person.get(f"/articles/nothing-here/{rest}")
    assert hidden.status_code == unknown.status_code
    assert hidden.status_code in {302, 404}
    assert set(hidden.headers) == set(unknown.headers)
    assert "CANARY" not in hidden.content.decode()


def test_not_even_an_administrator_sees_what_an_audience_keeps_to_itself(ada, secret):
    assert ada.get(secret.get_absolute_url()).status_code == 404
    assert edit(ada, secret).status_code == 404


def test_within_an_audience_the_role_decides_what_a_person_may_do(bob, carol, secret):
    assert "CANARY-BODY" in carol.get(secret.get_absolute_url()).content.decode()
    assert edit(carol, secret).status_code == 403
    assert edit(bob, secret, "CANARY-CHANGED").status_code == 302
    assert body_of(secret) == "CANARY-CHANGED"


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/articles/",
        "/articles/?view=changes",
        "/changes/",
        "/changes.atom",
        "/tags/",
        "/search/?q=canary",
        "/suggest/?q=can",
        "/people/bob/",
    ],
)
def test_lists_name_only_what_the_person_may_see(carol, mallory, anonymous, bob, secret, address):
    make_article("Open", by=bob.user)
    seen = [person.get(address).content.decode().lower() for person in (carol, mallory, anonymous)]
    nowhere = address.replace("=canary", "=zebras")
    repeated = [one.get(nowhere).content.decode().count("zebras") for one in (carol, mallory, anonymous)]
    told = [text.count("canary") - times for text, times in zip(seen, repeated, strict=True)]
    assert told[0] > 0
    assert told[1:] == [0, 0], "a question is repeated as often as one that no page could answer"
    for text in seen[1:]:
        for word in ("canary-body", "canary-tag", secret.get_absolute_url()):
            assert word not in text


def test_leaving_an_audience_takes_effect_at_once(carol, secret):
    assert carol.get(secret.get_absolute_url()).status_code == 200
    AudienceMember.objects.filter(user=carol.user).delete()
    assert carol.get(secret.get_absolute_url()).status_code == 404


def test_a_site_for_members_shows_strangers_nothing(anonymous, carol, pump, settings):
    settings.READING = "signed-in"
    for address in ("/articles/pump/", "/articles/nothing-here/", "/search/?q=pump", "/changes.atom", "/"):
        answer = anonymous.get(address)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/accounts/login/")
    assert carol.get("/articles/pump/").status_code == 200


def test_a_closed_account_loses_everything_at_once(alice, pump):
    User.objects.filter(pk=alice.user.pk).update(is_active=False)
    assert edit(alice, pump).status_code == 302
    assert alice.get("/me/settings/").status_code == 302
    assert body_of(pump) == "How the pump works."


def test_a_form_without_a_token_changes_nothing(alice, pump):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice.user)
    assert edit(strict, pump).status_code == 403
    assert strict.post("/accounts/sign-out-everywhere/").status_code == 403
    assert strict.get("/me/settings/").status_code == 200


def tables():
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in DOCUMENT.read_text().splitlines()
        if line.startswith("|") and "---" not in line
    ]


def test_the_table_of_rights_in_the_document_is_the_one_in_the_code():
    heads, *rows = [row for row in tables() if len(row) == 2 + len(RIGHTS)]
    assert heads[2:] == list(RIGHTS)
    said = {
        row[0].strip("`"): {role for role, cell in zip(heads[2:], row[2:], strict=True) if cell}
        for row in rows
    }
    known = {right: {role for role in RIGHTS if right in RIGHTS[role]} for right in RIGHTS["administrator"]}
    assert said == known


def test_every_scenario_in_the_document_has_a_test_of_the_same_name():
    scenarios = re.findall(r"^\d+\. \*\*(.+?)\.\*\*", DOCUMENT.read_text(), re.MULTILINE)
    names = {"test_" + re.sub(r"\W+", "_", scenario.lower()) for scenario in scenarios}
    tests = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))
    assert len(names) == len(scenarios) > 15
    assert {name for name in names if f"def {name}(" not in tests} == set()
