"""Everything derived can be made again, and a text that is refused keeps what it had."""

import io

import pytest
from django.core.management import CommandError, call_command

from kmsite.pages.integrity import violations
from kmsite.pages.models import Link, Name, Page, Rendering, SearchEntry
from kmsite.pages.refusing import TextRefused
from kmsite.pages.saving import deriving
from tests.make import make_article, make_audience


@pytest.fixture
def wiki(alice):
    board = make_audience("Board", alice.user)
    make_article("Hall", "See [[Pump]].", audience=board)
    make_article("Pump", "## Parts\n\nSee [[Hall]].", tags=["Water"])


def run(*arguments):
    out, err = io.StringIO(), io.StringIO()
    call_command("rebuild", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_what_was_lost_is_there_again(wiki):
    Rendering.objects.update(html="", text="", toc=[])
    SearchEntry.objects.all().delete()
    Link.objects.all().delete()
    Name.objects.all().delete()
    Page.objects.update(reach=0)
    assert len(list(violations())) > 5
    out, _err = run()
    assert out == "2 pages rebuilt, 0 kept, 1 reaches mended.\n"
    assert list(violations(deep=True)) == []


def test_only_the_pages_named_are_rebuilt(wiki):
    Rendering.objects.update(html="old")
    assert run("--only", "/articles/pump/")[0].startswith("1 pages rebuilt")
    assert set(Rendering.objects.filter(html="old").values_list("page__title", flat=True)) == {"Hall"}


def test_a_page_that_is_not_there_cannot_be_rebuilt(db):
    with pytest.raises(CommandError, match="no page at: nowhere"):
        run("--only", "/articles/nowhere/")


def test_a_text_that_is_refused_keeps_its_old_html_and_is_named(wiki, monkeypatch):
    def refuse(source, *, patience):
        assert patience == 5
        raise TextRefused("Too deep.")

    monkeypatch.setattr(deriving, "render", refuse)
    before = set(Rendering.objects.values_list("html", flat=True))
    out, err = run()
    assert out.startswith("0 pages rebuilt, 2 kept")
    assert "/articles/pump/ keeps its old HTML: Too deep." in err
    assert set(Rendering.objects.values_list("html", flat=True)) == before
