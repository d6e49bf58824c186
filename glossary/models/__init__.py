"""Terms with their definitions, sources, notes and relations; comparisons; what people propose."""

from glossary.models.comparison import Comparison, ComparisonVersion
from glossary.models.domain import Domain
from glossary.models.entry import Definition, Note, Relation
from glossary.models.proposal import Proposal
from glossary.models.source import Source
from glossary.models.term import Claim, Term

__all__ = [
    "Claim",
    "Comparison",
    "ComparisonVersion",
    "Definition",
    "Domain",
    "Note",
    "Proposal",
    "Relation",
    "Source",
    "Term",
]
