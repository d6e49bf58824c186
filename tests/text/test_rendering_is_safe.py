"""What hostile texts become, judged by the tree that a browser would build."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kmsite.text.characters import without_invisible
from kmsite.text.cleaning import clean
from kmsite.text.links import Target, lay
from kmsite.text.rendering import TextRefused, render
from tests.text.oracle import complaints, text_of
from tests.text.payloads import LINES, MARKDOWN

PIECES = [
    *(
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "~~",
        "[",
        "](",
        ")",
        "![",
        "[[",
        "]]",
        "|",
        "\n",
        "\n\n",
        "    ",
        "> ",
        "- ",
    ),
    *(
        "1. ",
        "# ",
        "<kbd>",
        "</kbd>",
        "<br>",
        "<details>\n",
        "</details>\n",
        "<!--",
        "-->",
        "&lt;",
        "&#x3c;",
        "\\",
    ),
    *(
        "[^1]",
        "[^1]: ",
        ": ",
        "*[A]: ",
        "A",
        "!!! note\n",
        "!!! no-terms\n    ",
        "[[!",
        "|-|-|",
        "https://a.example/",
        "javascript:",
        "//b.example",
    ),
    *(
        "<script>",
        "<img src=x onerror=alert(1)>",
        '"',
        "'",
        "\x02",
        "\x03",
        "\0",
        "\t",
        "\u202e",
        "é",
        "\ud800",
    ),
]
SOUP = st.lists(
    st.one_of(st.sampled_from(PIECES), st.sampled_from(MARKDOWN), st.text(max_size=5)), max_size=30
)


def shown(source):
    try:
        return render(source).html
    except TextRefused:
        return ""


def test_no_payload_gets_through_the_renderer():
    for source in MARKDOWN:
        html = render(source).html
        assert complaints(html) == [], source
        assert complaints(lay(html, {"home": Target("/articles/home/", source)}), laid=True) == [], source


def test_no_payload_gets_through_inside_other_blocks():
    for source in MARKDOWN:
        quoted = "\n".join(f"> - {line}" for line in source.split("\n"))
        assert complaints(shown(quoted)) == [], source
        assert complaints(shown(f"| a | b |\n|---|---|\n| {source} | [[{source}]] |")) == [], source
        assert (
            complaints(shown(f"**{source}** [{source}](/x) ![{source}](/y) # {source}\n: {source}")) == []
        ), source


def test_no_payload_gets_through_the_cleaner_alone():
    for source in MARKDOWN:
        once = clean(source)
        assert complaints(once) == [] or "link without rel" in complaints(once)[0], source
        assert clean(once) == once, source


def test_titles_of_pages_are_text_in_laid_links():
    for line in LINES:
        stored = render("[[Home]] [[Gone]]").html
        laid = lay(
            stored,
            {"home": Target("/articles/home/", without_invisible(line))},
            create=f"/new/?from={without_invisible(line)}&title=",
        )
        assert complaints(laid, laid=True) == [], line
        assert text_of(laid).startswith("Home Gone"), line


def test_harmless_words_around_a_script_survive():
    text = text_of(render("hello <script>alert(1)</script> world").html)
    assert "hello" in text
    assert "world" in text


def test_people_cannot_write_the_stored_form_of_a_wiki_link():
    stored = '<a class="wikilink" data-key="home" data-title="x" data-anchor="">x</a>'
    html = render(f"[[Home]] {stored} `{stored}`\n\n    {stored}\n\n[x](/y '{stored}') ![{stored}](/z)").html
    assert lay(html, {}).count('class="redlink"') == 1
    assert clean(stored) == '<a class="wikilink">x</a>'


def test_wiki_link_attributes_need_a_key_that_the_renderer_made():
    html = '<a class="wikilink" data-key="other" data-title="x" data-anchor="">x</a>'
    assert 'data-key="other"' not in clean(html, {"home"})


@given(SOUP)
@settings(max_examples=400, deadline=None)
def test_any_mixture_is_clean_or_refused(pieces):
    html = shown("".join(pieces))
    assert complaints(html) == []
    assert clean(clean(html)) == clean(html)


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@given(st.lists(st.text(alphabet="abcdefghij", min_size=3, max_size=8), min_size=1, max_size=20))
@settings(max_examples=100, deadline=None)
def test_plain_words_survive_among_signs(words):
    source = " ".join(f"{word} {PIECES[len(word) % 5]}" for word in words)
    visible = text_of(render(source).html)
    assert all(word in visible for word in words)
