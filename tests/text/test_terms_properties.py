"""What holds for every page and every glossary: only links are added, and each term has one."""

import re
from collections import Counter

import html5lib
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kmsite.text.cleaning import clean
from kmsite.text.rendering import TextRefused, render
from kmsite.text.terms import Matcher, TermName
from tests.text.oracle import parsed
from tests.text.payloads import MARKDOWN

WORDS = ["KM", "knowledge", "management", "community", "of", "practice", "CoP", "KMS", "C++", "R&D", "IT"]
OTHERS = ["the", "a", "5", "DO", "café", "Übung", "x_y", "e-", "non-", "don't", "\u00ad", "\u00a0", "知识"]
NAMES = [
    *(TermName(1, "knowledge management", False), TermName(1, "KM", True)),
    *(TermName(2, "community of practice", False), TermName(2, "CoP", True)),
    *(TermName(3, "community", False), TermName(4, "KMS", True), TermName(5, "R&D", False)),
    *(TermName(6, "practice", False, "a"), TermName(7, "practice", False, "b"), TermName(8, "C++", True)),
    *(TermName(9, "knowledge of knowledge", False), TermName(9, "IT", True), TermName(10, "café", False)),
]
ADDRESSES = {number: f"/glossary/{number}/" for number in range(1, 11)}
STOP = ["management practice", "community of knowledge"]
GLOSSARY = Matcher(NAMES, STOP)
WICKED = Matcher(
    [
        *(TermName(1, name, False) for name in ("alert", "script", "img src", "onerror", "&lt;")),
        *(TermName(n, name, False) for n in (1, 2) for name in ("<script>", "home", '"onclick', "evil")),
    ]
)
ADDED = re.compile(r'<a class="term(?: term-choice)?" href="[^"]*">((?:(?!</a>).)*)</a>', re.DOTALL)
LEFT_ALONE = re.compile(
    r'<(a|code|pre|h[1-6]|blockquote)\b.*?</\1>|<(div|span) class="no-glossary">.*?</\2>', re.DOTALL
)

words = st.sampled_from([*WORDS, *OTHERS])
gaps = st.sampled_from([" ", " ", " ", "\n", "-", "", ". ", ", ", "/", "  "])
text = st.lists(st.tuples(words, gaps), max_size=12).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
FORMS = [
    *(
        "%s\n\n",
        "[%s](/glossary/6/)",
        "*%s* ",
        "**%s**",
        "[%s](/x/)",
        "`%s`",
        "\n\n# %s\n\n",
        "\n\n> %s\n\n",
        "\n\n- %s\n",
    ),
    *("[[!%s]]", "\n\n!!! no-terms\n    %s\n\n", "\n\n| %s | b |\n|---|---|\n| c | d |\n\n", "[[%s]]"),
    *("\n\n```\n%s\n```\n\n", "[%s](/glossary/2/)", "\n\n!!! note\n    %s\n\n", "<kbd>%s</kbd>", "[^%s]"),
]
passages = st.tuples(st.sampled_from(FORMS), text).map(lambda pair: pair[0] % pair[1])
sources = st.lists(st.one_of(passages, text, st.sampled_from(MARKDOWN)), max_size=10).map("".join)
areas = st.sets(st.sampled_from(["a", "b"]))
caps = st.integers(min_value=0, max_value=8)


def shown(source):
    try:
        return render(source).html
    except TextRefused:
        return ""


def lay(html, areas=frozenset(), most=30):
    return GLOSSARY.lay(html, ADDRESSES, areas=areas, most=most)


def without_links(html):
    return ADDED.sub(r"\1", html)


@given(sources, areas, caps)
@settings(max_examples=100, deadline=None)
def test_without_the_links_it_is_the_page_byte_for_byte(source, areas, most):
    html = shown(source)
    laid = lay(html, areas, most)
    assert without_links(laid.html) == html
    assert len(ADDED.findall(laid.html)) == laid.links <= most


