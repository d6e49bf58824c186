"""After a round has closed nothing says who answered what: no table, no log, no file of a backup, no desk."""

import logging

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, models

from kmsite.culture.models import Participation, Response
from kmsite.culture.rounds import answering, holding
from tests.culture.rounds import RIGHT, answer_all, make_people, open_round
from tests.make import make_community

CANARY = [1, 5, 2, 4, 3, None, 5, 1, 4, 2, 3]


def everything_stored():
    """Return all rows of all tables as text, as a backup would have them."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        found = []
        for name in names:
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{name}" t')
            found += [(name, row) for (row,) in cursor.fetchall()]
    return found


def holds_the_canary(text):
    digits = "".join(character for character in text.replace("null", "0") if character.isdigit())
    return "15243051423" in digits


@pytest.fixture
def round(alice):
    community = make_community("Lessons learned", by=alice.user)
    round = open_round(community, alice.user)
    answer_all(round, make_people(5, community), RIGHT)
    return round


@pytest.mark.django_db
def test_answers_are_in_one_table_without_a_name_and_in_none_after_closing(alice, round, caplog):
    with caplog.at_level(logging.DEBUG):
        answering.answer(round, CANARY, by=alice.user)
        assert [name for name, row in everything_stored() if holds_the_canary(row)] == ["culture_response"]
        holding.close(round, by=alice.user)
    assert [row for row in everything_stored() if holds_the_canary(row[1])] == []
    said = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert not any(holds_the_canary(line) for line in said)


@pytest.mark.django_db
def test_rows_of_an_open_round_lie_in_no_order_and_carry_one_number_of_a_transaction(round):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT xmin::text) FROM culture_response")
        assert cursor.fetchone() == (5, 1)
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM culture_participation")
        assert cursor.fetchone() == (5,)


def test_a_response_knows_no_person_and_no_time_and_a_participation_no_time_and_no_answer():
    names = {field.name: type(field) for field in Response._meta.get_fields()}
    assert set(names) == {"id", "round", "community", "answers"}
    assert {field.name for field in Participation._meta.get_fields()} == {"id", "round", "user", "community"}
    for model in (Response, Participation):
        assert isinstance(model._meta.pk, models.UUIDField), "a counter would tell the order"


def test_nothing_of_the_culture_shift_is_in_the_desk():
    assert [model for model in admin.site._registry if model._meta.app_label == "culture"] == []
    assert apps.get_app_config("culture").models_module is not None


@pytest.mark.django_db
def test_no_table_refers_to_a_response_and_no_result_to_a_person():
    referring = [field.model for field in Response._meta.related_objects]
    assert referring == []
    result = apps.get_model("culture", "Result")
    related = {field.related_model._meta.label for field in result._meta.get_fields() if field.is_relation}
    assert related == {"culture.Round", "communities.Community", "culture.Item"}


@pytest.mark.django_db(transaction=True)
def test_what_deleted_answers_left_in_the_files_is_given_free(alice, round):
    holding.close(round, by=alice.user)
    holding.forget_answers()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size('culture_response')")
        assert cursor.fetchone() == (0,)
