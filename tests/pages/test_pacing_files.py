"""Whole lists as files, out and in: not for who is new, and through all doors together only so often."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F

from kmsite.pages.models import Tally
from tests.make import make_term

pytestmark = pytest.mark.django_db

OF_READERS = ["/terms/export.csv", "/terms/export.xlsx", "/terms/export.ttl", "/terms/export.jsonld"]
IMPORT = "/admin/glossary/term/import/"


@pytest.fixture(autouse=True)
def few(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.LIMITS = {
        "export": {"new": (0, 3600), "user": (2, 3600), "trusted": (3, 3600)},
        "import": {"new": (0, 3600), "trusted": (1, 3600)},
    }
    make_term("Peer assist", gloss="Asking first")


@pytest.mark.parametrize("address", OF_READERS)
def test_who_is_new_is_told_when_there_will_be_files_and_a_stranger_signs_in(anonymous, carol, address):
    told = carol.get(address)
    assert told.status_code == 403
    assert "for people who have been here for a day" in told.text
    assert "Retry-After" not in told.headers
    assert anonymous.get(address).url == f"/accounts/login/?next={address}"
    one = address.replace("/terms/export", "/glossary/peer-assist")
    assert anonymous.get(one).status_code == 200, "a single term is for everybody"


def test_after_a_day_a_reader_has_two_files_in_an_hour_in_whichever_form(carol):
    carol.user.date_joined -= timedelta(days=2)
    carol.user.save()
    answers = [carol.get(address) for address in OF_READERS[:3]]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Whole lists are given as files only so often in an hour. Wait 60 minutes" in answers[-1].text
    unchanged = {"If-None-Match": answers[0].headers["ETag"]}
    assert carol.get(OF_READERS[0], headers=unchanged).status_code == 304, "nothing was given"
    Tally.objects.update(since=F("since") - timedelta(hours=1))
    assert carol.get(OF_READERS[2]).status_code == 200


def test_the_desk_the_site_and_the_audit_log_count_together(cleo, ada):
    for person, own in ((cleo, "/admin/glossary/term/export/?format=csv"), (ada, "/audit.csv")):
        doors = [own, "/terms/export.csv", own, own]
        assert [person.get(address).status_code for address in doors] == [200, 200, 200, 429]
    assert cleo.get("/admin/glossary/term/export/").status_code == 200, "nothing was taken along"


def test_an_import_too_many_is_refused_on_its_form(cleo):
    def send():
        return cleo.post(
            IMPORT, {"file": SimpleUploadedFile("terms.csv", b"preferred name\nLesson learned\n")}
        )

    assert send().status_code == 200
    refused = send()
    assert refused.status_code == 429
    assert "Files are brought in only so often in an hour." in refused.rendered_content
