"""A folder of Markdown becomes nested articles; once more changes nothing."""

import io
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from articles.models import Article
from kmsite.attachments.models import Attachment
from kmsite.pages.models import Link, Page, Revision
from kmsite.pages.saving import editing
from kmsite.transfer.models import ImportedPage
from kmsite.transfer.reporting import Outcome
from tests.make import make_article


def body_of(title):
    return Article.objects.get(title=title).current.body


def last_line(report):
    return list(report.lines())[-1]


def test_a_folder_becomes_a_tree_of_articles(bring, anonymous):
    report = bring()
    assert report.count(Outcome.NEW) == 12
    top = Article.objects.get(parent=None)
    assert top.title == "The workshop"
    assert [page.title for page in top.children.in_order()] == ["Zebra: striped", "Setext title", "Last"]
    guides = Article.objects.get(title="Setext title")
    assert [page.title for page in guides.children.in_order()] == [
        "Deep",
        "No index",
        "Overview",
        "Pump",
        "Valve",
    ]
    shown = anonymous.get("/articles/pump/").content.decode()
    assert "It pumps." in shown
    assert 'href="/articles/valve/"' in shown


def test_links_become_wiki_links_that_lead_there(bring, anonymous):
    bring()
    start = body_of("The workshop")
    assert "[[Pump|the pump]]" in start
    assert "[[Valve#how-it-opens|Valve]]" in start
    assert "[[Setext title|guides]]" in start
    assert "[[No index|whole folder]]" in start
    assert (
        "[Elsewhere](https://example.org/guides/pump.md), [mail](mailto:a@example.org), [here](#below)."
        in start
    )
    assert not Link.objects.filter(target=None).exists()
    shown = anonymous.get("/articles/the-workshop/").content.decode()
    assert 'href="/articles/valve/#user-content-how-it-opens"' in shown


def test_two_pages_of_one_title_are_told_apart_by_their_section(bring):
    bring()
    assert "[[Setext title/Overview|other overview]]" in body_of("Valve")
    assert "[[Deep/Overview|the deep one]]" in body_of("Pump")
    deep = Article.objects.get(title="Overview", parent__title="Deep")
    assert Link.objects.get(source__title="Pump", key="deep/overview").target_id == deep.pk


def test_code_stays_and_tables_references_and_tags_are_understood(bring):
    bring()
    zebra = body_of("Zebra: striped")
    for kept in (
        "`[code](guides/pump.md)`",
        "\n[fenced](guides/pump.md)\n",
        "    [indented](guides/pump.md)",
    ):
        assert kept in zebra
    assert "    with [[Pump|a link]] in a paragraph" in zebra
    assert r"| [[Pump\|the pump]] | moves water |" in zebra
    assert "A [[Pump|full]], a [[Pump|pump]] and an [other][o]." in zebra
    assert "[p]:" not in zebra
    assert "[o]: https://example.org/" in zebra
    assert r"[\[1\]](#below), [[Zebra: striped]]." in zebra


def test_a_label_with_markup_keeps_it_in_an_ordinary_link(bring, anonymous):
    bring()
    assert "[**bold** pump](/articles/pump/)" in body_of("Zebra: striped")
    pump = Article.objects.get(title="Pump")
    assert Link.objects.get(source__title="Zebra: striped", key="/articles/pump").target_id == pump.pk


def test_pictures_and_files_are_attached_and_show(bring, anonymous):
    report = bring()
    top = Article.objects.get(parent=None)
    attachment = Attachment.objects.get(page=top)
    assert f'![The pump](/files/{attachment.pk}/pump.png "A pump")' in body_of("The workshop")
    assert anonymous.get(f"/files/{attachment.pk}/pump.png")["Content-Type"] == "image/png"
    zebra = body_of("Zebra: striped")
    image = Attachment.objects.get(page__title="Zebra: striped", name="pump.png").get_absolute_url()
    notes = Attachment.objects.get(name="notes.txt").get_absolute_url()
    assert f"![A pump]({image}) and [![small]({image})](/articles/valve/)" in zebra
    assert f"[A file]({notes})" in zebra
    assert report.files == 4


def test_what_is_broken_is_named_with_file_and_line_and_left_as_it_was(bring):
    report = bring()
    assert [str(remark) for remark in report.broken] == [
        "README.md:4: missing.md",
        "README.md:7: pictures/lost.png",
    ]
    assert "![Lost](pictures/lost.png)" in body_of("The workshop")


def test_front_matter_is_used_and_the_importer_is_who_wrote(bring, bob):
    report = bring(by=bob.user)
    zebra = Article.objects.get(title="Zebra: striped")
    assert zebra.lede == "A page whose front matter says everything."
    assert sorted(tag.name for tag in zebra.tags.all()) == ["Animals", "stripes"]
    assert zebra.created_at == datetime(2024, 3, 1, tzinfo=UTC)
    assert (zebra.current.by, zebra.current.summary) == (bob.user, "Imported from zebra.md")
    assert "# Not the title" in zebra.current.body
    assert "zebra.md: front matter not used: author" in map(str, report.remarks)


