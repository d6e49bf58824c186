"""Names of the glossary in finished pages: what becomes a link and what does not."""

import re

import pytest

from kmsite.text.terms import Matcher, TermName
from tests.text.term_cases import CASES, NAMES, STOP

IDS = {term: number for number, term in enumerate(NAMES, 1)}
ADDRESSES = {number: f"/glossary/{term}/" for term, number in IDS.items()}
AREAS = {"capture-km": "km", "capture-it": "it"}
ALL = [
    TermName(IDS[term], name.removeprefix("="), name.startswith("="), AREAS.get(term, ""))
    for term, names in NAMES.items()
    for name in names
]
GLOSSARY = Matcher(ALL, STOP)
MARK = re.compile(r"\[\[(\??)([a-z-]+): ((?:(?!\]\]).)*)\]\]", re.DOTALL)
SENTENCES = [sentence for sentences in CASES.values() for sentence in sentences]


def unmarked(sentence):
    return MARK.sub(r"\3", sentence)


def expected(sentence):
    def link(mark):
        if mark[1]:
            return f'<a class="term term-choice" href="/t/{mark[2]}/">{mark[3]}</a>'
        return f'<a class="term" href="/glossary/{mark[2]}/">{mark[3]}</a>'

    return MARK.sub(link, sentence)


def lay(html, **choices):
    return GLOSSARY.lay(html, ADDRESSES, **choices)


def terms(laid):
    return [ADDRESSES[term].split("/")[2] for term in laid.terms]


def test_every_sentence_has_the_links_that_are_marked():
    for sentence in SENTENCES:
        laid = lay(unmarked(sentence))
        assert laid.html == expected(sentence), sentence
        assert laid.links == len(MARK.findall(sentence)), sentence


def test_linking_again_changes_nothing():
    for sentence in SENTENCES:
        once = lay(unmarked(sentence))
        again = lay(once.html)
        assert (again.html, again.links, again.terms) == (once.html, 0, once.terms), sentence


def test_a_domain_of_the_article_decides_what_a_name_means():
    html = lay("We capture lessons.", areas={"km"}).html
    assert html == 'We <a class="term" href="/glossary/capture-km/">capture</a> lessons.'
    assert terms(lay("We capture screens.", areas={"it"})) == ["capture-it"]


def test_two_domains_of_the_article_or_none_leave_the_choice_to_the_reader():
    assert 'href="/t/capture/"' in lay("We capture.", areas={"km", "it"}).html
    assert 'href="/t/capture/"' in lay("We capture.", areas={"law"}).html


def test_a_choice_has_a_quoted_address_below_the_one_asked_for():
    names = [TermName(1, "A&B / C", False), TermName(2, "a&b / c", False)]
    html = Matcher(names).lay("The a&amp;b / c.", {1: "/x/", 2: "/y/"}, choices="/choose/").html
    assert html == 'The <a class="term term-choice" href="/choose/A%26B%20%2F%20C/">a&amp;b / c</a>.'


def test_a_page_of_a_term_is_not_linked_to_itself():
    laid = lay("KM enables organisational learning.", here=IDS["km"])
    assert laid.html == 'KM enables <a class="term" href="/glossary/ol/">organisational learning</a>.'


def test_on_the_page_of_one_meaning_its_name_is_no_choice():
    assert lay("We capture.", here=IDS["capture-it"]).links == 0


def test_a_shorter_name_inside_the_name_of_the_page_is_not_linked_either():
    assert lay("A community of practice meets.", here=IDS["cop"]).links == 0


def test_a_cap_stops_a_flood():
    laid = lay("KM, OL, AAR and peer assist", most=2)
    assert terms(laid) == ["km", "ol"]
    assert laid.links == 2
    assert lay(laid.html, most=2).html == laid.html


def test_a_cap_of_none_links_nothing():
    assert lay("KM", most=0).html == "KM"


def test_links_by_hand_do_not_count_for_the_cap():
    assert terms(lay('<a href="/glossary/ol/">x</a> KM', most=1)) == ["ol", "km"]


def test_terms_come_in_reading_order_with_those_linked_by_hand():
    laid = lay('KM <a href="/glossary/pa/">help</a>, CoP. <a href="/glossary/pa/#x">More</a>, OL, KM')
    assert terms(laid) == ["km", "pa", "cop", "ol"]
    assert laid.links == 3


def test_a_term_without_an_address_does_not_exist():
    laid = GLOSSARY.lay("A community of practice on KM", {IDS["community"]: "/glossary/community/"})
    assert laid.html == 'A <a class="term" href="/glossary/community/">community</a> of practice on KM'
    assert laid.terms == (IDS["community"],)


def test_a_name_of_two_terms_of_which_one_has_no_address_is_no_choice():
    laid = GLOSSARY.lay("We capture.", {IDS["capture-it"]: "/glossary/capture-it/"})
    assert "term-choice" not in laid.html
    assert laid.terms == (IDS["capture-it"],)


def test_an_address_is_escaped():
    html = Matcher([TermName(1, "KM", True)]).lay("KM", {1: '/x/?a="b"&c=<d>'}).html
    assert html == '<a class="term" href="/x/?a=&quot;b&quot;&amp;c=&lt;d&gt;">KM</a>'


def test_a_name_as_written_wins_over_a_plural_that_was_made():
    names = [TermName(1, "new", False), TermName(2, "news", False)]
    assert Matcher(names).lay("The news", {1: "/1/", 2: "/2/"}).terms == (2,)


def test_an_acronym_wins_over_a_word_in_the_same_letters():
    names = [TermName(1, "it", False), TermName(2, "IT", True)]
    assert Matcher(names).lay("it is IT", {1: "/1/", 2: "/2/"}).terms == (1, 2)


def test_two_names_of_one_term_with_one_key_are_one():
    names = [TermName(1, "organisational learning", False), TermName(1, "organizational learning", False)]
    assert "term-choice" not in Matcher(names).lay("organisational learning", {1: "/1/"}).html


@pytest.mark.parametrize(
    "name", ["", " ", "C", "7", "2019", "24/7", "&", "++", "-", "知", " ".join("abc" * 9)]
)
def test_what_could_be_found_anywhere_is_no_name(name):
    text = f"C 7 2019 24/7 &amp; ++ - 知 {' '.join('abc' * 9)}"
    assert Matcher([TermName(1, name, False)]).lay(text, {1: "/1/"}).links == 0


def test_an_empty_glossary_and_an_empty_page_are_no_trouble():
    assert Matcher([]).lay("<p>KM</p>", {}).html == "<p>KM</p>"
    assert lay("").html == ""


def test_a_stop_phrase_wins_over_a_name_of_the_same_words():
    assert Matcher([TermName(1, "KM", True)], ["km"]).lay("KM", {1: "/1/"}).links == 0


def test_a_longer_name_wins_over_a_stop_phrase_inside_it():
    names = [TermName(1, "community college network", False)]
    assert Matcher(names, ["community college"]).lay("A community college network", {1: "/1/"}).links == 1


def test_the_words_between_pieces_of_html_with_signs_are_never_changed():
    html = "<p>caf\u00e9 &lt;&amp;&gt;&nbsp;\u00a0 \u2028 &quot;&#39; &copy; &unknown; & <b>KM</b>\r\n</p>"
    assert re.sub(r'<a class="term[^>]*>|</a>', "", lay(html).html) == html
