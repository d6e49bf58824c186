"""The glossary as SKOS: what other programs read, what comes back, and files that mean no good."""

import json
import socket

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from glossary import sourcing
from glossary.entry import DefinitionEntry, Entry, NameEntry, NoteEntry, RelationEntry
from glossary.exchange import graphs, reading
from glossary.exchange.files import FileRefused
from glossary.exchange.skos_vocabulary import CP
from glossary.exchange.validating import complaints
from glossary.models import Domain, Term
from tests.glossary.exchanging import emptied, exported, imported, outcomes, reasons
from tests.make import make_domain, make_term

HERE = "http://127.0.0.1:8000/glossary/"
PREFIXES = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix x: <http://example.org/> .\n"
ABOUT_THE_FILE = (DCTERMS.created, DCTERMS.modified, SKOS.changeNote)


def graph(format="ttl"):
    return Graph().parse(data=exported(format), format={"ttl": "turtle", "jsonld": "json-ld"}[format])


def text(graph, subject, predicate):
    return str(graph.value(subject, predicate))


@pytest.fixture
def glossary(cleo):
    domain = make_domain("Knowledge").pk
    book = sourcing.create(kind="book", title="Guide", year=2019).pk
    leading = make_term("Leadership", domain=domain)
    learning = make_term(
        "Organisational learning",
        "OL",
        "Learning of organisations",
        domain=domain,
        gloss="A gloss",
        relations=(
            RelationEntry("broader", leading.pk),
            RelationEntry("enables", leading.pk, stance="disputed"),
        ),
    )
    make_term("Hidden idea", status="draft", relations=(RelationEntry("related", learning.pk),))
    make_term(
        "Knowledge leadership",
        domain=domain,
        definitions=(
            DefinitionEntry("What “it” is\n\n* \\x", is_house=True, source=book, locator="p. 2", since=1990),
            DefinitionEntry("Second", fidelity="verbatim", via=book),
        ),
        notes=tuple(
            NoteEntry(f"A {kind}", kind)
            for kind in ("scope", "history", "example", "not", "critique", "question", "usage", "editor")
        ),
        relations=(
            RelationEntry("broader", learning.pk, note="Some say", source=book),
            RelationEntry("related", leading.pk),
            RelationEntry("contrasts_with", leading.pk),
        ),
    )
    make_term(
        "Old leadership", NameEntry("x").text.upper() + "YZ", status="deprecated", replaced_by=leading.pk
    )
    return learning


@pytest.mark.django_db
def test_programs_read_names_definitions_and_relations(glossary):
    told = graph()
    learning, kl = URIRef(f"{HERE}organisational-learning/"), URIRef(f"{HERE}knowledge-leadership/")
    leading, old = URIRef(f"{HERE}leadership/"), URIRef(f"{HERE}old-leadership/")
    assert (learning, SKOS.prefLabel, Literal("Organisational learning", lang="en")) in told
    assert {str(label) for label in told.objects(learning, SKOS.altLabel)} == {
        "OL",
        "Learning of organisations",
    }
    house = next(one for one in told.objects(kl, SKOS.definition) if (one, CP.isHouse, None) in told)
    assert text(told, house, RDF.value) == "What “it” is\n\n* \\x"
    assert text(told, told.value(house, DCTERMS.source), DCTERMS.title) == "Guide"
    assert (kl, SKOS.broader, learning) in told
    assert (learning, SKOS.narrower, kl) in told
    assert (kl, CP.contrasts_with, leading) in told
    assert (learning, CP.enables, leading) not in told, "what is disputed is no statement"
    assert (None, RDF.object, leading) in told
    assert (CP.enables, OWL.inverseOf, CP.enables_inverse) in told
    assert text(told, CP.enables, RDFS.label) == "enables"
    assert text(told, CP.enables_inverse, RDFS.label) == "is enabled by"
    assert (old, OWL.deprecated, Literal(True)) in told
    assert (old, DCTERMS.isReplacedBy, leading) in told
    (area,) = told.subjects(RDF.type, SKOS.Collection)
    assert {*told.objects(area, SKOS.member)} == {learning, kl, leading}


