"""What somebody may not see answers like what does not exist, and shared bytes hold none of it."""

import re

import pytest

from kmsite.pages.models import Audience
from tests.make import make_article, make_audience

VARYING = {"X-Request-ID", "Content-Length", "Date"}


@pytest.fixture
def secret(alice, carol):
    crew = make_audience("Crew", alice.user, carol.user)
    return make_article(title="Merger", body="Hush.", by=alice.user, audience=crew)


def told(answer):
    return answer.status_code, {k: v for k, v in answer.headers.items() if k not in VARYING}


def test_a_hidden_page_answers_like_one_that_does_not_exist(anonymous, mallory, carol, secret):
    address = secret.get_absolute_url()
    for reader in (anonymous, mallory):
        hidden, missing = reader.get(address), reader.get("/articles/merger-zzzz/")
        assert told(hidden) == told(missing)
        assert hidden.status_code == 404
        assert "Hush." not in hidden.content.decode()
    assert "Hush." in carol.get(address).content.decode()


def test_a_hidden_page_answers_the_same_to_head_and_to_who_claims_to_have_it(mallory, carol, secret):
    address = secret.get_absolute_url()
    assert mallory.head(address).status_code == 404
    assert mallory.get(address, headers={"if-none-match": "*"}).status_code == 404
    assert carol.head(address).status_code == 200


def test_a_page_of_an_audience_is_kept_by_nobody(carol, secret):
    page = carol.get(secret.get_absolute_url())
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in page.headers


def test_who_leaves_the_audience_does_not_see_the_page_again(carol, secret):
    address = secret.get_absolute_url()
    assert carol.get(address).status_code == 200
    carol.user.audiences.all().delete()
    assert carol.get(address).status_code == 404


def test_a_public_page_shows_nothing_of_a_hidden_one(anonymous, carol, alice, secret):
    hall = make_article(title="Hall", body="[[Merger]] and [[Open]].", by=alice.user)
    make_article(title="Open", body="Text.", by=alice.user)
    for reader in (anonymous, carol):
        page = reader.get(hall.get_absolute_url()).content.decode()
        assert '<a class="wikilink" href="/articles/open/">Open</a>' in page
        assert secret.slug not in page
        assert '<a class="redlink" href="/new/?title=Merger"' in page


def test_a_link_to_a_hidden_page_looks_like_one_to_no_page_and_leads_on_whom_it_may(
    alice, carol, bob, secret
):
    hall = make_article(title="Hall", body="[[Merger]] [[Murgur]]", by=alice.user)
    links = re.findall(r"<a[^>]*redlink.*?</a>", bob.get(hall.get_absolute_url()).text)
    assert links[0].replace("Merger", "Murgur") == links[1]
    assert carol.get("/new/?title=Merger").headers["Location"] == secret.get_absolute_url()
    assert bob.get("/new/?title=Merger").status_code == bob.get("/new/?title=Murgur").status_code == 200


def test_a_page_for_people_who_signed_in_shows_its_neighbours_to_them(anonymous, carol, alice):
    people = Audience.objects.get(pk=-1)
    section = make_article(title="Section", body="Text.", by=alice.user)
    make_article(title="Inner", body="Text.", by=alice.user, parent=section, audience=people)
    after = make_article(title="After", body="Text.", by=alice.user, parent=section, audience=people)
    assert ">Inner<" in carol.get(after.get_absolute_url()).content.decode()
    assert ">Inner<" not in carol.get(section.get_absolute_url()).content.decode()
    assert anonymous.get(after.get_absolute_url()).status_code == 404