def test_importing_again_changes_nothing(bring):
    bring()
    before = [*Revision.objects.order_by("id").values_list("id", "sha256")]
    report = bring()
    assert last_line(report).startswith("0 new, 0 changed, 12 same, 2 broken, 0 skipped")
    assert [*Revision.objects.order_by("id").values_list("id", "sha256")] == before
    assert Attachment.objects.count() == 3


def test_a_file_says_its_language_and_may_say_another_later(bring, folder):
    path = folder / "brunnen.md"
    for said, language in (
        ("lang: de", "german"),
        ("lang: de", "german"),
        ("language: French", "french"),
        ("lang: tlh", "french"),
        ("title: Brunnen", "french"),
    ):
        path.write_text(f"---\n{said}\n---\n# Brunnen\n\nTief.\n")
        bring()
        page = Page.objects.get(title="Brunnen")
        assert (page.language, page.searchentry.language) == (language, language)
        assert page.current.number == 1


def test_only_what_changed_is_revised(bring, folder):
    bring()
    (folder / "guides/pump.md").write_text("# Pump\n\nIt pumps faster.\n")
    (folder / "guides/new.md").write_text("# New\n\nSee [the pump](pump.md).\n")
    report = bring()
    assert last_line(report).startswith("1 new, 1 changed, 11 same")
    pump = Article.objects.get(title="Pump")
    assert (pump.current.number, pump.current.body) == (2, "It pumps faster.\n")


def test_what_somebody_edited_here_is_left_alone_and_named(bring, folder, bob):
    bring()
    pump = Article.objects.get(title="Pump")
    editing.revise(pump, base=1, body="It pumps, says Bob.", by=bob.user)
    assert last_line(bring()).startswith("0 new, 0 changed, 12 same")
    (folder / "guides/pump.md").write_text("# Pump\n\nIt pumps faster.\n")
    report = bring()
    assert report.outcomes["guides/pump.md"] == Outcome.SKIPPED
    assert "  guides/pump.md" in [*report.lines()]
    assert body_of("Pump") == "It pumps, says Bob.\n"


def test_a_page_renamed_here_stays_renamed(bring, folder, bob):
    bring()
    pump = Article.objects.get(title="Pump")
    editing.revise(pump, base=1, title="Water pump", body=pump.current.body, by=bob.user)
    assert last_line(bring()).startswith("0 new, 0 changed, 12 same")
    assert Article.objects.get(pk=pump.pk).title == "Water pump"
    assert not Link.objects.filter(target=None).exists()


def test_a_file_that_says_what_was_edited_here_is_the_same_from_then_on(bring, folder, bob):
    bring()
    pump = Article.objects.get(title="Pump")
    editing.revise(pump, base=1, body="It pumps faster.", by=bob.user)
    (folder / "guides/pump.md").write_text("# Pump\n\nIt pumps faster.\n")
    assert bring().outcomes["guides/pump.md"] == Outcome.SAME
    (folder / "guides/pump.md").write_text("# Pump\n\nIt stands still.\n")
    assert bring().outcomes["guides/pump.md"] == Outcome.CHANGED


def test_a_dry_run_says_the_same_and_writes_nothing(bring, media_root):
    rehearsed = [*bring(dry_run=True).lines()]
    assert not Page.objects.exists()
    assert not Attachment.objects.exists()
    assert not ImportedPage.objects.exists()
    assert not media_root.exists()
    assert [*bring().lines()] == rehearsed


def test_a_title_that_stands_there_already_is_left_to_its_page(bring):
    own = make_article("The workshop", body="Ours.")
    report = bring()
    assert Article.objects.get(pk=own.pk).current.body == "Ours.\n"
    assert Article.objects.filter(parent=None).exclude(pk=own.pk).get().title != "The workshop"
    assert any('another page here is called "The workshop"' in str(remark) for remark in report.remarks)
    assert not Link.objects.filter(target=None).exists()


def test_an_older_page_of_the_same_title_does_not_take_the_links(bring):
    other = make_article("Pump", body="Another pump.")
    bring()
    assert "[[Setext title/Pump|the pump]]" in body_of("The workshop")
    assert not Link.objects.filter(target=other).exists()


def command(*arguments):
    out = io.StringIO()
    call_command("import_markdown", *arguments, stdout=out, verbosity=0)
    return out.getvalue()


def test_the_command_puts_the_folder_below_a_page(folder, bob, capsys):
    make_article("Machines")
    said = command(str(folder), "--under", "machines", "--by", "bob")
    assert "12 new, 0 changed, 0 same, 2 broken" in said
    assert Article.objects.get(title="The workshop").parent.title == "Machines"
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("wrong", [["nowhere"], [".", "--under", "Nothing"], [".", "--by", "nobody"]])
def test_a_command_given_wrong_ends_with_2(wrong, db):
    with pytest.raises(CommandError) as refused:
        command(*wrong)
    assert refused.value.returncode == 2
    assert not Page.objects.exists()


def test_a_command_that_lost_something_ends_with_1(folder, db):
    (folder / "bad.md").write_bytes(b"\xff")
    with pytest.raises(SystemExit) as ended:
        command(str(folder))
    assert ended.value.code == 1
    assert Article.objects.filter(title="Pump").exists()
