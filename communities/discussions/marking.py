"""What machines are told of a discussion: a question with its answers, or what people talk about."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from communities.discussions.discussing import Answer
from communities.models import Discussion
from kmsite.pages.shown.marking import Marks, Told, address, breadcrumbs, marks, person
from kmsite.text.excerpts import excerpt
from kmsite.text.plain import plain_text

LONGEST_TEXT = 2_000


def marks_of(page: Discussion, answers: Sequence[Answer]) -> Marks | None:
    """Return what machines are told of `page`, None where that is nothing; `answers` were accepted."""
    text = excerpt(page.rendering.text, LONGEST_TEXT)
    told = _question(page, text, answers) if answers else _talk(page, text)
    return marks(page, page.lede or text, told, breadcrumbs(_way(page)))


def _question(page: Discussion, text: str, answers: Sequence[Answer]) -> Told:
    """Return a page of a question: only one that has an answer, as those who show such pages demand."""
    asked = {
        "@type": "Question",
        "name": page.title,
        "text": text or page.title,
        "answerCount": max(page.replies, len(answers)),
        "datePublished": page.created_at.isoformat(),
        "author": person(page.asker),
        "acceptedAnswer": [_answer(page, one) for one in answers],
    }
    question = {name: said for name, said in asked.items() if said is not None}
    return {"@type": "QAPage", "url": address(page), "mainEntity": question}


def _answer(page: Discussion, one: Answer) -> Told:
    comment = one.acceptance.comment
    said = {
        "@type": "Answer",
        "text": excerpt(plain_text(one.html), LONGEST_TEXT),
        "datePublished": comment.at.isoformat(),
        "url": f"{address(page)}#comment-{comment.pk}",
        "author": person(comment.by),
    }
    return {name: value for name, value in said.items() if value is not None}


def _talk(page: Discussion, text: str) -> Told:
    return {
        "@type": "DiscussionForumPosting",
        "@id": address(page),
        "url": address(page),
        "headline": page.title,
        "text": text or page.title,
        "datePublished": page.created_at.isoformat(),
        "author": person(page.asker),
        "commentCount": page.replies,
    }


def _way(page: Discussion) -> list[tuple[str, str]]:
    here = (page.title, page.get_absolute_url())
    if page.parent is None:
        return [(_("Discussions"), reverse("communities:discussions")), here]
    top = (_("Communities"), reverse("communities:index"))
    return [top, (page.parent.title, page.parent.get_absolute_url()), here]
