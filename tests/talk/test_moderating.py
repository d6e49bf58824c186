"""Reports: anybody signed in objects, those who moderate decide once and say why, nobody learns too much."""

import pytest

from communities.models import Community
from kmsite.pages.models import LedgerEntry
from kmsite.talk import moderating
from kmsite.talk.commenting import comment
from kmsite.talk.models import Comment, Notice, Report
from tests.make import make_article, make_audience, make_community, make_discussion, make_member

pytestmark = pytest.mark.django_db

RUDE = {"reason": "rude", "words": "This is no way to talk."}


@pytest.fixture
def pump(alice):
    return make_article("Pump", by=alice.user)


@pytest.fixture
def said(pump, alice):
    return comment(pump, body="You are all fools.", by=alice.user)


@pytest.fixture
def report(said, carol):
    return moderating.report(said.page, comment=said, by=carol.user, **RUDE)


def queue(person, query=""):
    return person.get(f"/moderation/{query}")


def shown(person, query=""):
    return [row.pk for row in queue(person, query).context["slice"].rows]


def test_carol_reports_a_comment_from_its_place_and_an_editor_meets_it(carol, bob, said):
    assert f'href="/c/{said.pk}/report/"' in carol.get("/articles/pump/comments/").content.decode()
    form = carol.get(f"/c/{said.pk}/report/")
    assert "You are all fools." in form.content.decode()
    sent = carol.post(f"/c/{said.pk}/report/", RUDE, follow=True)
    assert "Somebody will look at it" in sent.content.decode()
    listed = queue(bob).content.decode()
    assert "It is rude, or attacks somebody" in listed
    assert "This is no way to talk." in listed


def test_a_page_is_reported_from_its_menu(carol, pump):
    at_home = carol.get("/articles/pump/report/")
    assert at_home.headers["Location"] == f"/p/{pump.pk}/report/"
    assert carol.post(at_home.headers["Location"], {"reason": "wrong", "words": ""}).status_code == 302
    assert Report.objects.get().page_id == pump.pk
    assert 'href="report/"' in carol.get("/articles/pump/").content.decode()


def test_an_empty_report_comes_back_with_what_was_typed(carol, pump):
    refused = carol.post(f"/p/{pump.pk}/report/", {"reason": "", "words": "I do not like it."})
    assert refused.status_code == 422
    assert "I do not like it." in refused.content.decode()
    assert not Report.objects.exists()


def test_one_person_has_one_open_report_on_one_thing(carol, mallory, report, said, pump):
    again = carol.post(f"/c/{said.pk}/report/", RUDE)
    assert again.status_code == 422
    assert "You have reported this already" in again.content.decode()
    assert mallory.post(f"/c/{said.pk}/report/", RUDE).status_code == 302
    assert carol.post(f"/p/{pump.pk}/report/", RUDE).status_code == 302
    assert Report.objects.count() == 3


@pytest.mark.parametrize("address", ["/p/{page}/report/", "/c/{comment}/report/"])
def test_what_somebody_may_not_see_cannot_be_reported(alice, mallory, address):
    board = make_audience("Board", alice.user)
    page = make_article("Merger", audience=board, by=alice.user)
    said = comment(page, body="Soon.", by=alice.user)
    hidden = address.format(page=page.pk, comment=said.pk)
    unknown = address.format(page=999999, comment=999999)
    for there, gone in zip((hidden,), (unknown,), strict=True):
        assert mallory.get(there).status_code == mallory.get(gone).status_code == 404
        assert mallory.post(there, RUDE).status_code == mallory.post(gone, RUDE).status_code == 404
    assert alice.get(hidden).status_code == 200


def test_those_who_do_not_moderate_see_no_queue(carol, alice, cleo, anonymous, report):
    for person in (carol, alice, cleo):
        assert queue(person).status_code == 403
        assert person.get(f"/moderation/{report.pk}/").status_code == 403
    assert queue(anonymous).status_code == 302


def test_a_comment_is_removed_with_a_reason_and_the_reporter_is_told(bob, carol, alice, report, said):
    decided = bob.post(f"/moderation/{report.pk}/", {"decision": "removed", "why": "Be kind."})
    assert decided.headers["Location"] == "/moderation/"
    assert Comment.objects.get(pk=said.pk).is_deleted
    assert Notice.objects.get(kind="report_decided").user == carol.user
    outcome = carol.get(f"/c/{said.pk}/report/").content.decode()
    assert "It was removed" in outcome
    assert "Be kind." in outcome
    assert shown(bob) == []
    assert shown(bob, "?show=decided") == [report.pk]


def test_a_decision_needs_a_reason_and_keeps_what_was_typed(bob, report, said):
    refused = bob.post(f"/moderation/{report.pk}/", {"decision": "removed", "why": " "})
    assert refused.status_code == 422
    assert "Say why, in a sentence." in refused.content.decode()
    assert not Comment.objects.get(pk=said.pk).is_deleted


