"""Words and blocks that an author wants without links to the glossary."""

import pytest

from kmsite.text.links import Target, lay
from kmsite.text.merge import merge3
from kmsite.text.relinking import relinked
from kmsite.text.rendering import render
from kmsite.text.terms import Matcher, TermName

TERMS = Matcher([TermName(1, "KM", True), TermName(2, "peer assist", False)])
ADDRESSES = {1: "/glossary/km/", 2: "/glossary/peer-assist/"}


def linked(source):
    return TERMS.lay(render(source).html, ADDRESSES)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The [[!KM]] team", '<p>The <span class="no-glossary">KM</span> team</p>'),
        ("**[[!KM]]** team", '<p><strong><span class="no-glossary">KM</span></strong> team</p>'),
        ("[[! peer  assist ]]", '<p><span class="no-glossary">peer assist</span></p>'),
        ("[[!*R&D*]]", '<p><span class="no-glossary">*R&amp;D*</span></p>'),
        ("[see [[!KM]]](/x)", '<p><a href="/x">see <span class="no-glossary">KM</span></a></p>'),
        ("`[[!KM]]`", "<p><code>[[!KM]]</code></p>"),
        ("\\[[!KM]]", "<p>[[!KM]]</p>"),
        ("[[!]] [[! ]] [[!KM|team]]", "<p>[[!]] [[! ]] [[!KM|team]]</p>"),
        ("!!! no-terms\n    KM", '<div class="no-glossary"><p>KM</p>\n</div>'),
        ("!!! NO-TERMS\n    KM", '<div class="no-glossary"><p>KM</p>\n</div>'),
        ("> !!! no-terms\n>     KM", '<blockquote><div class="no-glossary"><p>KM</p>\n</div>\n</blockquote>'),
        ('!!! no-terms "KM"\n', '<p>!!! no-terms "KM"</p>'),
    ],
)
def test_what_is_left_alone_is_marked(source, expected):
    assert render(source).html == expected


def test_a_word_left_alone_is_no_link_and_the_next_one_is():
    assert linked("[[!KM]] is ours, KM is a field.").html == (
        '<p><span class="no-glossary">KM</span> is ours, <a class="term" href="/glossary/km/">KM</a> '
        "is a field.</p>"
    )


def test_a_block_left_alone_has_no_links_with_all_that_it_holds():
    source = "!!! no-terms\n    KM and *peer assist*\n\n    - KM\n\n    > [!NOTE]\n    > KM\n\nKM"
    page = linked(source)
    assert page.links == 1
    assert page.html.endswith('<p><a class="term" href="/glossary/km/">KM</a></p>')


def test_a_block_left_alone_holds_other_blocks():
    html = render("!!! no-terms\n    # A\n\n    ```\n    KM\n    ```\n\n    !!! tip\n        b\n\nc").html
    assert '<h1 id="user-content-a">A</h1>' in html
    assert '<aside class="note tip">' in html
    assert html.endswith("</div>\n<p>c</p>")


def test_the_words_stay_in_the_text_that_is_searched():
    assert render("The [[!KM]] team\n\n!!! no-terms\n    peer assist").text == "The KM team\npeer assist"


def test_the_words_stay_in_headings_and_contents():
    [heading] = render("# The [[!KM]] team").toc
    assert (heading.id, heading.text) == ("user-content-the-km-team", "The KM team")


def test_a_word_left_alone_leads_to_no_page():
    page = render("[[!Pump]] [[Pump]]")
    assert [link.key for link in page.links] == ["pump"]
    assert lay(page.html, {"pump": Target("/articles/pump/", "Pump")}).count("<a ") == 1


def test_renaming_a_page_changes_links_and_not_what_is_left_alone():
    source = "[[Pump]], [[!Pump]] and `[[!Pump]]`"
    expected = "[[Valve]], [[!Pump]] and `[[!Pump]]`"
    assert relinked(source, names={"pump": "Valve", "!pump": "Valve"}, addresses={}) == expected


def test_two_writers_merge_around_a_word_left_alone():
    base = "The [[!KM]] team met on Monday.\n"
    mine = "The [[!KM]] group met on Monday.\n"
    theirs = "The [[!KM]] team met on Friday.\n"
    assert merge3(base, mine, theirs).text == "The [[!KM]] group met on Friday.\n"


def test_a_word_left_alone_is_never_cut_by_a_merge():
    clash = merge3("See [[!KM]] now.\n", "See [[!OL]] now.\n", "See [[!KMS]] now.\n")
    assert [chunk.reading("mine") for chunk in clash.conflicts] == ["See [[!OL]] now.\n"]
