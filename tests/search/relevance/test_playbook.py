"""What people ask of a real knowledge base of 243 pages: they find the page that they want."""

from pathlib import Path

import pytest

from kmsite.transfer.importing import import_folder
from kmsite.transfer.models import ImportedPage
from tests.search.relevance.scoring import Score

PLAYBOOK = Path(__file__).parents[4] / "shared/corpus/engineering-playbook"
QUESTIONS = Path(__file__).with_name("playbook.yaml")
RECORDED = 0.927

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PLAYBOOK.is_dir(), reason="the playbook is not beside the project"),
]


def test_people_find_what_they_want_in_a_real_knowledge_base(db):
    import_folder(PLAYBOOK, source="playbook")
    names = {imported.page_id: imported.path for imported in ImportedPage.objects.all()}
    score = Score(QUESTIONS, names)
    wanted = {page for asked in score.asked for page in asked.wanted}
    assert wanted <= {*names.values()}, "a page that is wanted is not there"
    assert score.mean >= RECORDED, str(score)
