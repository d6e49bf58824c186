"""The desk of a comment: the form that somebody fills in below a page, or below one of its threads."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe

from kmsite.pages.counts import pacing
from kmsite.pages.counts.counting import refuse_too_often
from kmsite.pages.desks.receiving import let_go
from kmsite.pages.models import Page
from kmsite.pages.permissions import may
from kmsite.talk import commenting, laying, threads
from kmsite.talk.forms import CommentForm
from kmsite.talk.models import Comment
from kmsite.talk.place import place_of, talk_address
from kmsite.talk.receiving import EDIT, REPLY, kept
from kmsite.talk.telling import tell_saved
from kmsite.talk.wording import worded
from kmsite.text.refusal import TextRefused


class Desk:
    """What a request wants to say on a page: `?reply=` names what it answers, `?draft=` goes on with a text.

    Serves every page that shows threads: `answered` before anything is shown, `context` for what is shown
    with `talk/_thread.html` and `talk/_form.html`.
    """

    def __init__(self, request: HttpRequest, page: Page) -> None:
        self.request, self.page = request, page
        self.is_sent = request.method == "POST"
        self.status = 200
        self.proof = SafeString()

    @cached_property
    def draft(self) -> Any:
        """Return the unsaved comment that somebody goes on with, if there is one."""
        return None if self.is_sent else kept(self.request, self.page)

    @property
    def edits(self) -> str:
        """Return the id of the comment that the unsaved text is an edit of; empty for none."""
        asked = self.draft.fields.get(EDIT, "") if self.draft else ""
        return asked if asked.isdigit() else ""

    @cached_property
    def thread(self) -> Comment | None:
        """Return the comment that began the thread in which this answers."""
        asked = self.request.POST.get(REPLY) if self.is_sent else self.request.GET.get("reply")
        if self.draft:
            asked = self.draft.fields.get(REPLY) or asked
        return threads.asked_for(self.page, asked)

    @cached_property
    def may_write(self) -> bool:
        """Say whether whoever asks may comment here, as far as it can be said before they do."""
        return self.page.archived_at is None and may(self.request.user, "comment", self.page)

    @cached_property
    def form(self) -> CommentForm:
        options = {"page": self.page, "address": talk_address(self.page), "thread": self.thread}
        if self.is_sent:
            return CommentForm(self.request.POST, **options)
        return CommentForm(initial=self._begun(), **options)

    def saved(self) -> Comment | None:
        """Save what was sent and return it; None when nothing was, when it was refused, or only tried out."""
        if not self.is_sent:
            return None
        if not self.form.is_valid():
            self.status = 422
            return None
        body = self.form.cleaned_data["body"]
        try:
            if "preview" in self.request.POST:
                refuse_too_often(self.request, "preview")
                return self._tried(body)
            pacing.refuse_too_fast(self.request.user, "comment")
            return commenting.comment(
                self.page,
                body=body,
                by=self.request.user,
                thread=self._answered(),
                key=self.form.cleaned_data["key"],
            )
        except TextRefused as refused:
            self.status = 422
            self.form.add_error("body", refused.message)
            return None

    def answered(self, done: str = "") -> HttpResponse | None:
        """Lead on who goes on with an edit, and who said something, told so in the words of `done`.

        None for who only looks, and where nothing was saved.
        """
        if self.edits:
            return redirect(f"/c/{self.edits}/edit/?draft={self.draft.pk}")
        said = self.saved()
        if said is None:
            return None
        let_go(self.request)
        tell_saved(self.request, said, done)
        return redirect(place_of(said))

    def context(self) -> dict[str, Any]:
        """Return what the templates of talk need beside the threads."""
        thread = self.thread
        return {
            "form": None if thread or not self.may_write else self.form,
            "reply_form": self.form if thread and self.may_write else None,
            "replying": thread.pk if thread and self.may_write else None,
            "proof": self.proof,
            "sign_in": not self.request.user.is_authenticated,
        }

    def _answered(self) -> Comment | None:
        """Return what is answered; raises TextRefused when it was named and is not on this page."""
        if self.form.cleaned_data[REPLY] and self.thread is None:
            raise TextRefused(commenting.NOTHING_TO_ANSWER)
        return self.thread

    def _tried(self, body: str) -> None:
        """Show the words as they would stand on the page; raises TextRefused."""
        words = worded(body)
        said = Comment(pk=0, page=self.page, html=words.html)
        self.proof = mark_safe(laying.laid([said], self.page)[0])  # noqa: S308 - just sanitised
        self.form.cancel = self.form.address

    def _begun(self) -> dict[str, Any]:
        return {"body": self.draft.fields.get("body", ""), "key": self.draft.form} if self.draft else {}
