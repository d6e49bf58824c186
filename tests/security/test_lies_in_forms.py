"""Form fields that nobody offered change nothing."""

import pytest

from articles.models import Article
from kmsite.accounts.models import User
from kmsite.accounts.roles import roles_of
from kmsite.pages.saving import editing
from tests.make import make_article, make_audience

FORGED = {
    "by": "1",
    "role": "administrator",
    "roles": "administrator",
    "groups": "5",
    "is_staff": "on",
    "is_superuser": "on",
    "username": "root",
    "email": "somebody@else.example",
    "audience": "-1",
    "reach": "-1",
    "slug": "admin",
    "kind": "term",
    "at": "2001-01-01",
    "number": "99",
}


def test_a_writer_cannot_forge_who_wrote_when_or_for_whom(alice, ada):
    written = {**FORGED, "by": ada.user.pk, "title": "Pump", "body": "How it works."}
    assert alice.post("/new/", written).status_code == 422  # an audience that is not hers to choose
    del written["audience"]
    alice.post("/new/", written)
    page = Article.objects.get()
    assert (page.slug, page.kind, page.reach, page.audience) == ("pump", "article", 0, None)
    assert (page.current.by, page.current.number, page.current.at.year > 2001) == (alice.user, 1, True)


def test_preferences_give_no_role(carol):
    carol.post(
        "/me/settings/", {**FORGED, "name": "Carol", "theme": "dark", "text_size": "normal", "time_zone": ""}
    )
    person = User.objects.get(pk=carol.user.pk)
    assert (person.theme, person.username, person.email) == ("dark", "carol", "carol@example.org")
    assert (person.is_staff, person.is_superuser, roles_of(person)) == (False, False, ["reader"])


@pytest.fixture
def secret(bob):
    return make_article("Canary", "CANARY-BODY", by=bob.user, audience=make_audience("Board", bob.user))


def test_the_revision_of_one_page_is_not_found_on_another(alice, secret, bob):
    make_article("Pump", by=alice.user)
    editing.revise(secret, base=1, body="CANARY-AGAIN", by=bob.user)
    for tail in ("history/2/", "history/2/restore/", "compare/1..2/", "compare/2..2/"):
        answer = alice.get(f"/articles/pump/{tail}")
        assert answer.status_code == 404
        assert "CANARY" not in answer.text


def test_nothing_is_written_below_or_upon_a_page_one_may_not_know(alice, secret):
    for parent in (secret.slug, "Canary"):
        below = alice.post("/new/", {"title": "Below", "body": "x", "parent": parent})
        assert below.status_code == 422
        assert "CANARY-BODY" not in below.text
    form = {"title": "Canary", "body": "x", "base_revision": "1"}
    for address in ("edit/", "files/", "history/1/restore/"):
        assert alice.post(f"{secret.get_absolute_url()}{address}", form).status_code == 404
    for verb in ("preview", "changes"):
        assert alice.post(f"/editor/{verb}/?page={secret.slug}", form).status_code == 404
    assert Article.objects.count() == 1
    assert Article.objects.get().current.number == 1
