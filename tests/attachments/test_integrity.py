"""Every attachment has its file, whole; whatever happened to it is named."""

import pytest

from kmsite.attachments import storage
from kmsite.attachments.attaching import attach
from kmsite.attachments.integrity import violations
from tests.attachments.samples import picture


@pytest.fixture
def blob(pump_article):
    return attach(pump_article, name="pump.png", content=picture(), by=None).blob


def test_a_sound_site_has_no_violations(blob):
    assert list(violations()) == []


def test_a_missing_file_is_named(blob):
    storage.place(blob.sha256).unlink()
    assert list(violations()) == [f"file {blob.sha256} is missing"]


def test_a_short_file_is_named(blob):
    storage.place(blob.sha256).write_bytes(picture()[:-1])
    assert list(violations()) == [f"file {blob.sha256} has {blob.size - 1} bytes instead of {blob.size}"]


def test_a_changed_file_is_named(blob):
    storage.place(blob.sha256).write_bytes(b"x" + picture()[1:])
    assert list(violations()) == [f"file {blob.sha256} has been changed"]
