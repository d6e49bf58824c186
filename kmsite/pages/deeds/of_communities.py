"""Sentences about what people do together: talk, ask and answer, join, meet, look after, thank, report."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kmsite.pages.deeds.words import Words
from kmsite.pages.models import LedgerEntry

Verb = LedgerEntry.Verb

_DECIDED = {
    "kept": gettext_lazy("{who} decided a report on {what}: it stays as it is."),
    "mended": gettext_lazy("{who} decided a report on {what}: it was mended."),
    "removed": gettext_lazy("{who} decided a report on {what}: it was removed."),
}


def _joined(words: Words) -> SafeString:
    if words.about.get("user") in {None, words.entry.by_id}:
        return words.say(_("{who} joined {what}."))
    return words.say(_("{who} let {whom} into {what}."))


def _admitted(words: Words) -> SafeString:
    if words.about.get("is_accepted"):
        return words.say(_("{who} agreed that {whom} joins {what}."))
    return words.say(_("{who} declined that {whom} joins {what}."))


def _role(sentence: str | Promise, without: str | Promise) -> Callable[[Words], SafeString]:
    def told(words: Words) -> SafeString:
        role = words.called("role")
        return words.say(sentence, role=role) if role else words.say(without)

    return told


def _stage(words: Words) -> SafeString:
    stage = words.called("stage")
    if not stage:
        return words.say(_("{who} said which stage {what} is in."))
    return words.say(_("{who} set the stage of {what}: {stage}."), stage=stage)


def _state(words: Words) -> SafeString:
    state = words.called("state")
    if not state:
        return words.say(_("{who} changed the state of {what}."))
    return words.say(_("{who} set the state of {what}: {state}."), state=state)


def _shelved(words: Words) -> SafeString:
    if words.about.get("is_put"):
        return words.say(_("{who} put something on the shelf of {what}."))
    return words.say(_("{who} changed the shelf of {what}."))


def _round(inside: str | Promise, of_all: str | Promise) -> Callable[[Words], SafeString]:
    """Tell it of a community, or of the organisation where no page is meant."""

    def told(words: Words) -> SafeString:
        return words.say(of_all if words.about.get("of_all") else inside)

    return told


def _harvested(words: Words) -> SafeString:
    into = words.page(words.about.get("into"), otherwise="")
    if not into:
        return words.say(_("{who} harvested {what}."))
    return words.say(_("{who} harvested {what} into {into}."), into=into)


def _steward(named: str | Promise, somebody: str | Promise) -> Callable[[Words], SafeString]:
    """Tell it of the page, or of the community where not every reader of the page may know of that."""

    def told(words: Words) -> SafeString:
        if page := words.page(words.about.get("page"), otherwise=""):
            return words.say(str(named).replace("{what}", "{page}"), party=words.what, page=page)
        person = words.whom if {"user", "person"} & words.about.keys() else ""
        party = words.page(words.about.get("community"), otherwise="") or person
        return words.say(named, party=party) if party else words.say(somebody)

    return told


def _reported(words: Words) -> SafeString:
    if words.about.get("comment"):
        return words.say(_("{who} reported {comment} on {what}."))
    return words.say(_("{who} reported {what}."))


def _given(given: str | Promise, taken_back: str | Promise) -> Callable[[Words], SafeString]:
    """Tell what is given and may be taken back."""

    def told(words: Words) -> SafeString:
        return words.say(taken_back if words.about.get("is_taken_back") else given)

    return told


def _decided(words: Words) -> SafeString:
    return words.say(_DECIDED.get(words.about.get("decision"), gettext_lazy("{who} decided a report.")))


SENTENCES: Mapping[str, str | Promise | Callable[[Words], SafeString]] = {
    Verb.COMMENTED: gettext_lazy("{who} wrote {comment} on {what}."),
    Verb.COMMENT_EDITED: gettext_lazy("{who} edited {comment} on {what}."),
    Verb.COMMENT_DELETED: gettext_lazy("{who} deleted {comment} on {what}."),
    Verb.RESOLVED: gettext_lazy("{who} resolved a thread on {what}."),
    Verb.REOPENED: gettext_lazy("{who} reopened a thread on {what}."),
    Verb.REPORTED: _reported,
    Verb.REPORT_DECIDED: _decided,
    Verb.ASKED: gettext_lazy("{who} began {what}, a discussion."),
    Verb.STATE_CHANGED: _state,
    Verb.ANSWER_ACCEPTED: gettext_lazy("{who} accepted an answer by {whom} to {what}."),
    Verb.ANSWER_TAKEN_BACK: gettext_lazy("{who} no longer accepts an answer by {whom} to {what}."),
    Verb.HARVESTED: _harvested,
    Verb.FOUNDED: gettext_lazy("{who} founded {what}, a community."),
    Verb.STAGE_CHANGED: _stage,
    Verb.READERS_CHANGED: gettext_lazy("{who} changed who reads and who joins {what}."),
    Verb.JOINED: _joined,
    Verb.LEFT: gettext_lazy("{who} left {what}."),
    Verb.TAKEN_OUT: gettext_lazy("{who} took {whom} out of {what}."),
    Verb.JOIN_ASKED: gettext_lazy("{who} asked to join {what}."),
    Verb.INVITED: gettext_lazy("{who} invited {whom} to {what}."),
    Verb.ADMISSION_DECIDED: _admitted,
    Verb.ROLE_GIVEN: _role(
        gettext_lazy("{who} gave {whom} the role {role} in {what}."),
        gettext_lazy("{who} gave {whom} a role in {what}."),
    ),
    Verb.ROLE_ENDED: _role(
        gettext_lazy("{who} ended the role {role} of {whom} in {what}."),
        gettext_lazy("{who} ended a role of {whom} in {what}."),
    ),
    Verb.STEWARD_NAMED: _steward(
        gettext_lazy("{who} named {party} to look after {what}."),
        gettext_lazy("{who} named who looks after {what}."),
    ),
    Verb.STEWARD_ENDED: _steward(
        gettext_lazy("{who} ended that {party} looks after {what}."),
        gettext_lazy("{who} ended that somebody looks after {what}."),
    ),
    Verb.SHELVED: _shelved,
    Verb.EVENT_PLANNED: gettext_lazy("{who} planned {what}, an event."),
    Verb.EVENT_CANCELLED: gettext_lazy("{who} cancelled {what}."),
    Verb.ROUND_OPENED: _round(
        gettext_lazy("{who} opened a round of the culture shift in {what}."),
        gettext_lazy("{who} opened a round of the culture shift for everybody."),
    ),
    Verb.ROUND_CLOSED: _round(
        gettext_lazy("{who} closed a round of the culture shift in {what}."),
        gettext_lazy("{who} closed a round of the culture shift for everybody."),
    ),
    Verb.THANKED: _given(
        gettext_lazy("{who} thanked {whom} for {what}."),
        gettext_lazy("{who} took back thanks to {whom} for {what}."),
    ),
    Verb.USED: _given(
        gettext_lazy("{who} used {what}."), gettext_lazy("{who} took back to have used {what}.")
    ),
}
"""How each of these deeds reads."""
