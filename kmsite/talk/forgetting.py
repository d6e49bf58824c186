"""A secret that is taken out of a page is taken out of what was said on it, too."""

from __future__ import annotations

from collections.abc import Collection
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import ngettext

from kmsite.pages.endings.redacting import Secret
from kmsite.pages.shown.beside import TextsBeside
from kmsite.talk.models import Comment, CommentVersion, Report
from kmsite.talk.querysets import ReportQuerySet
from kmsite.talk.wording import LONGEST, worded


def _count(secret: Secret, pages: Collection[int]) -> int:
    """Count the comments that hold it, now or in a former text, deleted ones included, and the reports."""
    comments = Comment.objects.filter(page__in=pages)
    said = comments.filter(_holding(secret, "body") | _holding(secret, "versions__body")).distinct()
    return said.count() + _reports(secret, pages).count()


def _told(count: int) -> str:
    said = ngettext("And in %d comment or report.", "And in %d comments and reports.", count)
    return said % count


def _forget(secret: Secret, pages: Collection[int]) -> None:
    comments = Comment.objects.filter(page__in=pages)
    for comment in comments.filter(_holding(secret, "body")):
        words = worded(secret.out_of(comment.body)[:LONGEST])
        Comment.objects.filter(pk=comment.pk).update(body=words.body, html=words.html)
    former = CommentVersion.objects.filter(comment__page__in=pages)
    for version in former.filter(_holding(secret, "body")):
        CommentVersion.objects.filter(pk=version.pk).update(body=secret.out_of(version.body))
    for report in _reports(secret, pages):
        words, why = secret.out_of(report.words)[:1000], secret.out_of(report.why)[:1000]
        Report.objects.filter(pk=report.pk).update(words=words, why=why)


def _reports(secret: Secret, pages: Collection[int]) -> ReportQuerySet:
    return Report.objects.filter(_holding(secret, "words") | _holding(secret, "why"), page__in=pages)


def _holding(secret: Secret, column: str) -> Q:
    return reduce(or_, (Q(**{f"{column}__contains": form}) for form in secret.forms))


COMMENTS = TextsBeside(count=_count, told=_told, forget=_forget)
