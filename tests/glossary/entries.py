"""Hypothesis makes terms of every kind."""

from datetime import date

from hypothesis import strategies as st

from glossary.entry import DefinitionEntry, Entry, NameEntry, NoteEntry, RelationEntry
from kmsite.pages.saving.drafts import clean_body
from kmsite.text.names import clean_line

AWKWARD = [
    "=1+1",
    "'=1",
    "''@x",
    "+4",
    "-",
    "\t=x",
    "a;b,c",
    'say "x"',
    "x\ny",
    "x\n\n  y",
    "_x000D_",
    "0012",
    "1e5",
    "2019-01-02",
    "yes",
    "#12",
    "KM [exact, auto]",
    "acronym: x",
    "title: y",
    "\uff1d2",
    "ﬀ",
    "é",
    "\\",
    '\\"',
    "x\\n",
    "<b>&amp;",
    "{uid}",
    "'",
]
_ANY = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=40)
TEXTS = st.one_of(st.sampled_from(AWKWARD), _ANY)
LINES = TEXTS.map(lambda text: clean_line(text, 1000))
BODIES = TEXTS.map(clean_body)
PARAGRAPHS = BODIES.map(lambda text: text.rstrip("\n") or "x")
YEARS = st.none() | st.integers(1, 2100)


def definitions(sources):
    some = st.builds(
        DefinitionEntry,
        text=PARAGRAPHS,
        reason=LINES,
        source=st.none() | st.sampled_from(sources),
        via=st.none() | st.sampled_from(sources),
        fidelity=st.sampled_from(["", "verbatim", "adapted"]),
        locator=LINES,
        since=YEARS,
        until=st.none(),
    )
    return st.lists(some, max_size=3).map(tuple)


def entries(sources, domain, others, steward):
    """Return entries that name these sources, this domain, these terms and this person."""
    notes = st.builds(
        NoteEntry,
        text=PARAGRAPHS,
        kind=st.sampled_from(
            ["scope", "usage", "history", "example", "not", "critique", "question", "editor"]
        ),
        source=st.none() | st.sampled_from(sources),
    )
    relations = st.builds(
        RelationEntry,
        kind=st.sampled_from(["part_of", "enables", "contrasts_with", "formerly"]),
        term=st.sampled_from(others),
        stance=st.sampled_from(["asserted", "disputed", "historic"]),
        source=st.none() | st.sampled_from(sources),
        note=LINES,
    )
    names = st.builds(
        NameEntry,
        text=LINES.map(lambda text: f"Name {text}".strip()),
        kind=st.sampled_from(["admitted", "variant", "hidden", "deprecated"]),
        case=st.sampled_from(["any", "exact"]),
        autolink=st.sampled_from(["auto", "manual", "never"]),
    )
    return st.builds(
        Entry,
        names=st.lists(names, max_size=4, unique_by=lambda name: name.text).map(tuple),
        definitions=definitions(sources),
        notes=st.lists(notes, max_size=3).map(tuple),
        relations=st.lists(relations, max_size=2, unique_by=lambda one: (one.kind, one.term)).map(tuple),
        domain=st.none() | st.just(domain),
        status=st.sampled_from(["draft", "review", "deprecated"]),
        is_contested=st.booleans(),
        steward=st.none() | st.just(steward),
        review_due=st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1)),
        is_shareable=st.booleans(),
        case=st.sampled_from(["any", "exact"]),
        autolink=st.sampled_from(["auto", "manual", "never"]),
    )
