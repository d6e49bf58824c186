"""What puts one answer before another."""

from dataclasses import replace

from kmsite.search.hits import Hit
from kmsite.search.ranking import points, ranked

PLAIN = Hit(
    page=1,
    kind="article",
    status="",
    language="english",
    place=0,
    is_named=False,
    literal=0.1,
    wide=0.0,
    is_titled=False,
    is_titled_widely=False,
    title_length=4,
    is_in_order=False,
    prior=0.0,
)


def order(*hits):
    return [hit.page for hit, _points in ranked(hits)]


def test_exact_names_come_before_titles_and_titles_before_all_others():
    text = replace(PLAIN, page=1, literal=0.9, prior=1.0, is_in_order=True)
    title = replace(PLAIN, page=2, is_titled=True)
    named = replace(PLAIN, page=3, is_named=True, literal=0.01)
    assert order(text, title, named) == [3, 2, 1]


def test_of_one_name_an_approved_term_comes_first_then_an_article_then_what_people_talk_about():
    named = replace(PLAIN, is_named=True)
    talk = replace(named, page=1, kind="discussion", literal=0.9)
    draft = replace(named, page=2, kind="term", status="draft")
    article = replace(named, page=3)
    term = replace(named, page=4, kind="term", status="approved", literal=0.01)
    assert order(talk, draft, article, term)[:2] == [4, 3]


def test_a_word_as_typed_counts_more_than_a_synonym_of_it():
    literal = replace(PLAIN, page=1, literal=0.2, wide=0.2)
    synonym = replace(PLAIN, page=2, literal=0.0, wide=0.2)
    assert order(synonym, literal) == [1, 2]
    assert points(synonym).score > 0


def test_a_title_that_says_only_the_question_comes_before_a_longer_one():
    short = replace(PLAIN, page=2, is_titled=True, title_length=1)
    long = replace(PLAIN, page=1, is_titled=True, title_length=6)
    assert order(long, short) == [2, 1]


def test_trust_use_and_freshness_part_what_is_alike_and_no_more():
    trusted = replace(PLAIN, page=2, prior=1.0)
    assert order(PLAIN, trusted) == [2, 1]
    assert order(replace(PLAIN, literal=0.9), trusted) == [1, 2]


def test_what_is_alike_in_everything_stands_in_one_order_for_ever():
    assert order(replace(PLAIN, page=9), replace(PLAIN, page=3), PLAIN) == [1, 3, 9]


def test_of_pages_with_one_title_those_that_say_something_come_first():
    named = replace(PLAIN, is_named=True, is_titled=True)
    empty = replace(named, page=1, literal=0.9, says_more=False)
    told = replace(named, page=2, literal=0.1)
    assert order(empty, told) == [2, 1]
