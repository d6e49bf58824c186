"""What is particular to a comment among what people write and may leave unsaved (`settings.PAGE_KINDS`)."""

from __future__ import annotations

from kmsite.pages.kinds import Kind

COMMENT = "comment"


class CommentKind(Kind):
    """No page, but written on one: whoever may comment there goes on with it where people talk."""

    name = COMMENT
    desk, desk_of_new = "comments/", "recovered"
    rights_at_desk = ("comment", "")
