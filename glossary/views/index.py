"""The glossary from A to Z, of one domain or of all, and what answers a question to it."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from glossary.answering import answers
from glossary.listing import Choice, letter_of, letters, slice_of_entries
from glossary.models import Domain, Term
from kmsite.pages.names.naming import near_titles
from kmsite.pages.permissions import may
from kmsite.search.asking import Question


@require_safe
def index(request):
    return _list(request, Choice.asked(request))


@require_safe
def domain(request, slug):
    return _list(request, Choice.asked(request, get_object_or_404(Domain, slug=slug)), place="domain")


def _list(request, choice, place="index"):
    question = Question.asked(request.GET.get("q", ""))
    found = _found if question.text else _entries
    context = {
        "choice": choice,
        "place": place,
        "domains": Domain.objects.all(),
        "statuses": Term.Status.choices,
        "query": question.text,
        "may_curate": may(request.user, "glossary"),
        "nav": "glossary",
        **found(request, choice, question),
    }
    return render(request, "glossary/term_list.html", context)


def _entries(request, choice, _question):
    part = slice_of_entries(request, choice)
    for entry in part.rows:
        entry.letter = letter_of(entry.key)
    return {"slice": part, "letters": letters(choice)}


def _found(request, choice, question):
    found = answers(question, choice, request.user)
    near = [] if found.answers else near_titles(request.user, question.text)
    return {"found": found, "near": [page for page in near if page.kind == Term.KIND]}
