"""The small folder of these tests, brought in; its files go to a folder of the test."""

import shutil
from pathlib import Path

import pytest

from kmsite.transfer.importing import import_folder

FOLDER = Path(__file__).parent / "folder"


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def folder(tmp_path):
    """A copy of the folder that a test may change."""
    return Path(shutil.copytree(FOLDER, tmp_path / "workshop"))


@pytest.fixture
def bring(folder, db):
    """Return a function that imports the folder, again if it was imported before."""

    def importing(**options):
        return import_folder(folder, source="workshop", **options)

    return importing
