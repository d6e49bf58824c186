"""The admin is for looking after the site; it opens no side door to what an audience keeps to itself."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from articles.models import Article
from glossary import sourcing
from glossary.models import Term
from kmsite.accounts import people
from kmsite.attachments.models import Attachment
from kmsite.pages.models import Page, Tag
from tests.glossary.desk import fields_of
from tests.make import make_article, make_audience, make_term
from tests.people import make_user


@pytest.fixture
def secret(alice):
    return make_article("Canary", by=alice.user, tags=["canary"], audience=make_audience("Board", alice.user))


@pytest.mark.parametrize("model", [Article, Page, Tag, Attachment])
def test_no_short_cut_tells_an_administrator_the_address_of_what_is_hidden(ada, secret, model):
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    answer = ada.get(f"/admin/r/{kind.pk}/{secret.pk}/")
    assert answer.status_code == 404
    assert "canary" not in str(answer.headers).lower()


def test_lists_of_the_admin_show_nothing_hidden(ada, cleo, secret):
    for somebody in (ada, cleo):
        for address in ("articles/article/", "articles/article/?q=can", "pages/tag/", "pages/tag/?q=can"):
            assert "canary" not in somebody.get(f"/admin/{address}").text.lower()
        for tail in ("change", "history", "delete"):
            there = somebody.get(f"/admin/articles/article/{secret.pk}/{tail}/")
            nowhere = somebody.get(f"/admin/articles/article/987654/{tail}/")
            assert there.status_code == nowhere.status_code


def test_a_person_in_the_admin_has_a_way_to_their_page(ada):
    shown = ada.get(f"/admin/accounts/user/{ada.user.pk}/change/").text
    assert 'href="/people/ada/"' in shown


def test_the_desk_of_the_curators_is_for_them_alone(alice, bob, cleo, ada):
    term, source = make_term("Capture"), sourcing.create(title="Guidebook")
    doors = (
        *(f"glossary/term/{tail}" for tail in ("", "add/", "people/", f"{term.pk}/change/")),
        *(f"glossary/source/{tail}" for tail in ("", "add/", f"{source.pk}/change/", f"{source.pk}/merge/")),
        *(f"glossary/domain/{tail}" for tail in ("", "add/")),
    )
    for door in doors:
        for somebody in (Client(), alice, bob):
            for answer in (
                somebody.get(f"/admin/{door}"),
                somebody.post(f"/admin/{door}", {"status": "approved"}),
            ):
                assert answer["Location"].startswith("/admin/login/"), door
        assert {person.get(f"/admin/{door}").status_code for person in (cleo, ada)} == {200}, door


def test_a_curator_whose_right_has_ended_saves_nothing_at_the_desk(cleo):
    term = make_term("Capture")
    form = fields_of(cleo.get(f"/admin/glossary/term/{term.pk}/change/")) | {"gloss": "Changed."}
    people.change(cleo.user, roles=["author"], active=True, by=make_user("root", "administrator"))
    assert cleo.post(f"/admin/glossary/term/{term.pk}/change/", form).status_code == 302
    assert Term.objects.with_current().get(pk=term.pk).current.number == 1


def test_a_form_of_the_desk_without_a_token_saves_nothing(cleo):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cleo.user)
    for door in ("glossary/term/add/", "glossary/source/add/", "glossary/domain/add/"):
        assert strict.post(f"/admin/{door}", {"title": "X", "name": "X"}).status_code == 403
