"""Searching pages and people: a page, or the part of it that changes while somebody types."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kmsite.pages.counts.counting import refuse_too_often
from kmsite.profiles.finding import SIZE, near_names, people_for, shown
from kmsite.search import continuing, fruitless
from kmsite.search.answers import COUNTED, Answer
from kmsite.search.asking import Question
from kmsite.search.choosing import Choice
from kmsite.search.finding import find
from kmsite.views import search_offers, search_rows, search_tabs

FIRST_PEOPLE = 3
"""People who are called as was asked stand so many above the pages."""
MOST_SCREENS = 999


@require_safe
def search(request):
    question, choice = Question.asked(request.GET.get("q", "")), Choice.of(request.GET)
    is_part = request.GET.get("part") == "results"
    if question.text:
        _pace(request, question, choice, is_part=is_part)
    is_people = request.GET.get("kind") == search_tabs.PEOPLE
    context = (
        _found(request, question, choice, is_people=is_people) if question.text else _nothing_asked(request)
    )
    context |= {
        "query": question.text,
        "choice": choice,
        "is_people": is_people,
        "kept": search_tabs.kept(choice, is_people=is_people),
    }
    if question.text:
        _note(request, question, context, is_settled=not is_part or request.GET.get("settled") == "1")
    response = render(request, "search/_results.html" if is_part else "search/page_search.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _pace(request, question, choice, *, is_part):
    """Raise TooFast where somebody asks too often. While one question is typed it is one search."""
    if is_part:
        refuse_too_often(request, "live")
    if not (is_part and _screen(request) == 1 and continuing.goes_on(request, question, choice)):
        refuse_too_often(request, "search")
    continuing.remember(request, question, choice)


def _found(request, question, choice, *, is_people):
    """Return what answers a question, of both sorts: the tabs tell of all."""
    reader, number = request.user, _screen(request)
    answer = find(reader, question, choice, 1 if is_people else number) if question.words else Answer([], 0)
    people = people_for(reader, question.words)
    context = {
        "question": question,
        "answer": answer,
        "tabs": search_tabs.tabs(question.text, choice, answer, people.total, is_people=is_people),
    }
    if is_people:
        return context | _people(reader, question, people, number)
    return context | _pages(reader, question, choice, answer, people)


def _pages(reader, question, choice, answer, people):
    """Return one screen of pages, above them people of that name, and what is offered where there are few."""
    is_first = answer.number == 1 and not choice.is_narrowed
    called = people.ids[: min(people.called, FIRST_PEOPLE)] if is_first else []
    if not answer.found and is_first:
        called = people.ids[:FIRST_PEOPLE] or near_names(reader, question.words, FIRST_PEOPLE)
    text, rows = question.text, search_rows.rows(reader, choice, answer)
    context = {
        "said": _said(answer, people.total if is_first else 0),
        "rows": rows[: len(answer.found)],
        "beside": rows[len(answer.found) :],
        "people": shown(reader, called, question.words, people.terms),
        "people_total": people.total,
        "people_address": search_tabs.people_address(text),
        "groups": search_tabs.groups(text, choice, answer),
        "chosen": search_tabs.chosen(text, choice, answer),
        "cleared": choice.cleared().address(text),
        "orders": search_tabs.orders(text, choice),
        "exactly": choice.with_(exactly=True).address(text),
        "wider": choice.with_(exactly=False).address(text),
        "offers": search_offers.offers(reader, text),
        "before": choice.address(text, answer.number - 1) if answer.number > 1 else "",
        "after": choice.address(text, answer.following) if answer.following else "",
    }
    if answer.mended:
        context["mended"] = choice.with_(exactly=False).address(answer.mended.text)
    if not answer.found:
        context |= search_offers.elsewhere(reader, question, choice)
        context["archive"] = choice.cleared().with_(in_archive=True).address(text)
    return context


def _people(reader, question, people, number):
    """Return one screen of people; of nobody, those with names that are like it."""
    number = number if (number - 1) * SIZE < people.total else 1
    ids = people.ids[:COUNTED][(number - 1) * SIZE : number * SIZE]
    is_near = not ids
    ids = ids or near_names(reader, question.words)
    address = search_tabs.people_address
    return {
        "said": _said_of_people(people.total),
        "people": shown(reader, ids, question.words, people.terms),
        "is_near": is_near,
        "before": address(question.text, number - 1) if number > 1 else "",
        "after": address(question.text, number + 1) if number * SIZE < min(people.total, COUNTED) else "",
        "offers": search_offers.offers(reader, question.text),
    }


def _nothing_asked(request):
    return {"examples": search_offers.examples(request.user), "said": ""}


def _note(request, question, context, *, is_settled):
    """Note a question that nothing answers as it was asked, once whoever asks has finished typing.

    Pages with only some of its words are shown, and are no answer yet: somebody may want to write one.
    """
    choice, answer = context["choice"], context["answer"]
    if (answer.found and not answer.is_loosened) or context["people"]:
        fruitless.answered(request, question)
    elif is_settled and not (choice.is_narrowed or choice.in_archive or context["is_people"]):
        fruitless.note(request, question)


def _said(answer, people):
    if answer.is_more:
        return _("More than 1,000 results")
    if not answer.total:
        return _("No page, %s") % _said_of_people(people) if people else _("No results")
    return ngettext("%d result", "%d results", answer.total) % answer.total


def _said_of_people(total):
    if total > COUNTED:
        return _("More than 1,000 people")
    return ngettext("%d person", "%d people", total) % total if total else _("Nobody")


def _screen(request):
    """Return the number of the screen that was asked for; 1 for what is none."""
    text = request.GET.get("page", "1")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 1
    return min(max(number, 1), MOST_SCREENS)
