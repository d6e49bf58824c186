"""What the tests of comparisons share: two terms, a text about them, and the form it is sent in."""

from glossary import comparing
from glossary.comparison_text import COMMON, Cell, ComparisonText, Row
from glossary.models import Source

HOME = "/glossary/compare/knowledge-management..organisational-learning/"


def make_source(title="Working Knowledge", **fields):
    """Return a source that a cell can name."""
    return Source.objects.create(kind="book", title=title, **fields)


def text(km, ol, *, why="They are **not** the same.", source=None, **fields):
    """Return a comparison with one criterion, and what is in common in it."""
    cells = {
        str(km.pk): Cell("knowledge itself", source and source.pk),
        str(ol.pk): Cell("teams that *learn*"),
        COMMON: Cell("People are needed."),
    }
    row = Row("Starting point", cells, "aa11")
    return ComparisonText(**{"intro": "Often mixed up.", "why": why, "rows": (row,), **fields})


def write(km, ol, by, base=0, said=None, **fields):
    """Write a comparison of two terms."""
    return comparing.write(terms=[km, ol], said=said or text(km, ol, **fields), base=base, by=by)


def form_of(km, ol, *, base=0, rows=((),), **fields):
    """Return the form as a browser sends it; each row is (id, criterion, of km, of ol, in common)."""
    sent = {"intro": "Mixed up.", "why": "It matters.", "summary": "", "base": base, **fields}
    sent |= {"row-TOTAL_FORMS": len(rows), "row-INITIAL_FORMS": len(rows)}
    for number, row in enumerate(rows):
        id, criterion, *cells = row or ("aa11", "Starting point", "knowledge", "teams", "")
        sent |= {
            f"row-{number}-id": id,
            f"row-{number}-criterion": criterion,
            f"row-{number}-ORDER": number + 1,
        }
        for at, cell in zip((km.pk, ol.pk, COMMON), cells, strict=True):
            sent[f"row-{number}-text-{at}"] = cell
    return sent
