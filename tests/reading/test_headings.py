"""Every heading has a link to itself, and the contents are a tree."""

from articles.headings import contents, with_heading_links


def test_a_heading_gets_a_link_to_itself():
    html = with_heading_links('<h2 id="user-content-pumps">Pumps <em>old</em></h2><p>Text</p>')
    assert html == (
        '<h2 id="user-content-pumps">Pumps <em>old</em><a class="anchor heading-link" '
        'href="#user-content-pumps" aria-label="Link to this heading"></a></h2><p>Text</p>'
    )


def test_headings_above_and_below_the_contents_get_none():
    html = '<h1 id="a">A</h1><h5 id="b">B</h5><h2>no id</h2>'
    assert with_heading_links(html) == html


def test_contents_follow_the_levels_even_where_one_is_skipped():
    toc = [
        {"level": 2, "id": "a", "text": "A"},
        {"level": 4, "id": "b", "text": "B"},
        {"level": 3, "id": "c", "text": "C"},
        {"level": 5, "id": "too-deep", "text": "Too deep"},
        {"level": 2, "id": "d", "text": "D"},
    ]
    top = contents(toc)
    assert [entry.text for entry in top] == ["A", "D"]
    assert [entry.text for entry in top[0].below] == ["B", "C"]


def test_one_heading_makes_no_contents():
    assert contents([{"level": 2, "id": "a", "text": "A"}]) == []
