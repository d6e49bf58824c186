"""Citing a version of a term: APA, BibTeX and RIS; and its definition to carry elsewhere."""

import re
from dataclasses import replace
from datetime import date

import pytest

from glossary import quoting
from glossary.citing import Citation, apa, work
from glossary.citing_files import bibtex, key, ris
from glossary.entry import DefinitionEntry, Entry, NameEntry

PERMANENT = "https://wiki.example.org/glossary/knowledge-management/v/4/"
UNKNOWN = dict.fromkeys(
    ["title", "authors", "organisation", "role", "container", "date_text", "publisher", "doi", "url"], ""
) | {"kind": "unknown", "year": None, "accessed_on": None, "quoted_in": None}
BOOK = UNKNOWN | {
    "kind": "book",
    "title": "Working Knowledge",
    "authors": "Davenport, T. H.; Prusak, L.",
    "year": 1998,
    "publisher": "Harvard Business School Press",
}
HANDBOOK = UNKNOWN | {"kind": "book", "title": "Handbook of KM", "authors": "Dalkir, K.", "year": 2005}
HOSTILE = 'A {brace\n} "quote" & 100% #1_\\input{x}~^$ Ä 知識\u202e'


def cited(source=None, via=None, text="What people *know*, see [[Pump|pumps]].", **house):
    """Return the citation of a version whose house definition has this source."""
    sources = {str(id): said for id, said in ((1, source), (2, via)) if said}
    definition = DefinitionEntry(text, id="d", is_house=True, source=source and 1, via=via and 2, **house)
    return Citation(
        entry=Entry(
            names=(NameEntry("KM", "acronym"),),
            definitions=(definition,),
            status="approved",
            told={"sources": sources},
        ),
        title="Knowledge management",
        gloss="Knowing together.",
        number=4,
        saved=date(2026, 11, 22),
        site="Commonplace",
        page="https://wiki.example.org/glossary/knowledge-management/",
    )


def balance(text):
    return text.count("{") - text.count("}")


def test_a_version_is_cited_without_the_day_it_was_read():
    assert apa(cited()) == (
        f"Commonplace. (2026). Knowledge management (Version 4). In Commonplace glossary. {PERMANENT}"
    )


def test_the_page_that_changes_is_cited_with_the_day_it_was_read():
    assert apa(replace(cited(), retrieved=date(2026, 12, 1))) == (
        "Commonplace. (n.d.). Knowledge management. In Commonplace glossary. "
        "Retrieved December 1, 2026, from https://wiki.example.org/glossary/knowledge-management/"
    )


def test_words_of_others_are_cited_as_theirs_and_as_given_here():
    assert apa(cited(BOOK, via=HANDBOOK, fidelity="verbatim", locator="p. 5")) == (
        "Davenport, T. H., & Prusak, L. (1998). Working Knowledge (p. 5). Harvard Business School Press. "
        "As cited in Dalkir, K. (2005). Handbook of KM. As given in Commonplace. (2026). "
        f"Knowledge management (Version 4). In Commonplace glossary. {PERMANENT}"
    )


@pytest.mark.parametrize("fidelity", ["", "adapted", "paraphrase"])
def test_our_own_words_after_a_source_are_ours(fidelity):
    assert apa(cited(BOOK, fidelity=fidelity)).startswith("Commonplace. (2026).")


def test_our_own_source_makes_nobody_else_the_author():
    ours = BOOK | {"kind": "internal"}
    assert apa(cited(ours, fidelity="verbatim")).startswith("Commonplace. (2026).")


@pytest.mark.parametrize(
    ("known", "reference"),
    [
        ({}, "[Source unknown]. (n.d.)."),
        ({"title": "On pumps"}, "On pumps. (n.d.)."),
        ({"authors": "Ba, K."}, "Ba, K. (n.d.). [Untitled]."),
        ({"organisation": "ISO", "kind": "standard", "year": 2018}, "ISO. (2018). [Untitled standard]."),
        ({"authors": "Ba, K.", "kind": "person", "role": "Director"}, "Ba, K. (n.d.). [Director]."),
        ({"authors": "Ba, K.", "date_text": "spring 1999"}, "Ba, K. (spring 1999). [Untitled]."),
        ({"title": "What is it?", "organisation": "WHO", "publisher": "WHO"}, "WHO. (n.d.). What is it?"),
        ({"authors": "A, A.; B, B.; C, C.", "title": "T", "year": 1}, "A, A., B, B., & C, C. (1). T."),
        (
            {"title": "T", "url": "https://example.org/a b", "accessed_on": "2020-02-01"},
            "T. (n.d.). Retrieved February 1, 2020, from https://example.org/a%20b",
        ),
        ({"title": "T", "year": 2001, "doi": "10.1/x"}, "T. (2001). https://doi.org/10.1/x"),
    ],
)
def test_what_is_not_known_of_a_source_is_told_as_the_apa_tells_it(known, reference):
    assert work(UNKNOWN | known) == reference


def test_of_very_many_authors_nineteen_and_the_last_are_named():
    many = work(BOOK | {"authors": "; ".join(f"A{n}, B." for n in range(1, 31))})
    assert many.startswith("A1, B., ")
    assert ", A19, B., … A30, B. (1998)" in many


def test_a_version_in_bibtex():
    assert bibtex(cited()) == (
        "@incollection{commonplace-knowledge-management-v4,\n"
        "  author = {{Commonplace}},\n"
        "  title = {{Knowledge management}},\n"
        "  booktitle = {Commonplace glossary},\n"
        "  year = {2026},\n"
        "  note = {Version 4},\n"
        f"  url = {{{PERMANENT}}}\n"
        "}\n"
    )


