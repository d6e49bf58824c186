"""Statements and rounds, who took part, what was answered while a round is open, and what is told of it."""

from kmsite.culture.models.answers import Participation, Response, Result
from kmsite.culture.models.assessment import Assessment, Item, Lens, Position
from kmsite.culture.models.own import PersonalCommitment, PersonalResult
from kmsite.culture.models.round import Commitment, Consensus, Fact, Round

__all__ = [
    "Assessment", "Commitment", "Consensus", "Fact", "Item", "Lens", "Participation", "PersonalCommitment",
    "PersonalResult", "Position", "Response", "Result", "Round",
]  # fmt: skip
