"""What is particular to a comment among what people write and may leave unsaved (`settings.PAGE_KINDS`)."""

from __future__ import annotations

from kmsite.pages.kinds import Kind
from kmsite.pages.models import Page
from kmsite.talk.place import talk_address

COMMENT = "comment"


class CommentKind(Kind):
    """No page, but written on one: whoever may comment there goes on with it where people talk."""

    name = COMMENT
    desk_of_new = "recovered"
    rights_at_desk = ("comment", "")

    def desk_on(self, page: Page) -> str:
        return talk_address(page)
