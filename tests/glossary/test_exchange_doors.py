"""The doors for files: the site's exports, and import with a preview at the curators' desk."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rdflib import Graph

from glossary.exchange import uploads
from glossary.models import Term
from kmsite.accounts.models import User
from tests.glossary.exchanging import exported
from tests.make import make_domain, make_term
from tests.people import Person, make_user

pytestmark = pytest.mark.django_db
IMPORT, CONFIRM = "/admin/glossary/term/import/", "/admin/glossary/term/process_import/"


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"


def sent(person, content, name="terms.csv"):
    """Let somebody send a file to look at what it would do."""
    content = content.encode() if isinstance(content, str) else content
    return person.post(IMPORT, {"file": SimpleUploadedFile(name, content)})


def confirmed(person, preview):
    form = preview.context_data["confirm_form"]
    return person.post(CONFIRM, {"file": form["file"].value(), "since": form["since"].value()})


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_curator_sees_what_a_file_would_do_before_it_does_it(cleo):
    make_term("Peer assist", gloss="Old gloss")
    file = exported().decode("utf-8-sig").replace("Old gloss", "New gloss") + ",X\r\n,Lesson learned\r\n"
    preview = sent(cleo, file)
    page = preview.content.decode()
    for told in (
        "<del>Old gloss</del>",
        "<ins>New gloss</ins>",
        "Lesson learned",
        "too short to be linked",
        "Import 2 terms",
        "1 row is refused.",
    ):
        assert told in page
    assert Term.objects.get().lede == "Old gloss"
    done = confirmed(cleo, preview)
    assert Term.objects.get(title="Peer assist").lede == "New gloss"
    assert Term.objects.filter(title="Lesson learned").exists()
    assert "1 row is refused." in done.content.decode()
    again = confirmed(cleo, preview).context_data
    assert (again["writes"], again["unchanged"]) == (0, 2)


def test_what_was_refused_comes_back_as_a_file_with_reasons(cleo):
    preview = sent(cleo, "preferred name,gloss\nX,=1+1\nLesson,\n")
    form = preview.context_data["confirm_form"]
    answer = cleo.get(f"{IMPORT}refused/?file={form['file'].value()}&since={form['since'].value()}")
    refused = body(answer)
    (row,) = csv.DictReader(io.StringIO(refused.decode("utf-8-sig")))
    assert "too short" in row["refused because"]
    assert (row["preferred name"], row["gloss"]) == ("X", "'=1+1")
    assert sent(cleo, refused.replace(b",X,", b",Xerox,")).context_data["writes"] == 1


def test_a_term_that_changed_since_the_preview_is_not_overwritten(cleo):
    term = make_term("Peer assist")
    preview = sent(cleo, "preferred name,gloss\nPeer assist,New\n")
    other = sent(cleo, f"id,gloss\n{term.uid},Newer\n")
    confirmed(cleo, other)
    page = confirmed(cleo, preview).content.decode()
    assert "Somebody changed this term since you looked at the preview." in page
    assert Term.objects.get().lede == "Newer"


def test_a_file_belongs_to_who_sent_it(cleo):
    preview = sent(cleo, "preferred name\nLesson\n")
    carl = Person(make_user("carl", "curator"))
    assert "no longer here" in confirmed(carl, preview).content.decode()
    for name in ("../../secret-key", "/etc/passwd", "x", ""):
        answer = cleo.post(CONFIRM, {"file": name, "since": "0"})
        assert "no longer here" in answer.content.decode()
    assert not Term.objects.exists()


def test_only_a_few_files_are_kept(cleo):
    user = User.objects.get(username="cleo")
    tokens = [uploads.keep(user, b"x") for _ in range(7)]
    kept = [token for token in tokens if _is_kept(user, token)]
    assert len(kept) == uploads.MOST_KEPT


def _is_kept(user, token):
    try:
        return uploads.read(user, token) == b"x"
    except uploads.FileRefused:
        return False


@pytest.mark.parametrize("content", ["gloss\nx\n", b"\x00\x01", b"PK\x03\x04", "@prefix x: <y> . nonsense"])
def test_a_file_that_cannot_be_read_is_answered_in_the_form(cleo, content):
    answer = sent(cleo, content)
    assert answer.status_code == 200
    assert answer.context_data["form"].errors["file"]


def test_others_than_curators_meet_no_door(alice, bob, anonymous):
    for person in (alice, bob, anonymous):
        assert person.get(IMPORT).status_code == 302
        assert person.get("/admin/glossary/term/export/?format=csv").status_code == 302


def test_curators_take_everything_along_and_readers_what_they_may_see(cleo, carol):
    make_term("Peer assist", domain=make_domain("Méthodes").pk, steward=cleo.user.pk)
    make_term("Hidden idea", status="draft")
    full = body(cleo.get("/admin/glossary/term/export/?format=csv"))
    assert b"Hidden idea" in full
    assert body(cleo.get("/admin/glossary/term/export/?format=xlsx")).startswith(b"PK")
    public = body(carol.get("/terms/export.csv"))
    assert b"Peer assist" in public
    assert b"Hidden idea" not in public
    assert b"cleo" not in public
    assert "/admin/glossary/term/import/" in cleo.get("/admin/glossary/term/").content.decode()


def test_a_file_for_readers_is_made_anew_when_the_glossary_changed(carol, anonymous):
    make_term("Peer assist")
    first = anonymous.get("/terms/export.ttl")
    assert (first["Content-Type"], first["Content-Disposition"]) == (
        "text/turtle; charset=utf-8",
        'attachment; filename="glossary.ttl"',
    )
    assert b"Peer assist" in body(first)
    tag = first["ETag"]
    assert anonymous.get("/terms/export.ttl", headers={"if-none-match": tag}).status_code == 304
    make_term("Lesson learned")
    second = anonymous.get("/terms/export.ttl", headers={"if-none-match": tag})
    assert b"Lesson learned" in body(second)
    assert Graph().parse(data=body(carol.get("/terms/export.jsonld")), format="json-ld")


def test_one_term_is_a_file_and_a_draft_is_none(anonymous):
    make_term("Peer assist")
    make_term("Hidden idea", status="draft")
    assert b"Peer assist" in anonymous.get("/glossary/peer-assist.ttl").content
    assert b"Peer assist" in anonymous.get("/glossary/peer-assist.csv").content
    assert anonymous.get("/glossary/peer-assist.jsonld").json()["@graph"]
    assert anonymous.get("/glossary/hidden-idea.ttl").status_code == 404
    assert 'href="/terms/export.csv"' in anonymous.get("/glossary/").content.decode()


def test_questions_do_not_grow_with_the_glossary(anonymous, django_assert_num_queries):
    anonymous.get("/glossary/")
    for numbers in (range(2), range(2, 20)):
        for number in numbers:
            make_term(f"Term number {number}", "Name of", domain=make_domain(f"D{number}").pk)
        with django_assert_num_queries(12):
            body(anonymous.get("/terms/export.csv"))


def test_who_may_read_only_after_signing_in_gets_no_file_before(anonymous, settings):
    settings.READING = "signed-in"
    make_term("Peer assist")
    assert anonymous.get("/terms/export.csv").status_code == 302
    assert anonymous.get("/glossary/peer-assist.ttl").status_code == 302
