"""Curators write about terms side by side; nothing typed is lost, nothing written is overwritten."""

import re
from io import StringIO

import pytest
from django.core.management import call_command

from glossary import comparing, curating
from glossary.comparing import ComparisonConflict
from glossary.comparison_text import ComparisonText
from glossary.models import Comparison, ComparisonVersion, Term
from kmsite.text.refusal import TextRefused
from tests.glossary.comparisons import HOME, form_of, make_source, text, write
from tests.make import make_term

EDIT = f"{HOME}edit/"


@pytest.fixture
def km(db):
    return make_term("Knowledge management", "KM")


@pytest.fixture
def ol(km):
    return make_term("Organisational learning", "OL")


@pytest.fixture
def written(km, ol, cleo):
    return write(km, ol, cleo.user).version


def says(html):
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", "", html))


def now():
    return ComparisonText.of(Comparison.objects.written().get().current.said)


def test_a_curator_publishes_and_everybody_reads(km, ol, cleo, carol):
    assert "Add a criterion" in cleo.get(EDIT).text
    answer = cleo.post(EDIT, form_of(km, ol, summary="Begin"))
    assert (answer.status_code, answer["Location"]) == (302, HOME)
    assert "Starting point" in carol.get(HOME).text
    assert "Begin" in carol.get(f"{HOME}versions/").text


def test_readers_and_authors_write_none(km, ol, alice, carol, anonymous):
    for person in (alice, carol):
        assert person.post(EDIT, form_of(km, ol)).status_code == 403
    assert anonymous.get(EDIT).status_code == 302
    assert not ComparisonVersion.objects.exists()


def test_without_why_it_matters_nothing_is_published_and_nothing_is_lost(km, ol, cleo):
    answer = cleo.post(EDIT, form_of(km, ol, why="", intro="A long thought."))
    assert answer.status_code == 422
    assert "Say why the difference matters" in answer.text
    assert "A long thought." in answer.text
    assert 'value="Starting point"' in answer.text
    assert not Comparison.objects.exists()


def test_rows_are_ordered_by_their_numbers_and_removed_by_their_marks(km, ol, cleo):
    rows = [
        ("a1", "One", "k", "o", ""),
        ("b2", "Two", "k", "o", ""),
        ("c3", "Three", "k", "o", ""),
        ("d4",) + ("",) * 4,
    ]
    sent = form_of(km, ol, rows=rows) | {"row-2-ORDER": 1, "row-1-DELETE": "on"}
    cleo.post(EDIT, sent)
    assert [row.criterion for row in now().rows] == ["Three", "One"]


def test_another_row_comes_without_scripts_and_nothing_is_saved(km, ol, cleo):
    answer = cleo.post(EDIT, form_of(km, ol, rows=[("a1", "One", "k", "o", "")]) | {"more": "1"})
    assert answer.status_code == 200
    assert 'name="row-1-criterion"' in answer.text
    assert 'value="One"' in answer.text
    assert not Comparison.objects.exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("#{id} Working Knowledge", ""),
        ("{id}", ""),
        ("Davenport", "Choose a source from the list"),
        ("#98765", "no source with this number"),
    ],
)
def test_a_cell_names_its_source_by_number(km, ol, cleo, typed, told):
    source = make_source()
    sent = form_of(km, ol) | {f"row-0-source-{km.pk}": typed.format(id=source.pk)}
    answer = cleo.post(EDIT, sent)
    assert told in answer.text
    assert answer.status_code == (422 if told else 302)
    if not told:
        assert now().rows[0].cell(km.pk).source == source.pk


@pytest.mark.parametrize("sent", [{}, {"row-TOTAL_FORMS": "x"}, {"more": "1"}, {"base": "-1", "why": "\0"}])
def test_odd_forms_are_answered(km, ol, cleo, sent):
    assert cleo.post(EDIT, sent).status_code in (200, 422)


def test_somebody_signed_out_gets_their_words_back(km, ol, anonymous):
    answer = anonymous.post(EDIT, form_of(km, ol, intro="A long thought."))
    assert answer.status_code == 403
    assert "A long thought." in answer.text
    assert "Starting point" in answer.text


def test_what_two_wrote_in_different_cells_is_merged(km, ol, cleo, ada, written):
    mine = form_of(km, ol, base=1, intro="Often mixed up.", why="They are **not** the same.")
    hers = text(km, ol, intro="Much mixed up.")
    comparing.write(terms=[km, ol], said=hers, base=1, by=ada.user)
    sent = mine | {"row-0-text-common": "People are needed.", f"row-0-text-{km.pk}": "what is known"}
    sent[f"row-0-text-{ol.pk}"] = "teams that *learn*"
    answer = cleo.post(EDIT, sent, follow=True)
    assert "merged with what somebody else wrote" in answer.text
    assert now().intro == "Much mixed up."
    assert now().rows[0].cell(km.pk).text == "what is known"


