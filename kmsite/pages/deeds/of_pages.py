"""Sentences about what was done to pages: written, moved, put away, opened and closed, cleaned."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kmsite.pages.deeds.words import Words, bdi
from kmsite.pages.index import languages
from kmsite.pages.models import LedgerEntry

Verb = LedgerEntry.Verb


def _moved(words: Words) -> SafeString:
    old, new = (_place(words, words.about.get(name)) for name in ("from", "to"))
    return words.say(_("{who} moved {what} from {old} to {new}."), old=old, new=new)


def _place(words: Words, id: int | None) -> SafeString | str:
    """Name a place in the tree; one that is hidden or gone has no name."""
    return _("the top") if id is None else words.page(id, otherwise=_("another page"))


def _renamed(words: Words) -> SafeString:
    number, titles = words.about.get("revision") or 0, words.known.titles
    old, new = titles.get((words.entry.page_id, number - 1)), titles.get((words.entry.page_id, number))
    if old is None or new is None:
        return words.say(_("{who} renamed {what}."))
    return words.say(_("{who} renamed {what} from “{old}” to “{new}”."), old=bdi(old), new=bdi(new))


def _merged(words: Words) -> SafeString:
    loser = words.known.pages.get(words.about.get("page"))
    if loser is None:
        return words.say(_("{who} merged another page into {what}."))
    past = format_html('<a href="{}history/">{}</a>', loser.get_absolute_url(), _("its history"))
    return words.say(_("{who} merged {loser} into {what} ({history})."), loser=bdi(loser.title), history=past)


def _opened(words: Words) -> SafeString:
    chosen = words.about.get("audience")
    if chosen is None:
        return words.say(_("{who} let {what} be read by whoever may read the page above it."))
    if chosen not in words.known.audiences:
        return words.say(_("{who} changed who may read {what}."))
    return words.say(_("{who} changed who may read {what} to: {audience}."))


def _in_language(words: Words) -> SafeString:
    language = words.about.get("language")
    if not language:
        said = words.say(_("{who} said that {what} is in the language of the site."))
    else:
        label = bdi(languages.named(str(language)).label)
        said = words.say(_("{who} said that {what} is in this language: {language}."), language=label)
    return format_html("{}{}", said, _went_along(words.about))


def _cleansed(words: Words) -> SafeString:
    sentence = words.say(_("{who} removed a secret from the history of {what}."))
    why = words.about.get("why")
    if not why or (words.here is None and words.entry.page_id not in words.known.pages):
        return sentence
    return format_html("{} {}", sentence, format_html(_("Reason: {}"), bdi(why)))


def _purged(words: Words) -> SafeString:
    gone = words.about.get("pages")
    gone = gone if isinstance(gone, list) else []
    count = sum(one.get("reach") in words.known.reaches for one in gone)
    if not count:
        return words.say(_("{who} deleted for good what you might not see."))
    told = ngettext("{who} deleted {count} page for good.", "{who} deleted {count} pages for good.", count)
    return words.say(told, count=str(count))


def _file(named: str | Promise, without: str | Promise) -> Callable[[Words], SafeString]:
    def told(words: Words) -> SafeString:
        return words.say(named, file=words.file) if words.file else words.say(without)

    return told


def _with_pages_below(sentence: str | Promise) -> Callable[[Words], SafeString]:
    def told(words: Words) -> SafeString:
        return format_html("{}{}", words.say(sentence), _went_along(words.about))

    return told


def _went_along(about: Mapping[str, Any]) -> str:
    count = about.get("pages") or 0
    if not count:
        return ""
    words = ngettext("%d page below it went along.", "%d pages below it went along.", count) % count
    return f" {words}"


SENTENCES: Mapping[str, str | Promise | Callable[[Words], SafeString]] = {
    Verb.CREATED: gettext_lazy("{who} wrote {what}."),
    Verb.REVISED: gettext_lazy("{who} changed {what}."),
    Verb.RENAMED: _renamed,
    Verb.MOVED: _moved,
    Verb.REORDERED: gettext_lazy("{who} put the pages below {what} in order."),
    Verb.MERGED: _merged,
    Verb.TRASHED: _with_pages_below(gettext_lazy("{who} put {what} into the trash.")),
    Verb.RESTORED: _with_pages_below(gettext_lazy("{who} brought {what} back from the trash.")),
    Verb.PURGED: _purged,
    Verb.ARCHIVED: _with_pages_below(gettext_lazy("{who} put {what} into the archive.")),
    Verb.UNARCHIVED: _with_pages_below(gettext_lazy("{who} took {what} out of the archive.")),
    Verb.SECRET_REMOVED: _cleansed,
    Verb.FILE_ADDED: _file(
        gettext_lazy("{who} added the file {file} to {what}."), gettext_lazy("{who} added a file to {what}.")
    ),
    Verb.FILE_REPLACED: _file(
        gettext_lazy("{who} replaced the file {file} of {what}."),
        gettext_lazy("{who} replaced a file of {what}."),
    ),
    Verb.FILE_REMOVED: _file(
        gettext_lazy("{who} removed the file {file} from {what}."),
        gettext_lazy("{who} removed a file from {what}."),
    ),
    Verb.LANGUAGE: _in_language,
    Verb.TAG_CHANGED: gettext_lazy("{who} renamed or described {tag}."),
    Verb.TAG_MERGED: gettext_lazy("{who} merged another tag into {tag}."),
    Verb.AUDIENCE: _opened,
    Verb.AUDIENCE_MADE: gettext_lazy("{who} made {audience}, an audience."),
    Verb.AUDIENCE_RENAMED: gettext_lazy("{who} renamed {audience}, an audience."),
    Verb.AUDIENCE_DELETED: gettext_lazy("{who} deleted an audience."),
    Verb.MEMBER_ADDED: gettext_lazy("{who} added {whom} to {audience}."),
    Verb.MEMBER_REMOVED: gettext_lazy("{who} took {whom} out of {audience}."),
}
"""How each of these deeds reads."""
