"""Reading, searching and writing where no script runs."""


def test_somebody_without_scripts_finds_reads_and_edits(visit, bob, pump_article):
    visitor = visit(bob, java_script_enabled=False)
    page = visitor.open("/")
    page.locator("header input[name=q]").fill("pump")
    page.keyboard.press("Enter")
    page.locator("main").get_by_role("link", name="Pump").first.click()
    assert page.locator("h1").inner_text() == "Pump"
    page.get_by_role("link", name="Edit").first.click()
    page.locator("textarea[name=body]").fill("Turn it slowly.")
    page.get_by_role("button", name="Preview").click()
    assert page.locator("main .prose").first.inner_text() == "Turn it slowly."
    page.get_by_role("button", name="Save").click()
    assert page.locator(".prose").inner_text() == "Turn it slowly."