def test_the_page_in_bibtex_has_no_year_and_the_day_it_was_read():
    text = bibtex(replace(cited(), retrieved=date(2026, 12, 1)))
    assert text.startswith("@misc{")
    assert "year = {n.d.}" in text
    assert "urldate = {2026-12-01}" in text


def test_words_of_others_in_bibtex():
    assert bibtex(cited(BOOK | {"doi": "10.1/a_b"}, fidelity="abridged", locator="p. 5")) == (
        "@misc{commonplace-knowledge-management-v4,\n"
        "  author = {Davenport, T. H. and Prusak, L.},\n"
        "  title = {{Working Knowledge}},\n"
        "  howpublished = {Harvard Business School Press},\n"
        "  year = {1998},\n"
        r"  doi = {10.1/a\_b}," + "\n"
        "  note = {p. 5. As given in Commonplace glossary, “Knowledge management”, version 4},\n"
        f"  url = {{{PERMANENT}}}\n"
        "}\n"
    )


def test_an_organisation_is_one_author_in_bibtex():
    text = bibtex(cited(UNKNOWN | {"organisation": "Research and Development"}, fidelity="verbatim"))
    assert "author = {{Research and Development}}" in text
    assert "title =" not in text


def test_a_hostile_title_stays_one_value_in_bibtex():
    text = bibtex(replace(cited(), title=HOSTILE, site="A } b"))
    title = next(line for line in text.splitlines() if line.startswith("  title"))
    assert title == (
        r'  title = {{A \textbraceleft{}brace \textbraceright{} "quote" \& 100\% \#1\_\textbackslash{}input'
        r"\textbraceleft{}x\textbraceright{}\textasciitilde{}\textasciicircum{}\$ Ä 知識}},"
    )
    assert balance(text) == 0
    assert len(text.splitlines()) == 8


def test_the_key_is_ascii_whatever_the_address():
    page = "https://wiki.example.org/glossary/%E7%9F%A5%E8%AD%98/"
    assert key(replace(cited(), site="Wíki “ä”", page=page)) == "wiki-a-v4"
    assert key(replace(cited(), site="知", page=page)) == "term-v4"


def test_a_version_in_ris():
    assert ris(cited(), "What people\nknow.").split("\r\n") == [
        "TY  - DICT",
        "AU  - Commonplace",
        "TI  - Knowledge management",
        "T2  - Commonplace glossary",
        "PY  - 2026",
        "DA  - 2026/11/22/",
        "ET  - Version 4",
        "AB  - What people know.",
        f"UR  - {PERMANENT}",
        "ER  - ",
        "",
    ]


def test_words_of_others_in_ris():
    lines = ris(cited(BOOK, via=HANDBOOK, fidelity="verbatim"), "").split("\r\n")
    assert lines[:3] == ["TY  - BOOK", "AU  - Davenport, T. H.", "AU  - Prusak, L."]
    assert "N1  - As cited in Dalkir, K. (2005). Handbook of KM" in lines
    assert "N1  - As given in Commonplace glossary, “Knowledge management”, version 4" in lines


def test_a_title_cannot_add_a_line_to_ris():
    text = ris(replace(cited(), title="A\r\nER  - \r\nTY  - BOOK"), "a\nAU  - Mallory")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in text.split("\r\n")[:-1])
    assert text.count("\r\nER  - ") == 1
    assert "TI  - A ER - TY - BOOK\r\n" in text


def test_the_definition_as_plain_text():
    assert quoting.text(cited(BOOK, fidelity="paraphrase")) == (
        "Knowledge management (KM)\n"
        "What people know, see pumps.\n"
        "Source: Davenport, T. H., & Prusak, L. (1998). Working Knowledge. Harvard Business School Press. "
        "[paraphrased]\n"
        "Status: approved\n"
        "Commonplace, Version 4, November 22, 2026\n"
        f"{PERMANENT}\n"
    )


def test_the_definition_as_markdown_needs_nothing_of_this_site():
    text = "What [they](/articles/pump/) *know*, see [[Pump|pumps]] and [[!KM]].\n\nAnd more."
    assert quoting.markdown(replace(cited(text=text), title="A *[b]*")) == (
        "**A \\*\\[b\\]\\* (KM)**\n\n"
        "> What [they](https://wiki.example.org/articles/pump/) *know*, see pumps and KM.\n>\n> And more.\n\n"
        "Status: approved\n\n"
        f"Commonplace, Version 4, November 22, 2026, <{PERMANENT}>\n"
    )


def test_the_definition_with_its_layout_holds_no_link_but_its_own():
    one = cited(text="*Know* [x](https://example.org) ![p](/files/1/p.png) <script>alert(1)</script>")
    html = quoting.html(replace(one, title="<b>&"))
    assert html.startswith("<p><strong>&lt;b&gt;&amp; (KM)</strong></p><blockquote><p><em>Know</em> x")
    assert html.count("<a ") == 1
    assert f'<a href="{PERMANENT}">' in html
    assert "<img" not in html
    assert "<script" not in html


def test_a_term_without_a_definition_is_quoted_by_its_gloss():
    one = cited()
    bare = replace(one, entry=replace(one.entry, definitions=(), status="draft"))
    assert quoting.text(bare).splitlines()[:3] == [
        "Knowledge management (KM)",
        "Knowing together.",
        "Status: draft",
    ]
    assert apa(bare) == apa(one)