def test_two_who_change_the_same_words_see_both(km, ol, cleo, ada, written):
    comparing.write(terms=[km, ol], said=text(km, ol, why="Hers matters."), base=1, by=ada.user)
    answer = cleo.post(EDIT, form_of(km, ol, base=1, why="Mine matters.", summary="Why"))
    assert answer.status_code == 409
    assert "Hers matters." in answer.text
    assert "Mine matters.</textarea>" in answer.text
    assert 'name="base" value="2"' in answer.text
    assert now().why == "Hers matters."
    again = cleo.post(EDIT, form_of(km, ol, base=2, why="Ours matters."))
    assert again.status_code == 302
    assert now().why == "Ours matters."


def test_two_who_begin_at_once_lose_no_row(km, ol, cleo, ada, written):
    rows = tuple(ComparisonText.of(written.said).rows)
    with pytest.raises(ComparisonConflict) as conflict:
        comparing.write(terms=[km, ol], said=text(km, ol, why="Also."), base=0, by=ada.user)
    assert [clash.path for clash in conflict.value.clashes] == ["why"]
    assert conflict.value.merged.rows == rows


def test_the_same_form_sent_twice_writes_once(km, ol, cleo):
    for _time in range(2):
        cleo.post(EDIT, form_of(km, ol))
    assert ComparisonVersion.objects.count() == 1


def test_a_version_stays_as_it_was(km, ol, cleo, anonymous, written):
    source = make_source(year=1998)
    write(km, ol, cleo.user, base=1, source=source, intro="Now with a source.")
    type(source).objects.update(title="Renamed")
    old, new = (anonymous.get(f"{HOME}v/{number}/") for number in (1, 2))
    assert "There is a newer one." in old.text
    assert "Often mixed up." in old.text
    assert "Working Knowledge" in new.text
    assert anonymous.get(f"{HOME}v/3/").status_code == 404


def test_versions_are_compared_and_restored(km, ol, cleo, carol, written):
    write(km, ol, cleo.user, base=1, intro="Changed.")
    assert carol.get(f"{HOME}versions/?a=2&b=1")["Location"] == f"{HOME}versions/1..2/"
    changed = says(carol.get(f"{HOME}versions/1..2/").text)
    assert "Often mixed up. 1+Changed." in changed
    assert carol.get(f"{HOME}versions/1/restore/").status_code == 403
    assert "What will change" in cleo.get(f"{HOME}versions/1/restore/").text
    assert cleo.post(f"{HOME}versions/1/restore/", {"base": "1"}).status_code == 409
    assert cleo.post(f"{HOME}versions/1/restore/", {"base": "2"}).status_code == 302
    assert now().intro == "Often mixed up."
    assert ComparisonVersion.objects.count() == 3


def test_a_comparison_follows_a_term_that_goes_on_as_another(km, ol, cleo, anonymous, written):
    learning = make_term("Learning organisation")
    curating.merge(ol, into=learning, by=cleo.user)
    home = "/glossary/compare/knowledge-management..learning-organisation/"
    assert anonymous.get(HOME)["Location"] == home
    assert anonymous.get(f"{HOME}v/1/")["Location"] == f"{home}v/1/"
    assert "teams that <em>learn</em>" in anonymous.get(home).text
    assert (
        "“Organisational learning” goes on as “Learning organisation”"
        in anonymous.get(f"{home}versions/").text
    )
    assert cleo.post(f"{home}versions/1/restore/", {"base": "2"}).status_code == 302
    assert "teams that <em>learn</em>" in anonymous.get(home).text


def test_of_two_comparisons_that_become_one_both_are_kept(km, ol, cleo, anonymous, written):
    learning = make_term("Learning organisation")
    write(km, learning, cleo.user, said=text(km, learning, intro="Written of the other."))
    curating.merge(Term.objects.get(pk=ol.pk), into=learning, by=cleo.user)
    home = "/glossary/compare/knowledge-management..learning-organisation/"
    shown = anonymous.get(home).text
    assert "Written of the other." in shown
    assert f'href="{HOME}versions/"' in shown
    assert "Knowledge management and Organisational learning" in shown
    assert "Often mixed up." in anonymous.get(f"{HOME}v/1/").text
    assert anonymous.get(f"{HOME}versions/").status_code == 200
    assert anonymous.get(HOME)["Location"] == home


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"why": ""}, "why the difference matters"),
        ({"intro": "x" * 20_001}, "at most 20000 characters"),
    ],
)
def test_what_cannot_be_kept_is_refused(km, ol, cleo, change, told):
    with pytest.raises(TextRefused, match=told):
        write(km, ol, cleo.user, **change)


def test_everything_holds_after_all_of_it(km, ol, cleo, written):
    learning = make_term("Learning organisation")
    write(km, ol, cleo.user, base=1, intro="Changed.")
    write(km, learning, cleo.user)
    curating.merge(Term.objects.get(pk=ol.pk), into=learning, by=cleo.user)
    said = StringIO()
    call_command("check_integrity", stdout=said)
    assert "Everything holds." in said.getvalue()


def test_a_comparison_that_is_not_as_it_must_be_is_found(km, ol, written):
    ComparisonVersion.objects.filter(pk=written.pk).update(number=2)
    Comparison.objects.update(terms=[ol.pk, km.pk])
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("check_integrity", stdout=said)
    assert "I25 comparison" in said.getvalue()
    assert says(said.getvalue()).count("I25") == 2
