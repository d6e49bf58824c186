"""Set the stage, in the site's surroundings: writers with open sessions, and pages. Prints JSON."""

import json
import sys

import django
from django.test import Client

django.setup()

from kmsite.pages.models import LedgerEntry  # noqa: E402 the apps first
from tests.make import make_article, make_audience  # noqa: E402
from tests.people import make_user  # noqa: E402

LINES = 8
SECTIONS = 4


def cast(name, number):
    """Make `number` editors who all belong to one audience; return their sessions."""
    writers = [make_user(f"{name}-{n}", "editor") for n in range(number)]
    crew = make_audience(f"Crew of {name}", *writers)
    return {"audience": crew.pk, "sessions": [session_of(writer) for writer in writers]}


def session_of(user):
    client = Client()
    client.force_login(user)
    return client.cookies["session"].value


def pages(name, number):
    """Write pages below a few sections, linked with one another; return their addresses by their ids."""
    written = [page(name, n, None) for n in range(SECTIONS)]
    written += [page(name, n, written[n % SECTIONS]) for n in range(SECTIONS, number)]
    return {article.pk: article.slug for article in written}


def page(name, number, parent):
    lines = [f"Line {line} of page {number}.\n" for line in range(LINES)]
    lines[number % LINES] = f"See [[{name} {(number * 7) % 20}]] and [[{name} {number + 1}|the next]].\n"
    return make_article(f"{name} {number}", "\n".join(lines), parent=parent, tags=["stage"])


if __name__ == "__main__":
    name, writers, how_many = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    stage = {**cast(name, writers), "pages": pages(name, how_many), "created": []}
    last = LedgerEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    print(json.dumps({**stage, "deeds": last}))
