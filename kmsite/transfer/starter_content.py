"""What a new wiki holds, so that the first person who opens it finds something to read and to try."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from kmsite.pages.models import Page
from kmsite.transfer.importing import import_folder
from kmsite.transfer.reporting import Report
from kmsite.transfer.starter_community import load_starter_community
from kmsite.transfer.starter_glossary import load_starter_glossary

FOLDER = Path(__file__).parent / "starter"
SOURCE = "starter content"


def load_starter_content(*, force: bool = False) -> Report | None:
    """Write the starter articles, glossary and community; None when the wiki was used before.

    With `force` also into a wiki that has pages; what somebody edited since is left as it is.
    """
    if Page.objects.exists() and not force:
        return None
    report = import_folder(FOLDER, source=SOURCE, summary=_("Came with the wiki"))
    load_starter_glossary()
    load_starter_community()
    return report