def test_the_second_of_two_moderators_is_told(bob, ada, report):
    moderating.decide(report, decision="kept", why="Harsh, but fair.", by=ada.user)
    late = bob.post(f"/moderation/{report.pk}/", {"decision": "removed", "why": "Too rude."})
    assert late.status_code == 409
    assert "Ada has decided this report already: It stays as it is." in late.content.decode()
    assert Report.objects.get().decision == "kept"


def test_a_page_that_is_removed_goes_through_the_trash(bob, carol, pump):
    moderating.report(pump, reason="spam", words="", by=carol.user)
    decided = bob.post(f"/moderation/{Report.objects.get().pk}/", {"decision": "removed", "why": "Spam."})
    assert decided.headers["Location"] == "/articles/pump/trash/"
    assert pump.__class__.objects.live().filter(pk=pump.pk).exists(), "nothing goes on its own"


def test_who_reported_a_page_learns_that_it_went_when_it_can_be_read_no_more(bob, carol, pump):
    moderating.report(pump, reason="spam", words="", by=carol.user)
    bob.post(f"/moderation/{Report.objects.get().pk}/", {"decision": "removed", "why": "It was spam."})
    bob.post("/articles/pump/trash/", {"seen": "1~0"})
    assert carol.get("/articles/pump/").status_code == 404
    told = carol.get("/me/notices/").text
    assert "A page that you reported was removed. It was spam." in told
    assert "Pump" not in told


def test_moderators_meet_only_what_they_may_read_and_nothing_about_their_own_words(alice, bob, carol, ada):
    board = make_audience("Board", alice.user, carol.user)
    secret = make_article("Merger", audience=board, by=alice.user)
    hidden = moderating.report(secret, reason="wrong", words="", by=carol.user)
    own = comment(make_article("Hall"), body="Mine.", by=bob.user)
    about_bob = moderating.report(own.page, comment=own, by=carol.user, **RUDE)
    assert shown(bob) == []
    assert shown(ada) == [about_bob.pk]
    assert bob.get(f"/moderation/{hidden.pk}/").status_code == 404
    assert bob.get(f"/moderation/{about_bob.pk}/").status_code == 404


def test_who_wrote_on_a_page_does_not_learn_who_reported_it(bob, ada, carol):
    page = make_article("Hall", by=bob.user)
    report = moderating.report(page, reason="wrong", words="No.", by=carol.user)
    assert "reported by" not in queue(bob).content.decode()
    assert "Carol" not in bob.get(f"/moderation/{report.pk}/").content.decode()
    assert "reported by <bdi>Carol</bdi>" in queue(ada).content.decode()


def test_a_facilitator_moderates_what_stands_in_the_community_and_nothing_else(alice, carol, mallory, pump):
    listed = make_community("Plumbers", by=alice.user, visibility=Community.Visibility.LISTED)
    make_member(listed, mallory.user)
    question = make_discussion("Why?", by=mallory.user, community=listed)
    inside = moderating.report(question, reason="spam", words="", by=mallory.user)
    moderating.report(pump, reason="wrong", words="", by=carol.user)
    assert shown(alice) == [inside.pk]
    assert queue(mallory).status_code == 403
    done = alice.post(f"/moderation/{inside.pk}/", {"decision": "kept", "why": "A fair question."})
    assert done.status_code == 302


def test_who_moderates_somewhere_is_led_to_the_reports_from_every_page(alice, carol, bob, pump):
    led = 'href="/moderation/"'
    assert led not in alice.get("/articles/pump/").text
    make_community("Plumbers", by=alice.user)
    for address in ("/articles/pump/", "/articles/pump/", "/articles/pump/comments/"):
        assert led in alice.get(address).text
        assert led in bob.get(address).text
        assert led not in carol.get(address).text


def test_the_ledger_tells_that_something_was_reported_and_decided_but_no_words(bob, report):
    moderating.decide(report, decision="kept", why="Harsh, but fair.", by=bob.user)
    deeds = LedgerEntry.objects.of_verbs(["reported", "report_decided"]).order_by("id")
    about = {"report": report.pk, "comment": report.comment_id}
    assert [deed.about for deed in deeds] == [about, about | {"decision": "kept"}]


def test_the_queue_costs_the_same_at_ten_times_the_reports(bob, carol, django_assert_max_num_queries):
    def act(count):
        for number in range(count):
            page = make_article(f"Page {number} {Report.objects.count()}")
            moderating.report(page, reason="spam", words="", by=carol.user)

    act(1)
    queue(bob)
    with django_assert_max_num_queries(10) as few:
        queue(bob)
    act(10)
    with django_assert_max_num_queries(10) as many:
        queue(bob)
    assert len(many) == len(few)