@pytest.mark.django_db
def test_readers_get_no_drafts_and_no_notes_for_editors(glossary):
    file = exported("ttl").decode()
    assert "Knowledge leadership" in file
    assert "Hidden idea" not in file
    assert "A critique" in file
    assert "A editor" not in file


@pytest.mark.django_db
def test_an_export_keeps_the_rules_of_skos(glossary):
    told = graph()
    assert [*complaints(told)] == []
    assert (URIRef(f"{HERE}knowledge-leadership/"), SKOS.related, None) not in told, "S27"
    assert isomorphic(told, graph("jsonld"))


@pytest.mark.django_db
def test_what_is_wrong_with_a_graph_is_found():
    wrong = Graph().parse(
        data=PREFIXES
        + "x:a a skos:Concept; skos:prefLabel 'A'@en, 'B'@en; skos:altLabel 'A'@en ."
        + "x:a skos:broader x:b; skos:related x:c ."
        + "x:b a skos:Concept; skos:prefLabel 'B'@en; skos:broader x:c; skos:inScheme x:s ."
        + "x:c a skos:Concept; skos:broader x:b; skos:inScheme x:s . x:s skos:prefLabel 'S' .",
        format="turtle",
    )
    found = " ".join(complaints(wrong))
    for told in ("S13", "S14", "S27", "above itself", "no preferred label", "in no scheme"):
        assert told in found


@pytest.mark.django_db
@pytest.mark.parametrize("format", ["ttl", "jsonld"])
def test_what_skos_carries_comes_back_exactly(glossary, cleo, format):
    before, file = graph(), exported(format)
    emptied()
    assert set(outcomes(file, cleo.user)) == {"new"}
    after = graph()
    for statement in [*before, *after]:
        if statement[1] in ABOUT_THE_FILE:
            before.remove(statement)
            after.remove(statement)
    assert isomorphic(before, after)
    assert set(outcomes(file, cleo.user)) == {"unchanged"}


@pytest.mark.django_db
def test_another_glossary_comes_in_as_drafts_and_only_once(cleo):
    file = (
        PREFIXES
        + """
    x:km a skos:Concept ; skos:prefLabel "Knowledge management"@en, "Wissensmanagement"@de ;
      skos:altLabel "KM" ; skos:definition "What it is."@en ; skos:scopeNote "Here only"@en-GB ;
      skos:narrower x:kt ; skos:related x:ol .
    x:kt a skos:Concept ; skos:prefLabel "Knowledge transfer"@en .
    x:ol a skos:Concept ; skos:prefLabel "Organisational learning" ; skos:related x:km .
    x:c a skos:Collection ; skos:prefLabel "Fields"@en ; skos:member x:km ."""
    )
    assert outcomes(file, cleo.user) == ["new"] * 3
    km = Term.objects.with_current().get(title="Knowledge management")
    entry = Entry.of(km.current.structure)
    assert (km.status, km.domain) == ("draft", Domain.objects.get(name="Fields"))
    assert [(name.text, name.kind, name.case) for name in entry.names] == [("KM", "acronym", "exact")]
    assert [(note.kind, note.text) for note in entry.notes] == [("scope", "Here only")]
    assert [(one.kind, entry.title(one.term)) for one in entry.relations] == [
        ("related", "Organisational learning")
    ]
    other = Term.objects.with_current().get(title="Knowledge transfer").current
    assert [one["kind"] for one in other.structure["relations"]] == ["broader"]
    assert outcomes(file, cleo.user) == ["unchanged"] * 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("concept", "reason"),
    [
        ("skos:altLabel 'A'@en", "no preferred name in the language of this site"),
        ("skos:prefLabel 'Wissen'@de", "no preferred name in the language of this site"),
        ("skos:prefLabel x:b", "no preferred name in the language of this site"),
        ("skos:prefLabel 'Aa'@en, 'Bb'@en", "several preferred names: Aa, Bb"),
        ("skos:prefLabel 'Aa'@en ; skos:altLabel 'Aa'@en", "“Aa” stands there twice"),
        ("skos:prefLabel 'Aa'@en ; skos:broader x:a", "cannot relate to itself"),
        ("skos:prefLabel 'Aa'@en ; skos:broader x:nowhere", "is not here and does not come with the file"),
        ("skos:prefLabel 'Aa'@en ; skos:broader x:b", "would stand above itself"),
        (f"skos:prefLabel '{'x' * 5000}'@en", "longer than 200 characters"),
        (f"skos:prefLabel 'Aa'@en ; <{DCTERMS.abstract}> '{'x' * 281}'", "longer than 280 characters"),
        (f"skos:prefLabel 'Aa'@en ; <{CP.status}> 'perfect'", "no such status"),
    ],
)
def test_a_concept_is_refused_with_its_reason(concept, reason):
    other = "x:b a skos:Concept ; skos:prefLabel 'Bb'@en ; skos:broader x:a ."
    assert reason in reasons(f"{PREFIXES} x:a a skos:Concept ; {concept} . {other}")[0]


