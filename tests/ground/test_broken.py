"""Every rule of `check_integrity` is broken on purpose: it is named, and no other with it."""

import io
import json
from contextlib import suppress

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from communities import integrity as communities
from communities.discussions import discussion_rules
from glossary import comparison_integrity as comparisons
from kmsite.attachments import integrity as attachments
from kmsite.culture import integrity as culture
from kmsite.pages import invariants as pages
from kmsite.recognition import integrity as recognition
from kmsite.stewardship import integrity as stewardship
from kmsite.talk import integrity as talk
from tests.culture.test_integrity import BREAKS as OF_CULTURE
from tests.ground.breaks import BREAKS, build_town
from tests.pages.test_integrity import BREAKS as OF_PAGES

QUESTIONS = (
    *(question for _code, question in (*pages.RULES, *communities.RULES, *discussion_rules.RULES)),
    *(*attachments.RULES, *comparisons.RULES, *talk.RULES),
    *(*stewardship.RULES, *recognition.RULES, *culture.RULES),
)


def checked():
    """Return the lines of `check_integrity`."""
    out = io.StringIO()
    with suppress(SystemExit):
        call_command("check_integrity", "--json", stdout=out)
    return json.loads(out.getvalue())["violations"]


def after(statement):
    """Return the lines that tell what `statement` broke, which is mended afterwards."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)
        told = checked()
        transaction.set_rollback(True)
    return told


@pytest.mark.django_db
def test_each_break_is_named_by_its_rule_alone():
    build_town()
    assert checked() == []
    wrong = {}
    for code, words, statement in BREAKS:
        told = after(statement)
        if {line.split()[0] for line in told} != {code} or not any(words.strip("'") in line for line in told):
            wrong[code, words] = told
    assert wrong == {}
    assert checked() == []


def test_each_question_to_the_database_has_a_break():
    broken = [*(words for _code, words, _sql in BREAKS), *(words for _sql, words in OF_PAGES.values())]
    broken += [words for words, _sql in OF_CULTURE]
    assert [question for question in QUESTIONS if not any(words in question for words in broken)] == []
