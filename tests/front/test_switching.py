"""The switcher: what is offered to whom, in which order, before and while somebody types."""

import pytest
from django.contrib.auth.models import AnonymousUser

from kmsite.pages.endings.archiving import archive
from kmsite.pages.models import Name
from kmsite.pages.saving import editing
from kmsite.views.doing import actions_for
from tests.make import (
    make_article,
    make_audience,
    make_community,
    make_discussion,
    make_event,
    make_term,
)
from tests.people import Person, make_user


def groups(person, query):
    """Return by name of its group what is offered: the titles in order."""
    answer = person.get(f"/switch/?{query}")
    assert answer.status_code == 200
    found = answer.json()["groups"]
    return {
        one["name"]: ["".join(text for text, _mark in row["title"]) for row in one["rows"]] for one in found
    }


def rows(person, query):
    return [row for group in person.get(f"/switch/?{query}").json()["groups"] for row in group["rows"]]


def test_everything_that_has_a_name_is_offered_in_groups_and_the_search_of_texts_last(carol):
    make_term("Pump")
    make_article("Pump room")
    club = make_community("Pumpers", by=carol.user)
    make_discussion("Pump or valve?", community=club)
    make_event("Pump day", community=club)
    make_user("pumpernickel", "reader", name="Pia Pumper")
    assert groups(carol, "q=pump") == {
        "Terms": ["Pump"],
        "Articles": ["Pump room"],
        "Communities": ["Pumpers"],
        "Questions": ["Pump or valve?"],
        "Events": ["Pump day"],
        "People": ["Pia Pumper"],
        "Everywhere": ["Search for “pump” in all texts"],
    }


def test_the_group_with_the_best_name_comes_first(carol):
    make_term("Pumping")
    make_article("Pump")
    make_term("The old pump")
    assert [*groups(carol, "q=pump")][:2] == ["Articles", "Terms"]
    assert next(iter(groups(carol, "q=settings"))) == "Actions"


def test_a_row_marks_what_was_typed_and_says_what_tells_it_apart(carol):
    hall = make_article("Hall")
    make_article("Pump", parent=hall)
    other = make_article("Machine", lede="What drives the mill.")
    Name.objects.create(page=other, text="Pump engine", key="pump engine", kind=Name.Kind.ALIAS)
    pump, machine = rows(carol, "q=pum")[:2]
    assert (pump["title"], pump["url"]) == ([["Pum", True], ["p", False]], "/articles/pump/")
    assert pump["beside"] == "Hall"
    assert machine["called"] == [["Pum", True], ["p engine", False]]
    assert machine["beside"] == "What drives the mill."


def test_letters_with_accents_are_marked_as_they_stand(carol):
    make_article("Élan vital")
    assert rows(carol, "q=ela")[0]["title"] == [["Éla", True], ["n vital", False]]


def test_a_misspelt_name_is_guessed_where_nothing_else_is_meant(carol):
    make_article("Knowledge management")
    found = groups(carol, "q=knowlege+managment")
    assert found == {
        "Did you mean": ["Knowledge management"],
        "Everywhere": ["Search for “knowlege managment” in all texts"],
    }
    assert rows(carol, "q=knowlege+managment")[0]["kind"] == "article"


def test_what_is_offered_is_counted_in_words(carol):
    make_article("Pump")
    assert carol.get("/switch/?q=pump").json()["said"] == "1 suggestion."
    assert carol.get("/switch/?q=zzzz").json()["said"] == "No suggestions."


def test_what_was_opened_lately_is_named_only_to_who_may_still_see_it(bob, mallory):
    pump = make_article("Pump", by=bob.user)
    make_article("Plan", by=bob.user, audience=make_audience("Board", bob.user))
    gone = make_article("Gone", by=bob.user)
    plan = bob.get("/switch/?q=plan").json()["groups"][0]["rows"][0]["url"]
    editing.revise(pump, base=1, title="Pump", body="New words.", by=bob.user)
    seen = f"seen={plan}&seen=/articles/pump/&seen=/articles/never/&seen=/settings/&seen=%00&seen=/a/b/c/"
    assert groups(bob, seen)["Opened lately"] == ["Plan", "Pump"]
    assert groups(mallory, seen)["Opened lately"] == ["Pump"]
    archive(gone, by=bob.user)
    assert groups(mallory, "seen=/articles/gone/")["Opened lately"] == ["Gone"]
    assert "Opened lately" not in groups(mallory, f"seen={plan}")


