"""What people write and what readers get."""

import pytest

from kmsite.text.rendering import render


def html(source):
    return render(source).html.replace("\n", "")


NESTED = "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>"


@pytest.mark.parametrize(
    "source",
    [
        "- a\n  - b\n    - c",
        "- a\n    - b\n        - c",
        "* a\n  + b\n      - c",
        "-   a\n  - b\n    - c",
        "\t- a\n"[1:] + "\t- b\n\t\t- c",
    ],
)
def test_lists_nest_by_two_or_four_spaces(source):
    assert html(source) == NESTED


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Text\n- a\n- b", "<p>Text</p><ul><li>a</li><li>b</li></ul>"),
        ("Text\n1. a", "<p>Text</p><ol><li>a</li></ol>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("1. a\n  - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("1. a\n    1. b", "<ol><li>a<ol><li>b</li></ol></li></ol>"),
        ("7. a\n8. b", '<ol start="7"><li>a</li><li>b</li></ol>'),
        ("The year was\n1968. It rained.", "<p>The year was1968. It rained.</p>"),
        ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("- a\n\n  more", "<ul><li><p>a</p><p>more</p></li></ul>"),
    ],
)
def test_lists_are_what_people_meant(source, expected):
    assert html(source) == expected


def test_code_is_never_taken_for_a_list():
    source = "Text\n```\nText\n- a\n  - b\n```"
    assert "Text\n- a\n  - b\n</code>" in render(source).html


def test_a_fence_inside_a_list_stays_there():
    result = render("- a\n  ```python\n  x = 1\n  ```\n- b").html
    assert '<span class="mi">1</span>' in result
    assert result.count("<li>") == 2
    assert result.index("</pre>") < result.index("<li>b")


@pytest.mark.parametrize(
    "language", ["python", "js", "C#", "yaml", "sh", "{.python}", "python title=x", "dockerfile"]
)
def test_code_is_coloured_by_githubs_names(language):
    assert '<span class="' in render(f"```{language}\nFROM x = 'y' # z\n```").html


def test_code_of_an_unknown_language_is_shown_plain():
    expected = '<div class="highlight"><pre tabindex="0"><code>a &lt; b</code></pre></div>'
    assert html("```klingon\na < b\n```") == expected


def test_makefiles_keep_their_tabs():
    assert "all:\n\tmake" in render("```\nall:\n\tmake\n```").html


def test_headings_need_no_blank_lines():
    expected = '<p>a</p><h2 id="user-content-b">b</h2><p>c</p>'
    assert html("a\n## b\nc") == expected
    assert html("a\n\nb\n---\nc").endswith(expected[8:])
    assert html("#hashtag") == "<p>#hashtag</p>"


def test_a_task_is_a_sign_and_hidden_words():
    result = html("- [ ] write\n- [x] read")
    assert result.startswith(
        '<ul class="tasks"><li class="task"><span class="box" aria-hidden="true">☐</span>'
    )
    assert '<li class="task done">' in result
    assert '<span class="vh">done: </span>read' in result
    assert "<input" not in result


def test_a_table_stands_below_a_paragraph_and_is_aligned_by_class():
    result = html("Text\n| a | b | c |\n|:--|:-:|--:|\n| [[x|y]] | `p` \\| q | |\nafter")
    assert result.startswith(
        '<p>Text</p><div class="scroll" role="region" tabindex="0" aria-label="Table 1"><table>'
    )
    assert '<th class="align-center" scope="col">b</th>' in result
    assert '<td class="align-center"><code>p</code> | q</td>' in result
    assert 'data-key="x"' in result
    assert "style" not in result


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "*a* **b** ***c*** ~~d~~ _e_ snake_case_name",
            "<em>a</em> <strong>b</strong> <em><strong>c</strong></em>",
        ),
        ("a ~~b~~", "a <del>b</del>"),
        ("snake_case_name", "<p>snake_case_name</p>"),
        ("a  \nb\\\nc<br>d", "<p>a<br>b<br>c<br>d</p>"),
        (
            "<kbd>Ctrl</kbd> H<sub>2</sub>O <mark>*x*</mark>",
            "<kbd>Ctrl</kbd> H<sub>2</sub>O <mark><em>x</em></mark>",
        ),
        ("<kbd>Ctrl", "&lt;kbd&gt;Ctrl"),
        ("<div>x</div>", "<p>&lt;div&gt;x&lt;/div&gt;</p>"),
        ("a <!-- b --> c", "<p>a  c</p>"),
        ("<!-- a\n\nb -->\nc", "<p>c</p>"),
        ("<!-- a\n\nb", "<p>&lt;!-- a</p><p>b</p>"),
        ("> a\nb", "<blockquote><p>ab</p></blockquote>"),
        ("&copy; &amp;lt; AT&T", "<p>© &amp;lt; AT&amp;T</p>"),
        ("Apple\n: fruit\n: company", "<dl><dt>Apple</dt><dd>fruit</dd><dd>company</dd></dl>"),
        ("a\n: b\nc\n: d", "<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>"),
        ("*[KM]: knowledge\n\nKM.", '<p><abbr title="knowledge">KM</abbr>.</p>'),
        ("![a](/files/7/b.png)", '<p><img src="/files/7/b.png" alt="a"></p>'),
        ("[![a](b.png)](/c)", '<p><a href="/c"><img src="b.png" alt="a"></a></p>'),
        ("\\*a\\*", "<p>*a*</p>"),
        ("`` a`b ``", "<p><code>a`b</code></p>"),
        ("***", "<hr>"),
    ],
)
def test_signs_become_what_they_mean(source, expected):
    assert expected in html(source)


