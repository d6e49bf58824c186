"""The past of a page in a browser: its history with deeds, and who wrote its lines."""

from kmsite.pages.deeds.verbs import TOLD
from kmsite.pages.saving.editing import revise
from kmsite.pages.told import ledger

AUDIT = "/articles/knowledge-audit/"


def test_a_history_full_of_deeds_has_no_fault(visit, wiki, bob):
    for verb in TOLD:
        ledger.record(verb, wiki, bob.user, name="a-file-with-a-very-long-name-that-nobody-shortened.png")
    wiki.refresh_from_db()
    long = "What an organisation knows about itself and what it only believes to know " * 2
    revise(wiki, base=3, body="سطر بالعربية\n" + wiki.current.body, title=long, summary=long, by=bob.user)
    for path in ("history/", "history/4/", "lines/"):
        visitor = visit(bob)
        visitor.open(wiki.__class__.objects.get(pk=wiki.pk).get_absolute_url() + path)
        visitor.look()
        assert visitor.status == 200
        assert visitor.faults == ""


def test_two_marked_revisions_are_compared_with_the_keyboard(visit, wiki, carol):
    page = visit(carol).open(f"{AUDIT}history/")
    page.get_by_role("radio", name="Revision 1 as the old one").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Compare").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{AUDIT}compare/1..3/")