def test_only_so_many_addresses_are_looked_up(carol):
    for number in range(12):
        make_article(f"Pump {number}")
    seen = "&".join(f"seen=/articles/pump-{number}/" for number in range(12))
    assert len(groups(carol, seen)["Opened lately"]) == 8


def test_actions_and_people_are_offered_as_far_as_somebody_may_do_and_see_that(
    anonymous, carol, alice, cleo, ada
):
    def offered(person, typed):
        return groups(person, f"q={typed}").get("Actions", [])

    assert offered(anonymous, "write") == []
    assert offered(alice, "write") == ["Write an article", "Propose a term"]
    assert (offered(anonymous, "sign"), offered(carol, "sign")) == (["Sign in"], ["Sign out"])
    assert (offered(cleo, "curate"), offered(carol, "curate")) == (["Work on the glossary"], [])
    assert (offered(ada, "audit"), offered(cleo, "audit")) == (["Audit log"], [])
    assert offered(carol, "dark") == ["Settings"]
    make_article("Pump", by=alice.user)
    assert groups(carol, "q=alic")["People"] == ["Alice"]
    assert "People" not in groups(anonymous, "q=alic")


@pytest.mark.parametrize("who", ["anonymous", "carol", "alice", "bob", "cleo", "ada"])
def test_every_action_that_is_offered_is_open(request, who):
    person = request.getfixturevalue(who)
    offered = actions_for(getattr(person, "user", AnonymousUser()), most=99)
    assert len(offered) > 8
    assert [one.url for one in offered if person.get(one.url).status_code != 200] == []


def test_whoever_left_is_not_offered(carol, alice):
    assert groups(carol, "q=alic")["People"] == ["Alice"]
    type(alice.user).objects.filter(pk=alice.user.pk).update(is_active=False)
    assert "People" not in groups(carol, "q=alic")


def test_names_that_are_hidden_are_offered_to_their_readers_only(alice, mallory):
    asked = ("/switch/?q=merg", "/switch/?q=mergre+plann", "/suggest/?q=plan", "/suggest/?q=m")
    for number in range(3):
        make_article(f"Merge queue {number}")
    before = [mallory.get(one).json() for one in asked]
    make_article("Merger plan", "Secret.", audience=make_audience("Board", alice.user))
    assert [mallory.get(one).json() for one in asked] == before
    assert "Merger plan" in groups(alice, "q=merg")["Articles"]
    assert "Merger plan" in groups(alice, "q=mergre+plann")["Did you mean"]


def test_where_one_signs_in_to_read_strangers_are_offered_nothing(anonymous, carol, settings):
    make_article("Pump")
    settings.READING = "signed-in"
    assert anonymous.get("/switch/?q=pump").status_code == 302
    assert groups(carol, "q=pump")["Articles"] == ["Pump"]


@pytest.mark.parametrize("typed", ["%00", "'", "%25", "a" * 5000, "%F0%9F%A6%86", "(((", "%5C", "+"])
def test_odd_words_break_nothing(carol, typed):
    assert carol.get(f"/switch/?q={typed}").status_code == 200


def test_whoever_asks_too_often_is_told_when_to_go_on(carol, settings):
    settings.LIMITS = {"suggest": {"new": (2, 60), "user": (2, 60)}}
    make_article("Pump")
    assert [carol.get(path).status_code for path in ("/switch/?q=p", "/suggest/?q=p", "/switch/?q=p")] == [
        200,
        200,
        429,
    ]


def test_an_offer_costs_the_same_however_much_there_is(carol, django_assert_max_num_queries):
    for number in range(4):
        make_article(f"Pump {number}", parent=make_article(f"Hall {number}"))
        make_term(f"Pumping {number}")
        Person(make_user(f"pump{number}", "reader"))
    with django_assert_max_num_queries(14) as asked:
        carol.get("/switch/?q=pump")
    many = len(asked)
    for number in range(4, 8):
        make_article(f"Pump {number}", parent=make_article(f"Hall {number}"))
    with django_assert_max_num_queries(many):
        carol.get("/switch/?q=pump")


def test_without_scripts_the_button_leads_to_the_search_page(anonymous):
    page = anonymous.get("/").text
    assert '<a class="btn switchbutton" href="/search/" data-open-switcher' in page
