"""Files of a test go to a folder of their own."""

import pytest

from tests.make import make_article


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def pump_article(db):
    return make_article("Pump")