@pytest.mark.parametrize(
    "source", ['!!! tip "Mind the gap"\n    a', "> [!TIP]\n> a", "!!! tip\n    a", "> [!tip]\n>\n> a"]
)
def test_callouts_of_both_kinds(source):
    result = html(source)
    assert result.startswith('<aside class="note tip"><p class="t">')
    assert result.endswith("<p>a</p></aside>")


def test_an_unknown_callout_is_a_note():
    assert html("!!! sparkle\n    a").startswith('<aside class="note"><p class="t">Sparkle</p>')


def test_details_hold_markdown():
    source = "<details>\n<summary>More *of* it</summary>\n\n- a\n\n</details>\nafter"
    expected = "<details><summary>More <em>of</em> it</summary><ul><li>a</li></ul></details><p>after</p>"
    assert html(source) == expected


def test_footnotes_are_numbered_as_they_come():
    result = html("b[^x] a[^y] b[^x]\n\n[^y]: why\n[^x]: ex\n\n    more\n[^z]: unused")
    assert result.index("ex</p>") < result.index("why") < result.index("unused")
    assert 'href="#user-content--fn-1" id="user-content--fnref-1-2">1</a>' in result
    assert result.count("↩") == 3
    assert "[^x]" not in result


def test_front_matter_is_shown_as_code():
    result = render("---\ntitle: Pump\ntags: [a, b]\n---\n# Pump")
    assert result.html.startswith('<div class="highlight">')
    assert [heading.text for heading in result.toc] == ["Pump"]


@pytest.mark.parametrize(
    ("source", "href"),
    [
        ("see https://a.example/b_c_d.", "https://a.example/b_c_d"),
        ("(https://a.example/b_(c))", "https://a.example/b_(c)"),
        ("www.a.example/x,", "http://www.a.example/x"),
        ("<https://a.example/x>", "https://a.example/x"),
        ("mail me@a.example.", "mailto:me@a.example"),
    ],
)
def test_bare_addresses_are_links(source, href):
    assert f'<a href="{href}"' in html(source)


def test_links_that_leave_say_so():
    result = html("[a](https://a.example) [b](//b.example) [c](/articles/c/) ![d](https://d.example/d.png)")
    assert '<a href="https://a.example" rel="nofollow ugc noopener" class="externallink">a</a>' in result
    assert '<a href="https://b.example" rel="nofollow ugc noopener"' in result
    assert '<a href="/articles/c/">c</a>' in result
    assert (
        '<a href="https://d.example/d.png" class="external-image" rel="nofollow ugc noopener">d</a>' in result
    )


def test_ids_of_headings_are_unicode_and_numbered():
    rendered = render("# Über uns\n# Über uns\n# Über-uns-1\n# `code` & *more*\n# !!!\n# Foo [^1]\n\n[^1]: x")
    assert [heading.id for heading in rendered.toc] == [
        "user-content-über-uns",
        "user-content-über-uns-1",
        "user-content-über-uns-1-1",
        "user-content-code-more",
        "user-content-section",
        "user-content-foo",
    ]
    assert rendered.toc[3].text == "code & more"


def test_links_and_files_of_a_text_are_known():
    rendered = render(
        "[[Pump]] [[Section / Pump#Parts|p]] [x](/articles/pump/#The%20Parts) [[pump]] `[[No]]`\n\n"
        "    [[No]]\n\n![](/files/7/a.png) [f](/files/9/b.pdf) [#](#Parts)"
    )
    assert [(link.key, link.anchor) for link in rendered.links] == [
        ("pump", ""),
        ("section/pump", "user-content-parts"),
        ("/articles/pump", "user-content-the-parts"),
    ]
    assert rendered.files == (7, 9)
    assert 'href="#user-content-parts"' in rendered.html


def test_plain_text_is_what_a_reader_sees():
    source = "# Pump & *valve*\n\nA [link](/x) `a<b`\n\n- [x] done\n\n| a | b |\n|---|---|\n| c | d |"
    source += "\n\nn[^1]\n\n[^1]: note"
    text = render(source).text
    assert text == "Pump & valve\nA link a<b\ndone\na\nb\nc\nd\nn\nnote"


def test_plain_text_has_a_line_for_each_block_however_it_was_typed():
    source = "A sentence\nthat goes on.\n\n- one\n  more\n- two\n\n```\nturn\n  left\n```"
    assert render(source).text == "A sentence that goes on.\none more\ntwo\nturn\nleft"


def test_an_empty_text_is_an_empty_page():
    assert render("").html == render(" \n\n").html == ""
