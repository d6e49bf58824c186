"""Adding many people at once: looked at line by line first, done once, and closed to hostile files."""

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile

from communities.models import Membership
from communities.people.people_file import MOST_BYTES, MOST_LINES
from communities.standing import is_member, roles_in
from kmsite.talk.models import Notice
from tests.make import make_community, make_member
from tests.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def community(alice):
    return make_community("Sharers", by=alice.user)


@pytest.fixture
def here(community):
    return f"{community.get_absolute_url()}members/add/"


def rows(answer):
    """Return what each line of the preview says, as words."""
    lines = answer.text.split('<li data-state="')[1:]
    return [" ".join(line.split("</li>")[0].split()) for line in lines]


def file(content, name="people.csv"):
    return SimpleUploadedFile(name, content, content_type="text/csv")


def test_a_file_is_foreseen_line_by_line_and_nothing_is_written(alice, bob, carol, community, here):
    make_member(community, bob.user)
    content = (
        "username,role\ncarol,greeter\nBOB@example.org\nnobody\nnobody@example.org\ncarol\ncarol,leader\n"
    )
    answer = alice.post(here, {"file": file(content.encode())})
    assert answer.status_code == 200
    states = [row.split('"')[0] for row in rows(answer)]
    assert states == ["new", "member", "unknown", "unknown", "twice", "twice"]
    assert "+ greeter" in rows(answer)[0]
    assert not is_member(carol.user, community)
    assert not Notice.objects.exists()


def test_what_was_foreseen_is_done_once_however_often_it_is_sent(alice, bob, carol, community, here):
    sent = {"people": "carol, greeter, knowledge steward\nbob@example.org\n", "is_confirmed": "True"}
    for _time in range(2):
        assert alice.post(here, sent).url == f"{community.get_absolute_url()}members/"
    assert roles_in(carol.user, community) == {"greeter", "steward"}
    assert is_member(bob.user, community)
    assert Membership.objects.count() == 3
    assert Notice.objects.filter(user=bob.user).count() == 1


def test_an_address_that_nobody_has_answers_as_a_username_that_nobody_has(alice, here):
    EmailAddress.objects.create(user=make_user("dan", "reader"), email="hidden@example.org", verified=False)
    answer = alice.post(here, {"people": "nobody\nnobody@example.org\nhidden@example.org"})
    told = [row.split("</bdi>", 1)[1] for row in rows(answer)]
    assert len(set(told)) == 1


def test_a_confirmed_second_address_finds_its_person(alice, community, here):
    dan = make_user("dan", "reader")
    EmailAddress.objects.create(user=dan, email="dan@work.example", verified=True)
    alice.post(here, {"people": "Dan@Work.example", "is_confirmed": "True"})
    assert is_member(dan, community)


def test_a_role_that_may_not_be_given_is_said_and_the_person_still_added(bob, carol, community, here):
    make_member(community, bob.user, "facilitator")
    answer = bob.post(here, {"people": "carol, leader, emperor, greeter"})
    assert answer.text.count("no role you may give") == 2
    bob.post(here, {"people": "carol, leader, emperor, greeter", "is_confirmed": "True"})
    assert roles_in(carol.user, community) == {"greeter"}


def test_a_closed_account_is_nobody(alice, community, here):
    gone = make_user("gone", "reader", is_active=False)
    assert "unknown" in rows(alice.post(here, {"people": "gone"}))[0]
    alice.post(here, {"people": "gone", "is_confirmed": "True"})
    assert not is_member(gone, community)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Choose a file, or write whom to add."),
        (b"\n ,\n", "There is nobody in it"),
        ("käthe\n".encode("latin-1"), "not in UTF-8 (line 1"),
        ("carol\n".encode("utf-16"), "zero bytes"),
        (b"carol\x00\n", "zero bytes"),
        (b"PK\x03\x04rest", "workbook"),
        (b"carol\n=HYPERLINK(1)\n", "Line 2 holds a formula"),
        (b"carol,+1\n", "Line 1 holds a formula"),
        (b"a" * 400, "far too long"),
        (b'"carol\n' + b"bob\n" * 100, "Line"),
        (b"x\n" * (MOST_LINES + 1), "At most 2000 people"),
        (b"carol" + b",core" * 150, "Line 1 names far more roles than there are"),
        (b"x" * (MOST_BYTES + 1), "larger than"),
    ],
)
def test_a_hostile_or_broken_file_is_refused_clearly(alice, here, content, words):
    answer = alice.post(here, {"file": file(content)})
    assert answer.status_code == 422
    assert words in answer.text


def test_the_list_can_be_changed_before_anything_is_written(alice, carol, community, here):
    preview = alice.post(here, {"people": "carol"}).text
    assert ">\ncarol</textarea>" in preview
    again = alice.post(here, {"people": "carol", "is_confirmed": ["True", ""]})
    assert "Nothing is written yet." in again.text
    assert not is_member(carol.user, community)


def test_a_text_that_is_refused_is_kept(alice, here):
    answer = alice.post(here, {"people": "carol\n=1+1", "is_confirmed": ""})
    assert answer.status_code == 422
    assert "carol\n=1+1" in answer.text


@pytest.mark.parametrize("role", [(), ("greeter",), ("core", "steward")])
def test_who_may_not_add_people_may_not_even_try(bob, carol, community, here, role):
    make_member(community, bob.user, *role)
    for verb in (bob.get, bob.post):
        assert verb(here, {"people": "carol", "is_confirmed": "True"}).status_code == 403
    assert not is_member(carol.user, community)


def test_a_spreadsheet_with_semicolons_and_a_mark_is_read(alice, bob, carol, community, here):
    content = b"\xef\xbb\xbfE-mail;Role\ncarol@example.org;subject expert\n@bob;\n"
    alice.post(here, {"people": content.decode("utf-8-sig"), "is_confirmed": "True"})
    assert roles_in(carol.user, community) == {"expert"}
    assert is_member(bob.user, community)


def test_a_full_file_asks_a_fixed_number_of_questions(alice, here, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        alice.post(here, {"people": "\n".join(f"person{n}" for n in range(MOST_LINES))})
