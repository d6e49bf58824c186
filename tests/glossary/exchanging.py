"""Files of terms for tests: made, imported, compared."""

import io

from glossary.exchange import bringing, planning, rdf_writing, reading, skos_writing, tables
from glossary.exchange.collecting import Known, published, records
from glossary.exchange.hierarchy import Hierarchy
from glossary.models import Domain, Source, Term
from tests.emptying import empty

RDF = {"ttl": rdf_writing.turtle, "jsonld": rdf_writing.json_ld}


def exported(format="csv"):
    """Return the whole glossary as a file: for curators as a table, for readers as SKOS."""
    known, content = Known.now(), io.BytesIO()
    if format in RDF:
        told = records(published(), known, readers=True)
        return "".join(RDF[format](skos_writing.blocks(told, known, Hierarchy.now(known.listed)))).encode()
    tables.write(records(Term.objects.live(), known), content, format=format)
    return content.getvalue()


def planned(content, **options):
    """Return what a file would do."""
    if isinstance(content, str):
        content = content.encode()
    columns, rows = reading.table_of(content)
    return planning.plan(reading.records(columns, rows), **options)


def imported(content, by=None):
    """Import a file and return what became of its rows, as (term, outcome, reason)."""
    plan = bringing.bring(planned(content), by=by, summary="Import")
    return [(row.title, row.outcome.value, row.reason) for row in plan.rows]


def outcomes(content, by=None):
    """Import a file and return the outcomes of its rows."""
    return [outcome for _title, outcome, _reason in imported(content, by)]


def reasons(content):
    """Return why the rows of a file are refused."""
    return [row.reason for row in planned(content).rows]


def emptied():
    """Let the glossary be as in another installation: without terms, sources and domains."""
    empty("pages_page", "glossary_source", "glossary_domain")
    assert [model.objects.count() for model in (Term, Source, Domain)] == [0, 0, 0]
