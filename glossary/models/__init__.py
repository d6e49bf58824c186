"""Terms with their definitions, sources, notes and relations; comparisons; what people propose."""

from glossary.models.comparison import Comparison, ComparisonVersion
from glossary.models.domain import Domain
from glossary.models.entry import Definition, Note, Relation
from glossary.models.proposal import Proposal
from glossary.models.source import Source
from glossary.models.term import Claim, Term
from glossary.models.work import Candidate, Finding, Look

__all__ = [
    "Candidate",
    "Claim",
    "Comparison",
    "ComparisonVersion",
    "Definition",
    "Domain",
    "Finding",
    "Look",
    "Note",
    "Proposal",
    "Relation",
    "Source",
    "Term",
]
