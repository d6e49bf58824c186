"""Somebody is named in a long thread: the bell says so, and the keyboard leads to those very words."""

import re

from kmsite.talk import commenting
from tests.make import make_article

LONG = "A pump moves water.\n\n" * 40
IS_IN_SIGHT = """(comment) => {
  const { top } = comment.getBoundingClientRect();
  return top >= document.querySelector(".top").getBoundingClientRect().bottom && top < innerHeight - 100;
}"""


def test_a_mention_is_seen_at_the_bell_and_opened_with_the_keyboard_at_its_words(visit, alice, carol):
    page = make_article("Pump")
    first = commenting.comment(page, body=LONG, by=carol.user)
    said = commenting.comment(page, body="Which valve, @alice?", by=carol.user, thread=first)
    commenting.comment(page, body=LONG, by=carol.user, thread=first)
    author = visit(alice)

    desk = author.open("/")
    bell = desk.get_by_role("link", name="Notices: one is new")
    bell.focus()
    bell.press("Enter")
    notice = desk.get_by_role("link", name="Carol mentioned you on “Pump”.")
    notice.focus()
    with desk.expect_response(lambda answer: answer.request.method == "POST"):
        notice.press("Enter")

    desk.wait_for_url(re.compile(f"#comment-{said.pk}$"))
    comment = desk.locator(".comment:target")
    assert "Which valve, @alice?" in comment.inner_text()
    assert desk.evaluate("scrollY") > 0
    assert comment.evaluate(IS_IN_SIGHT)
    author.open("/").get_by_role("link", name="Notices", exact=True).wait_for()
    assert author.faults == ""
