"""Somebody says that they used a page and thanks who wrote it, who reads of both."""

from tests.make import make_article


def test_who_used_a_page_says_so_and_thanks_its_author(visit, alice, carol):
    make_article("Pump", "It pumps.", by=alice.user)
    reader, author = visit(carol, view="phone"), visit(alice)

    page = reader.open("/articles/pump/")
    page.get_by_role("link", name="I used this").last.click()
    page.get_by_label("Where did you use it?").fill("Plant 4")
    page.get_by_role("button", name="I used this").click()
    page.get_by_text("Used by one person").wait_for()
    page.get_by_role("link", name="Thank somebody for it").last.click()
    page.get_by_label("kept knowledge alive").check()
    page.get_by_role("button", name="Thank", exact=True).click()
    page.get_by_label("Why?").fill("It runs again.")
    page.get_by_role("button", name="Thank", exact=True).click()
    page.get_by_text("You thanked Alice, who is told why.").wait_for()

    desk = author.open("/")
    desk.get_by_role("link", name="Notices: 2 are new").click()
    desk.get_by_role("link", name="Carol thanked you for what you did on “Pump”.").click()
    desk.get_by_text("It runs again.").wait_for()
    desk.get_by_role("link", name="Used by others").click()
    desk.get_by_text("Plant 4").wait_for()
    assert (reader.faults, author.faults) == ("", "")
