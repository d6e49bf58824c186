"""A real knowledge base of 243 pages comes in whole."""

from pathlib import Path

import pytest

from kmsite.attachments.integrity import violations
from kmsite.attachments.models import Attachment
from kmsite.pages.models import Link, Page, Rendering, Revision
from kmsite.transfer.importing import import_folder
from kmsite.transfer.reporting import Outcome

PLAYBOOK = Path(__file__).parents[3] / "shared/corpus/engineering-playbook"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PLAYBOOK.is_dir(), reason="the playbook is not beside the project"),
]


def test_the_playbook_comes_in_whole_and_once(db):
    report = import_folder(PLAYBOOK, source="playbook")
    files = list(PLAYBOOK.rglob("*.md"))
    assert len(files) == 243
    assert {str(path.relative_to(PLAYBOOK)) for path in files} <= report.outcomes.keys()
    assert not report.lost_something
    assert [str(remark) for remark in report.broken] == [
        "automated-testing/ui-testing/teams-tests.md:219: ./images/teams-appium-inspector.png",
        "design/design-patterns/non-functional-requirements-capture-guide.md:54: ../../privacy/README.md",
    ]
    assert not Link.objects.filter(target=None).exists()
    assert Revision.objects.count() == Page.objects.count() == report.count(Outcome.NEW)
    shown = "".join(Rendering.objects.values_list("html", flat=True))
    assert Attachment.objects.count() == 100
    assert all(f'src="{attachment.get_absolute_url()}"' in shown for attachment in Attachment.objects.all())
    assert list(violations()) == []

    again = import_folder(PLAYBOOK, source="playbook")
    assert again.count(Outcome.SAME) == len(report.outcomes)
    assert Revision.objects.count() == Page.objects.count()
