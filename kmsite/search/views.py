"""Searching from the box in the header."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from kmsite.pages.counting import refuse_too_often
from kmsite.pages.naming import near_titles
from kmsite.pages.permissions import may
from kmsite.search.asking import Question
from kmsite.search.choosing import Choice
from kmsite.search.finding import RANKED, SIZE, find

LAST_SCREEN = RANKED // SIZE


@require_safe
def search(request):
    question = Question.asked(request.GET.get("q", ""))
    if question.text:
        refuse_too_often(request, "search")
    in_archive = request.GET.get("archive") == "1"
    answer = find(request.user, question, Choice(in_archive=in_archive), _screen(request))
    context = {
        "in_archive": in_archive,
        "archived": _archived(request.user, question) if not (answer.total or in_archive) else 0,
        "query": question.text,
        "answer": answer,
        "near": [] if answer.total else near_titles(request.user, question.text),
        "may_create": may(request.user, "create"),
    }
    return render(request, "search/page_search.html", context)


def _archived(reader, question):
    """Return how many pages of the archive answer a question that nothing else answers."""
    return find(reader, question, Choice(in_archive=True)).shown_total


def _screen(request):
    """Return the number of the screen that was asked for; 1 for what is none."""
    text = request.GET.get("page", "1")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 1
    return min(max(number, 1), LAST_SCREEN)
