"""What people ask of the content that a new wiki begins with: they find the page that they want."""

from pathlib import Path

from kmsite.pages.models import Page
from kmsite.transfer.starter_content import load_starter_content
from tests.search.relevance.scoring import Score

QUESTIONS = Path(__file__).with_name("starter.yaml")
RECORDED = 0.971


def test_people_find_what_they_want_in_a_new_wiki(db):
    load_starter_content()
    names = {page.pk: page.get_absolute_url().strip("/") for page in Page.objects.all()}
    score = Score(QUESTIONS, names)
    wanted = {page for asked in score.asked for page in asked.wanted}
    assert wanted <= {*names.values()}, "a page that is wanted is not there"
    assert score.mean >= RECORDED, str(score)
