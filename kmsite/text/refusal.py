"""Refusal: the one way in which a text is turned away, with a message for the person who wrote it."""

MAX_SOURCE_BYTES = 256 * 1024


class TextRefused(ValueError):
    """A text is too long, too deep or too costly to show; `message` tells its writer what to change."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
