"""What a writer is told after saving a page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy

from kmsite.pages.clashes.joining import in_one_phrase, writers_between
from kmsite.pages.saving.editing import Saved

SENTENCES = {
    "created": gettext_lazy("The page is saved."),
    "saved": gettext_lazy("Saved."),
    "repeated": gettext_lazy("Saved."),
    "unchanged": gettext_lazy("Nothing was different, so no revision was made."),
}


def tell(request: HttpRequest, saved: Saved, done: str = "") -> None:
    """Leave a message for the next page: what became of the writing; `done` says it if it was saved."""
    if done and saved.outcome == "saved":
        messages.success(request, done)
        return
    messages.success(request, _merged(saved) if saved.outcome == "merged" else SENTENCES[saved.outcome])


def _merged(saved: Saved) -> str:
    """Name who else was writing, and lead to the comparison that shows only their part."""
    theirs, base = saved.revision.number - 1, saved.revision.base.number
    names = writers_between(saved.page, base, theirs)
    if names == [str(saved.revision.by)]:
        sentence = gettext("Saved, and merged with what you saved in another window.")
    else:
        sentence = gettext("Saved, and merged with a change by %s.") % in_one_phrase(names)
    return format_html(
        '{} <a href="{}compare/{}..{}/">{}</a>',
        sentence,
        saved.page.get_absolute_url(),
        base,
        theirs,
        gettext("See what they changed"),
    )