def turtle(text):
    return (PREFIXES + text).encode()


def json_ld(**document):
    return json.dumps(document).encode()


RDF_XML = (
    '<?xml version="1.0"?>{}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:skos="http://www.w3.org/2004/02/skos/core#"><skos:Concept rdf:about="http://example.org/a">'
    '<skos:prefLabel xml:lang="en">Peer {}assist</skos:prefLabel></skos:Concept></rdf:RDF>'
)
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (turtle(""), "There is no skos:Concept"),
        (turtle("x:a a skos:Concept ; skos:prefLabel 'A"), "cannot be read as turtle"),
        (turtle("x:a x:b " + "[" * 5000), "cannot be read|nested too deeply"),
        (turtle("x:a x:b " + "(" * 20000), "cannot be read|nested too deeply"),
        (turtle("[] x:b [] . " * 2_001), "makes more statements than can be read"),
        (turtle("x:a x:b '" + "x" * 9_000_000 + "' ."), "at most 8 MB"),
        (turtle("x:a a skos:Concept ; skos:prefLabel 'Café'@en .").decode().encode("latin-1"), "UTF-8"),
        (turtle("x:a x:b '<a/>'^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral> ."), "XML literals"),
        (json_ld(**{"@context": "http://127.0.0.1:9/context.jsonld", "@id": "x:a"}), "another site"),
        (json_ld(**{"@context": [{}, "http://127.0.0.1:9/c"], "@id": "x:a"}), "another site"),
        (json_ld(**{"@graph": [{"a": {"@context": {"@import": "http://127.0.0.1:9/"}}}]}), "another site"),
        (b'{"@graph": ' + b"[" * 100_000, "no JSON|nested too deeply"),
        (b'{"@graph": ' + b"[" * 60 + b"]" * 60 + b"}", "nested too deeply"),
        (RDF_XML.format(BOMB, "&b;").encode(), "declares a document type"),
        (
            RDF_XML.format('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x">', "").encode(),
            "declares a document type",
        ),
        (RDF_XML.format("", "").encode("utf-16"), "UTF-8|zero bytes|names no column"),
        (RDF_XML.format("", "").replace("?>", " encoding='utf-7'?>", 1).encode(), "another encoding"),
        (RDF_XML.format("", "&nowhere;").encode(), "cannot be read as xml"),
    ],
)
def test_a_hostile_file_gets_a_clear_answer_and_nothing_is_fetched(content, reason, monkeypatch):
    monkeypatch.setattr(graphs, "MOST_STATEMENTS", 2_000)
    monkeypatch.setattr(socket, "create_connection", None)
    monkeypatch.setattr(socket.socket, "connect", None)
    with pytest.raises(FileRefused, match=reason):
        reading.table_of(content)


@pytest.mark.django_db
def test_rdf_xml_is_read_too(cleo):
    assert imported(RDF_XML.format("", ""), cleo.user) == [("Peer assist", "new", "")]
