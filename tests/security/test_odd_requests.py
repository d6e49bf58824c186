"""What no browser sends: NULs, letters that grow, forms in another encoding. Never an error of the server."""

import pytest

from articles.models import Article
from kmsite.pages.saving import editing
from tests.make import make_article

GROWING = ["ß" * 200, "ŉ" * 200, "\u0958" * 200, "\ufb03" * 200]


@pytest.mark.parametrize(
    "address",
    [
        "/articles/?under=%00",
        "/articles/?older=%00~1",
        "/articles/?view=changes&older=2026-01-01~%00",
        "/tags/%00/",
        "/tags/pump/?tag=a%00b",
        "/people/a%00b/",
        "/people/alice/?older=%00",
        "/files/1/%00",
        "/search/?q=%00",
        "/suggest/?q=%00",
        "/new/?title=%00&parent=%00&tags=%00",
        "/articles/pump/compare/?a=%00&b=1",
        "/invitation/%00/",
        "/setup/%00/",
        "/accounts/confirm-email/%00/",
        "/accounts/login/?next=%00",
    ],
)
def test_a_nul_in_an_address_finds_nothing(alice, address):
    make_article("Pump", by=alice.user, tags=["pump"])
    assert alice.get(address).status_code in {200, 302, 404}


@pytest.mark.parametrize("verb", ["preview", "changes"])
def test_a_nul_in_the_name_of_the_page_being_written_finds_nothing(alice, verb):
    assert alice.post(f"/editor/{verb}/?page=%00", {"body": "x"}).status_code == 404


@pytest.mark.parametrize("number", ["9" * 10, "9" * 30, "9" * 5000])
def test_no_number_is_too_large_to_be_unknown(alice, number):
    make_article("Pump", by=alice.user)
    for address in ("history/{}/", "history/{}/restore/", "compare/1..{}/", "compare/{}..1/"):
        assert alice.get(f"/articles/pump/{address.format(number)}").status_code in {302, 404}
    for address in ("/p/{}/", "/files/{}/x", "/articles/?older={0}~{0}", "/search/?q=a&page={}"):
        assert alice.get(address.format(number)).status_code in {200, 404}


@pytest.mark.parametrize("name", GROWING)
def test_an_unknown_address_of_letters_that_grow_is_only_unknown(anonymous, name):
    assert anonymous.get(f"/articles/{name}/").status_code == 404


@pytest.mark.parametrize("encoding", ["utf-7", "rot13", "utf-16"])
def test_a_form_in_another_encoding_is_refused(alice, encoding):
    answer = alice.generic(
        "POST", "/new/", b"title=x", content_type=f"application/x-www-form-urlencoded; charset={encoding}"
    )
    assert answer.status_code == 400
    assert "could not be understood" in answer.text


def test_a_form_in_another_encoding_is_refused_before_its_token_is_looked_for(anonymous):
    anonymous.handler.enforce_csrf_checks = True
    kind = "application/x-www-form-urlencoded; charset=utf-7"
    assert anonymous.generic("POST", "/accounts/login/", b"x=1", content_type=kind).status_code == 400


def test_a_list_below_a_page_that_was_renamed_moves_with_it(alice, bob):
    editing.revise(make_article("Pump", by=alice.user), base=1, title="Big pump", body="", by=bob.user)
    moved = alice.get("/articles/?under=pump&view=tree")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/articles/?under=big-pump&view=tree")


@pytest.mark.parametrize("verb", ["preview", "changes"])
def test_a_text_on_a_page_renamed_meanwhile_is_shown(alice, bob, verb):
    editing.revise(make_article("Pump", by=alice.user), base=1, title="Big pump", body="", by=bob.user)
    form = {"title": "Pump", "body": "A sentence of Alice.", "base_revision": "1"}
    moved = alice.post(f"/editor/{verb}/?page=pump", form)
    assert (moved.status_code, moved.headers["Location"]) == (308, f"/editor/{verb}/?page=big-pump")
    assert "A sentence of Alice." in alice.post(moved.headers["Location"], form).text
    assert Article.objects.get().current.number == 2
