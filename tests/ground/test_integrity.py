"""A new wiki, as ./run leaves it after its first start, keeps every promise that can be checked."""

from django.core.management import call_command

from kmsite.management.preparing import never_used
from kmsite.pages.models import Page


def test_a_new_wiki_is_filled_once_and_everything_in_it_holds(db, capsys):
    assert never_used()
    call_command("starter_content")
    assert not never_used()
    assert Page.objects.count() > 3
    call_command("check_integrity", "--deep")
    assert "Everything holds." in capsys.readouterr().out
