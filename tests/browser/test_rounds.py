"""A whole round of the culture shift: opened, answered by six people, closed, and looked at by all."""

from kmsite.culture.models import Response, Round
from kmsite.culture.rounds import answering
from tests.culture.rounds import LEFT, RIGHT, answer_all, make_people
from tests.make import make_community, make_member


def test_six_people_hold_a_round_and_see_its_picture_together(visit, alice, carol):
    community = make_community("Lessons learned", by=alice.user)
    make_member(community, carol.user)
    others = make_people(5, community)
    facilitator, member = visit(alice), visit(carol, view="phone")

    desk = facilitator.open(f"{community.get_absolute_url()}culture/")
    desk.get_by_role("link", name="Open the first round").click()
    desk.get_by_label("Title").fill("Spring")
    desk.get_by_role("button", name="Open the round").click()
    desk.get_by_text("Fewer than five have answered so far.").wait_for()

    page = member.open("/me/notices/")
    page.get_by_role("link", name="A round of the culture shift is open").click()
    page.get_by_role("link", name="Answer").click()
    for pair in page.locator("fieldset.statement").all():
        pair.get_by_text("more right").click()
    page.get_by_role("button", name="Send my answers").click()
    anyway = page.get_by_role("button", name="Send anyway")
    anyway.click()
    page.get_by_role("heading", name="Thank you: your answers are counted").wait_for()
    page.reload()
    page.get_by_text("You have answered in this round.").wait_for()

    answer_all(Round.objects.get(), others[:4], [LEFT, RIGHT, RIGHT, [3] * 11])
    answering.answer(Round.objects.get(), LEFT, by=others[4])
    desk.reload()
    desk.get_by_text("6 of 7 members have answered.").wait_for()
    desk.get_by_role("link", name="Close the round").click()
    desk.get_by_role("button", name="Close the round").click()
    desk.get_by_role("heading", name="Statement by statement").wait_for()

    page.get_by_role("link", name="Back to the round").click()
    page.get_by_text("6 people took part.").wait_for()
    page.get_by_role("heading", name="Statement by statement").wait_for()
    facilitator.look()
    assert not Response.objects.exists()
    assert (facilitator.faults, member.faults) == ("", "")
