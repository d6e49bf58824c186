"""Many people at once in front of the site itself: every one gets an answer, and no text is lost."""

import threading

import pytest
from django.db import connection, transaction

from kmsite.pages.models import AudienceMember, KeptDraft, Page, Revision
from tests.articles.settling import choose
from tests.articles.writing import change, new
from tests.make import make_article, make_audience
from tests.pages.test_at_once import PEOPLE, at_once
from tests.people import Person, make_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

EDIT = "/articles/pump/edit/"


@pytest.fixture
def crowd():
    """Twenty authors, each with a browser."""
    return [Person(make_user(f"author{n}", "author")) for n in range(PEOPLE)]


def statuses(answers):
    codes = [getattr(answer, "status_code", repr(answer)) for answer in answers]
    return {code: codes.count(code) for code in codes}


def test_twenty_who_save_twenty_lines_are_all_served(crowd):
    body = "\n".join(f"Line {n} of the page." for n in range(PEOPLE)) + "\n"
    pump = make_article("Pump", body)
    answers = at_once(
        lambda n: crowd[n].post(
            EDIT, change(pump, body.replace(f"Line {n} ", f"Changed {n} "), base=1, key="k")
        )
    )
    assert statuses(answers) == {302: PEOPLE}
    assert Page.objects.get().current.body == body.replace("Line", "Changed")


def test_of_twenty_who_save_one_line_nineteen_see_both_texts_and_can_go_on(crowd):
    pump = make_article("Pump", "One line.\n")
    answers = at_once(lambda n: crowd[n].post(EDIT, change(pump, f"Wording {n}.\n", base=1, key="k")))
    assert statuses(answers) == {302: 1, 409: PEOPLE - 1}
    won = Page.objects.get().current.body.strip()
    for n, answer in enumerate(answers):
        if answer.status_code == 409:
            assert won in answer.content.decode()
            assert f"Wording {n}." in answer.content.decode()
    asked = next(n for n, answer in enumerate(answers) if answer.status_code == 409)
    assert crowd[asked].post(EDIT, choose(answers[asked], p1="mine")).status_code == 302
    assert Page.objects.get().current.body == f"Wording {asked}.\n"


def test_of_twenty_who_write_a_page_with_one_title_nineteen_are_told(crowd):
    answers = at_once(lambda n: crowd[n].post("/new/", new("Pump", f"Text of {n}.", key="k")))
    assert statuses(answers) == {302: 1, 422: PEOPLE - 1}
    assert Page.objects.filter(title="Pump").count() == Revision.objects.count() == 1
    for n, answer in enumerate(answers):
        if answer.status_code == 422:
            assert "There is a page with this title here already." in answer.content.decode()
            assert f"Text of {n}." in answer.content.decode()


def test_a_form_sent_four_times_at_once_is_saved_once(crowd):
    pump = make_article("Pump", "One.\n")
    answers = at_once(lambda n: crowd[0].post(EDIT, change(pump, "Two.\n", base=1, key="k")), count=4)
    assert statuses(answers) == {302: 4}
    assert Page.objects.get().current.number == 2


def while_saving(meanwhile, page, save):
    """Let `save` wait for the row of `page`, do `meanwhile` before it gets it, and return its answer."""
    answers = []

    def person():
        try:
            answers.append(save())
        finally:
            connection.close()

    with transaction.atomic():
        Page.objects.select_for_update(no_key=True).get(pk=page.pk)
        saving = threading.Thread(target=person)
        saving.start()
        saving.join(1)
        assert saving.is_alive(), "the save waits for the row"
        meanwhile()
    saving.join(20)
    return answers[0]


def test_whoever_is_taken_out_of_an_audience_while_saving_is_refused_and_keeps_the_text():
    bob = make_user("bob", "editor")
    page = make_article("Plan", "One.\n", audience=make_audience("Board", bob))
    browser = Person(bob)
    answer = while_saving(
        lambda: AudienceMember.objects.filter(user=bob).delete(),
        page,
        lambda: browser.post(f"/articles/{page.slug}/edit/", change(page, "My words.\n", key="k")),
    )
    assert answer.status_code == 404
    assert "One." not in answer.content.decode()
    assert Revision.objects.count() == 1
    assert KeptDraft.objects.get(owner=bob).fields["body"].strip() == "My words."


def test_whoever_loses_the_role_while_saving_is_refused_and_keeps_the_text():
    bob = make_user("bob", "editor")
    page, browser = make_article("Pump", "One.\n"), Person(bob)
    answer = while_saving(
        bob.groups.clear, page, lambda: browser.post(EDIT, change(page, "My words.\n", key="k"))
    )
    assert answer.status_code == 403
    assert Revision.objects.count() == 1
    assert KeptDraft.objects.get(owner=bob).fields["body"].strip() == "My words."


@pytest.mark.parametrize("field", ["trashed_at", "archived_at"])
def test_a_page_that_goes_while_somebody_saves_gives_the_text_back(field):
    browser = Person(make_user("bob", "editor"))
    page = make_article("Pump", "One.\n")
    answer = while_saving(
        lambda: Page.objects.filter(pk=page.pk).update(**{field: page.created_at}),
        page,
        lambda: browser.post(EDIT, change(page, "My words.\n", key="k")),
    )
    assert answer.status_code == 422
    assert "My words." in answer.content.decode()
    assert Revision.objects.count() == 1
