"""The bench times calls that really find something, and says how two sites compare."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from kmsite.management.measuring import questions as questions_drawn
from kmsite.management.measuring.questions import questions
from kmsite.transfer.filling.site import fill
from tests.make import make_article

pytestmark = pytest.mark.django_db


def test_every_sort_of_question_is_timed_and_finds_what_it_should(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(questions_drawn, "MANY", 2)
    fill(90, 25, median=600)
    asked = questions()
    assert {sort: len(texts) for sort, texts in asked.items()} == dict.fromkeys(asked, 2)
    assert asked == questions()

    call_command("bench", "search", "--rounds", "1", "--json")
    said = capsys.readouterr().out
    figures = json.loads(said)
    assert figures["pages"] == 115
    for sort, people in figures["sorts"].items():
        found = {reader: times["found"] for reader, times in people.items()}
        assert all(0 < times["median"] <= times["p95"] for times in people.values())
        assert any(found.values()) != sort.endswith("no hit"), (sort, found)
    common = figures["sorts"]["common"]
    assert common["anonymous"]["found"] < common["many audiences"]["found"]
    assert common["anonymous"]["found"] > figures["sorts"]["rare"]["anonymous"]["found"]

    (tmp_path / "before.json").write_text(said)
    call_command("bench", "search", "--rounds", "1", "--against", str(tmp_path / "before.json"))
    told = capsys.readouterr().out
    assert "From 115 to 115 pages:" in told
    assert "two common" in told


def test_a_site_with_few_words_says_so():
    make_article("Pump")
    with pytest.raises(CommandError, match="too few words"):
        call_command("bench", "search")


def test_a_file_without_figures_is_refused(tmp_path):
    (tmp_path / "other.json").write_text("[]")
    with pytest.raises(CommandError, match="holds no figures"):
        call_command("bench", "search", "--against", str(tmp_path / "other.json"))
