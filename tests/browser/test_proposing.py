"""Somebody proposes a better definition, a curator accepts it, the term says it, and the reason is read."""

from glossary.entry import DefinitionEntry
from tests.make import make_term

BETTER = "discipline of sharing what people know"


def test_a_better_definition_is_proposed_accepted_and_answered(visit, carol, cleo):
    term = make_term(
        "Knowledge management",
        "KM",
        definitions=(DefinitionEntry("It is when people share. Often.", is_house=True),),
    )
    reader, curator = visit(carol), visit(cleo)

    page = reader.open(f"{term.get_absolute_url()}propose/")
    page.get_by_label("Definition", exact=True).fill("Knowledge management is sharing")
    page.get_by_text("It uses the term it defines.").wait_for()
    page.get_by_label("Definition", exact=True).fill(BETTER)
    page.get_by_role("button", name="One more name").click()
    page.get_by_label("Other name").last.fill("knowledge sharing")
    page.get_by_label("Why", exact=True).fill("Ours says “is when”.")
    page.get_by_role("button", name="Send to the curators").click()
    page.get_by_text("Sent to the curators.").wait_for()
    proposal = page.url

    desk = curator.open("/terms/proposals/")
    desk.get_by_role("link", name="Knowledge management").first.click()
    desk.get_by_label("Reason").fill("Better, thank you.")
    desk.get_by_role("button", name="Accept", exact=True).click()
    desk.get_by_text(BETTER).first.wait_for()
    assert desk.url.endswith(term.get_absolute_url())

    page = reader.open("/")
    page.get_by_role("link", name="Knowledge management").first.click()
    assert page.url == proposal
    page.get_by_text("Better, thank you.").wait_for()
    page.get_by_role("button", name="I have read it").click()
    assert "answered" not in page.locator("main").inner_text()
    assert (reader.faults, curator.faults) == ("", "")
