"""A person's page, and their settings."""

import pytest

from kmsite.accounts.models import User
from tests.make import make_article, make_audience


def test_a_persons_page_says_what_they_wrote(anonymous, alice):
    make_article("Pump", by=alice.user, lede="First words")
    page = anonymous.get("/people/alice/").content.decode()
    assert "<title>Alice " in page
    assert '<a class="title" href="/articles/pump/" dir="auto">Pump</a>' in page
    assert "First words" in page


def test_an_address_is_shown_to_nobody(anonymous, alice, carol):
    make_article("Pump", by=alice.user)
    for somebody in (anonymous, carol):
        assert "alice@example.org" not in somebody.get("/people/alice/").content.decode()


def test_what_i_may_not_read_is_not_on_anybodys_page(mallory, alice, carol):
    make_article("Pump", by=alice.user)
    make_article(
        "Secret", by=alice.user, summary="hush", audience=make_audience("Board", alice.user, carol.user)
    )
    assert "Secret" in carol.get("/people/alice/").content.decode()
    page = mallory.get("/people/alice/").content.decode()
    assert "Pump" in page
    assert "Secret" not in page
    assert "hush" not in page


def test_strangers_do_not_learn_who_only_reads(anonymous, carol, alice):
    assert anonymous.get("/people/carol/").status_code == 404
    assert anonymous.get("/people/nobody/").status_code == 404
    assert "Nothing yet that you may read" in alice.get("/people/carol/").content.decode()


def test_whoever_left_keeps_their_page(anonymous, alice):
    make_article("Pump", by=alice.user)
    User.objects.filter(pk=alice.user.pk).update(is_active=False)
    assert "no longer active" in anonymous.get("/people/alice/").content.decode()


def test_a_site_for_members_shows_strangers_nobody(anonymous, alice, carol, settings):
    make_article("Pump", by=alice.user)
    settings.READING = "signed-in"
    for name in ("alice", "nobody"):
        answer = anonymous.get(f"/people/{name}/")
        assert (answer.status_code, answer.headers["Location"]) == (
            302,
            f"/accounts/login/?next=/people/{name}/",
        )
    assert carol.get("/people/alice/").status_code == 200


@pytest.mark.parametrize("articles", [3, 60])
def test_a_persons_page_asks_the_database_at_most_eleven_times(
    carol, alice, articles, django_assert_max_num_queries
):
    for number in range(articles):
        make_article(f"Pump {number}", by=alice.user)
    with django_assert_max_num_queries(11):
        page = carol.get("/people/alice/?show=written").content.decode()
    assert page.count('<a class="title"') == min(articles, 50)
    assert ('rel="next"' in page) == (articles > 50)


def test_settings_are_for_those_who_signed_in(anonymous):
    assert anonymous.get("/me/settings/").headers["Location"] == "/accounts/login/?next=/me/settings/"


def preferences(**changes):
    return {"name": "Carol", "theme": "auto", "text_size": "normal", "time_zone": ""} | changes


def test_preferences_are_kept_and_shown_at_once(carol):
    wanted = preferences(
        name="  Carol \u202e Shaw ", theme="dark", text_size="large", time_zone="Europe/Zurich"
    )
    page = carol.post("/me/settings/", wanted, follow=True).content.decode()
    person = User.objects.get(pk=carol.user.pk)
    assert (person.name, person.theme, person.text_size) == ("Carol Shaw", "dark", "large")
    assert person.time_zone == "Europe/Zurich"
    assert 'data-theme="dark"' in page
    assert 'data-text="large"' in page


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"theme": "neon"},
        {"text_size": "9"},
        {"time_zone": "Mars/Base"},
        {"time_zone": "../etc"},
    ],
)
def test_an_impossible_preference_is_refused_and_nothing_changes(carol, changes):
    page = carol.post("/me/settings/", preferences(theme="dark") | changes)
    assert "There is a problem" in page.content.decode()
    assert User.objects.get(pk=carol.user.pk).theme == "auto"


def test_settings_change_nothing_else(carol):
    carol.post(
        "/me/settings/", preferences(username="root", is_staff="1", is_superuser="1", email="x@y.example")
    )
    person = User.objects.get(pk=carol.user.pk)
    assert (person.username, person.is_staff, person.is_superuser) == ("carol", False, False)
    assert person.email == "carol@example.org"


def test_a_new_name_shows_at_once_where_the_person_wrote_last(anonymous, alice):
    make_article("Pump", by=alice.user)
    assert "Alice" in anonymous.get("/articles/pump/").content.decode()
    alice.post("/me/settings/", preferences(name="Alice Liddell"))
    assert "Alice Liddell" in anonymous.get("/articles/pump/").content.decode()


def test_only_administrators_are_led_to_invitations(ada, carol):
    assert "/invitations/" in ada.get("/me/settings/").content.decode()
    assert "/invitations/" not in carol.get("/me/settings/").content.decode()


def test_a_name_is_text_and_never_markup(alice, anonymous):
    alice.post("/me/settings/", preferences(name="<b>x</b>"))
    make_article("Pump", by=User.objects.get(pk=alice.user.pk))
    page = anonymous.get("/people/alice/").content.decode()
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "<b>x</b>" not in page
