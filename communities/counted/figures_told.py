"""Figures of a community in words: what each says, what it is not, and what somebody can do with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.counted.columns import Column, columns
from communities.counted.figures import FEWEST, Figures, Windows

Words = str | Promise
HOUR, DAY = 3600, 86400


@dataclass(frozen=True)
class Figure:
    """One figure: now, before, over a year, and month by month; `n` says of how many it is told."""

    name: str
    label: Words
    value: Words
    n: Words
    before: Words
    year: Words
    meaning: Words
    advice: Words
    months: Sequence[tuple[date, Words]] = ()
    columns: Sequence[Column] = ()


def told(figures: Figures) -> list[Figure]:
    """Return all figures in the order in which they are shown."""
    return [
        _members(figures), _active(figures), _newcomers(figures), _answered(figures),
        _waited(figures), _unanswered(figures), _harvested(figures), _events(figures),
    ]  # fmt: skip


def _members(figures: Figures) -> Figure:
    over = figures.members
    return Figure(
        "members",
        _("Members"),
        str(over.now),
        "",
        str(over.before),
        "",
        _("Who belongs to the community at the end of each time, with an open account."),
        _("Growing is no aim by itself: ask whether the people who work on the subject are here."),
        *_monthly(figures, over.months, str),
    )


def _active(figures: Figures) -> Figure:
    over = figures.active
    return Figure(
        "active",
        _("Did something"),
        _people(over.now),
        "",
        _people(over.before),
        _people(over.year),
        _("People who asked, answered, wrote, planned or said whether they come. Reading is not counted."),
        _("When it falls: name one small thing that somebody can do this week, and ask a person to do it."),
        *_monthly(figures, [_or_none(count) for count in over.months], _people),
    )


def _newcomers(figures: Figures) -> Figure:
    (came, back), (came_before, back_before) = figures.newcomers
    return Figure(
        "newcomers",
        _("Newcomers who came back"),
        _part_of_people(back, came),
        _count_of_people(came),
        _part_of_people(back_before, came_before),
        "",
        _("Of those who joined in the last 90 days, who did something on at least two days."),
        _("When it is low: let somebody greet each newcomer, and ask what they hope to find here."),
    )


def _answered(figures: Figures) -> Figure:
    over = figures.threads
    return Figure(
        "answered",
        _("Questions answered"),
        _share(over.now.answered, over.now.questions),
        _of_questions(over.now.questions),
        _share(over.before.answered, over.before.questions),
        _share(over.year.answered, over.year.questions),
        _("Of the questions that were asked in this time, how many have an answer by today."),
        _("When it is low: bring open questions to the next meeting, and remind askers to accept answers."),
        *_parts(figures, over, lambda one: (one.answered, one.questions)),
    )


def _waited(figures: Figures) -> Figure:
    over = figures.threads
    return Figure(
        "waited",
        _("Time to the first reply"),
        _duration(over.now.median),
        _of_threads(over.now.replied),
        _duration(over.before.median),
        _duration(over.year.median),
        _("The median: half of the questions and ideas had a reply of somebody else sooner, half later."),
        _("When it grows: agree who looks at new questions on which day, and say that you have seen them."),
        *_monthly(figures, [one.median for one in over.months], _duration),
    )


def _unanswered(figures: Figures) -> Figure:
    over = figures.threads
    return Figure(
        "unanswered",
        _("Without a reply"),
        str(over.now.unanswered),
        _of_threads(over.now.all),
        str(over.before.unanswered),
        str(over.year.unanswered),
        _("Questions and ideas of this time to which nobody but the asker has said anything yet."),
        _("The list of discussions shows them first, the oldest on top. Who could know? Mention them."),
        *_monthly(figures, [one.unanswered for one in over.months], str),
    )


def _harvested(figures: Figures) -> Figure:
    over = figures.threads
    return Figure(
        "harvested",
        _("Harvested"),
        _share(over.now.harvested, over.now.answered),
        _of_answered(over.now.answered),
        _share(over.before.harvested, over.before.answered),
        _share(over.year.harvested, over.year.answered),
        _("Of the questions of this time that are answered, how many became an article, a part, or a term."),
        _("Not every thread needs it. Harvest what will be asked again: the button stands on each thread."),
        *_parts(figures, over, lambda one: (one.harvested, one.answered)),
    )


def _events(figures: Figures) -> Figure:
    over = figures.events
    return Figure(
        "events",
        _("Meetings held"),
        str(over.now[0]),
        ngettext("%d with notes", "%d with notes", over.now[1]) % over.now[1],
        str(over.before[0]),
        _meetings(*over.year),
        _("Meetings that are over and were not cancelled, and how many of them left notes."),
        _("A steady rhythm matters more than many meetings; notes let those in who could not come."),
        *_monthly(figures, [count for count, _notes in over.months], str),
    )


def _meetings(count: int, noted: int) -> Words:
    if not count:
        return "0"
    return _("%(count)d, %(share)s with notes") % {"count": count, "share": _share(noted, count)}


def _monthly(figures: Figures, values: Sequence[Any], say: Any) -> tuple[list[Any], list[Column]]:
    shown = [(month, say(value)) for month, value in zip(figures.months, values, strict=True)]
    return shown, columns(values) if any(values) else []


def _parts(figures: Figures, over: Windows, read: Any) -> tuple[list[Any], list[Column]]:
    pairs = [read(one) for one in over.months]
    shares = [part / whole if whole else None for part, whole in pairs]
    shown = [(month, _of(*pair)) for month, pair in zip(figures.months, pairs, strict=True)]
    return shown, columns(shares, most=1) if any(whole for _part, whole in pairs) else []


def _people(count: int | None) -> Words:
    return str(count) if count is not None and count >= FEWEST else _("fewer than five")


def _or_none(count: int) -> int | None:
    return count if count >= FEWEST else None


def _part_of_people(part: int, whole: int) -> Words:
    """Say how many of a group, so that neither those nor the others are a group of fewer than five."""
    if whole < FEWEST:
        return "—"
    if part == whole:
        return _("all")
    if part < FEWEST:
        return _("fewer than five")
    return _share(part, whole) if whole - part >= FEWEST else _("all but fewer than five")


def _count_of_people(count: int) -> Words:
    if count < FEWEST:
        return _("fewer than five newcomers")
    return ngettext("of %d newcomer", "of %d newcomers", count) % count


def _share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %" if whole else "—"


def _of(part: int, whole: int) -> str:
    return _("%(part)d of %(whole)d") % {"part": part, "whole": whole} if whole else "—"


def _of_questions(count: int) -> str:
    return ngettext("of %d question", "of %d questions", count) % count


def _of_threads(count: int) -> str:
    return ngettext("of %d thread", "of %d threads", count) % count


def _of_answered(count: int) -> str:
    return ngettext("of %d answered question", "of %d answered questions", count) % count


def _duration(seconds: float | None) -> str:
    if seconds is None:
        return "—"
    if seconds < HOUR:
        minutes = max(round(seconds / 60), 1)
        return ngettext("%d minute", "%d minutes", minutes) % minutes
    if seconds < 2 * DAY:
        hours = round(seconds / HOUR)
        return ngettext("%d hour", "%d hours", hours) % hours
    days = round(float(seconds) / DAY)
    return ngettext("%d day", "%d days", days) % days