@given(sources, areas, caps)
@settings(max_examples=100, deadline=None)
@example("[](/glossary/2/)KM", frozenset(), 1)
def test_linking_twice_is_linking_once(source, areas, most):
    once = lay(shown(source), areas, most)
    twice = lay(once.html, areas, most)
    assert (twice.html, twice.links, twice.terms) == (once.html, 0, once.terms)


@given(sources)
@settings(max_examples=100, deadline=None)
def test_no_term_is_linked_twice(source):
    html = shown(source)
    laid = lay(html)
    by_hand = {href for href in re.findall(r'href="([^"]*)"', html) if href in ADDRESSES.values()}
    added = Counter(re.findall(r'<a class="term" href="([^"]*)">', laid.html))
    choices = Counter(re.findall(r'<a class="term term-choice" href="([^"]*)">', laid.html))
    assert set((added + choices).values()) <= {1}
    assert not by_hand & added.keys()
    assert len(laid.terms) == len(set(laid.terms))
    assert {ADDRESSES[term] for term in laid.terms} == by_hand | added.keys()


@given(sources)
@settings(max_examples=100, deadline=None)
def test_what_is_left_alone_stays_as_it_is(source):
    html = shown(source)
    before = [part[0] for part in LEFT_ALONE.finditer(html)]
    after = [part[0] for part in LEFT_ALONE.finditer(ADDED.sub(r"\1", lay(html).html))]
    assert before == after
    for part in before:
        assert lay(part).html == part


@given(sources)
@settings(max_examples=100, deadline=None)
def test_a_browser_builds_the_same_tree_around_the_links(source):
    html = shown(source)
    tree = parsed(lay(html).html)
    assert _serialised(_unwrapped(tree)) == _serialised(parsed(html))


@given(st.lists(st.tuples(st.text(max_size=20), st.booleans()), max_size=20), sources, st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_any_names_at_all_add_links_and_nothing_else(names, source, stop):
    matcher = Matcher([TermName(n % 7, text, exact) for n, (text, exact) in enumerate(names)], [stop])
    html = shown(source)
    laid = matcher.lay(html, {number: f"/t/{number}/" for number in range(7)}, choices="/choose/")
    assert without_links(laid.html) == html


def test_no_payload_is_woken_by_links():
    for source in MARKDOWN:
        html = shown(source)
        laid = WICKED.lay(html, {1: '/x/"onclick="alert(1)', 2: "/y/<script>"}, choices='/"><script>/')
        assert without_links(laid.html) == html, source
        assert _serialised(_unwrapped(parsed(laid.html))) == _serialised(parsed(html)), source


def test_nobody_can_write_a_link_that_looks_like_one_to_a_term():
    source = '<a class="term" href="/glossary/1/">KM</a> [KM](/glossary/1/){.term}'
    assert '<a class="term' not in shown(source)
    assert clean('<a class="term term-choice" href="/t/KM/">KM</a>') == '<a href="/t/KM/">KM</a>'


@given(st.text(alphabet='<>"&;/= aKM-\n', max_size=80))
@settings(max_examples=100, deadline=None)
def test_what_is_no_html_is_not_harmed_either(html):
    assert without_links(lay(html).html) == html


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_a_name_of_letters_is_found_as_it_is_written(name):
    name = " ".join("".join(c for c in name if c.isalpha()).split())
    if len(name) > 1:
        for exact in (True, False):
            laid = Matcher([TermName(1, name, exact)]).lay(f"<p>({name})</p>", {1: "/1/"})
            assert laid.html == f'<p>(<a class="term" href="/1/">{name}</a>)</p>'


def _unwrapped(tree):
    """Return `tree` with the added links replaced by what is in them."""
    for parent in list(tree.iter()):
        for link in [child for child in parent if (child.get("class") or "").split()[:1] == ["term"]]:
            place = list(parent).index(link)
            words = (link.text or "") + (link.tail or "")
            if place:
                parent[place - 1].tail = (parent[place - 1].tail or "") + words
            else:
                parent.text = (parent.text or "") + words
            parent.remove(link)
    return tree


def _serialised(tree):
    return html5lib.serialize(tree, tree="etree", quote_attr_values="always", omit_optional_tags=False)
