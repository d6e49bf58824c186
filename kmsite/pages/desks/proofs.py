"""Text that is not what a page says now, rendered to be looked at: a preview, an old revision."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from kmsite.accounts.models import User
from kmsite.pages.counts.counting import refuse_too_often
from kmsite.pages.counts.pacing import TooFast
from kmsite.pages.models import Page
from kmsite.pages.names.naming import NO_PAGE, resolve
from kmsite.text.links import Target, lay
from kmsite.text.rendering import TextRefused, render


@dataclass(frozen=True)
class Proof:
    """Safe HTML with its links laid, or the reason why there is none."""

    html: str = ""
    refusal: str = ""


def proof(reader: User, page: Page | None, source: str) -> Proof:
    """Render `source` as if it stood on `page`, with links only to what `reader` may see."""
    try:
        rendered = render(source)
    except TextRefused as refused:
        return Proof(refusal=str(refused))
    found = resolve(page, [link.key for link in rendered.links])
    seen = set(
        Page.objects.visible_to(reader)
        .filter(pk__in=[target.pk for target in found.values()] or [NO_PAGE])
        .values_list("pk", flat=True)
    )
    targets = {
        key: Target(href=target.get_absolute_url(), title=target.title)
        for key, target in found.items()
        if target.pk in seen
    }
    return Proof(html=lay(rendered.html, targets))


def refused_to_try(request: HttpRequest) -> Proof | None:
    """Count that somebody tries out a text; return what is shown instead when they do it too often."""
    try:
        refuse_too_often(request, "preview")
    except TooFast as refused:
        return Proof(refusal=str(refused))
    return None
