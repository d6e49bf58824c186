"""How well search answers: the mean reciprocal rank of the pages that people want, by kinds of questions."""

from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import yaml
from django.contrib.auth.models import AnonymousUser

from kmsite.pages.index import prior, recounting
from kmsite.search.asking import Question
from kmsite.search.finding import find

LOOKED_AT = 10
"""How many answers a person looks at."""


@dataclass(frozen=True)
class Asked:
    """A question that was asked, the pages that are wanted, and those that were found, the best first."""

    kind: str
    question: str
    wanted: list[str]
    found: list[str]

    @property
    def rank(self):
        """The place of the first wanted page among the found, from 1; 0 when none is there."""
        return next((place for place, page in enumerate(self.found, start=1) if page in self.wanted), 0)

    @property
    def worth(self):
        return 1 / self.rank if self.rank else 0

    def __str__(self):
        place = f"on place {self.rank}" if self.rank else "not found"
        above = ", ".join(self.found[: self.rank - 1 if self.rank else 3]) or "nothing"
        return f"{self.question}: {place}; before it {above}"


class Score:
    """What came of a file of questions, read aloud where it is too low."""

    def __init__(self, file, names):
        """Ask everything in `file`, after the site has counted its words and weighed its pages.

        `names` says for the id of a page what the file calls it.
        """
        recounting.recount()
        prior.weigh_all()
        questions = yaml.safe_load(Path(file).read_text(encoding="utf-8"))
        self.asked = [
            Asked(kind, question, [wanted] if isinstance(wanted, str) else wanted, _found(question, names))
            for kind, answers in questions.items()
            for question, wanted in answers.items()
        ]

    @property
    def mean(self):
        return mean(asked.worth for asked in self.asked)

    def __str__(self):
        return "\n".join([f"{self.mean:.3f} of {len(self.asked)} questions", *self._kinds(), *self._misses()])

    def _kinds(self):
        for kind in dict.fromkeys(asked.kind for asked in self.asked):
            worths = [asked.worth for asked in self.asked if asked.kind == kind]
            yield f"  {mean(worths):.3f} of {len(worths)} {kind}"

    def _misses(self):
        return [f"    {asked}" for asked in self.asked if asked.rank != 1]


def _found(question, names):
    answer = find(AnonymousUser(), Question.asked(question))
    return [names.get(one.page.pk, one.page.title) for one in [*answer.found, *answer.beside][:LOOKED_AT]]
