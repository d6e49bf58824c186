"""Dialect: one Python-Markdown with our fixed set of patterns, made once for each thread."""

import threading
from collections.abc import Callable
from functools import wraps

from markdown import Markdown
from markdown.inlinepatterns import AutolinkInlineProcessor, InlineProcessor, SubstituteTagInlineProcessor
from markdown.treeprocessors import UnescapeTreeprocessor

from kmsite.text import brackets, footnotes, inline, unlinked, wikilinks
from kmsite.text.clock import Clock

_REMOVED = (
    *("backtick", "html", "entity", "em_strong", "automail", "autolink", "linebreak", "reference", "link"),
    *("image_link", "image_reference", "short_reference", "short_image_ref"),
)
_local = threading.local()


class Dialect:
    """The inline part of Markdown with its clock; what it remembers is emptied for each text."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.markdown = Markdown()
        self.markdown.ESCAPED_CHARS = list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
        patterns = self.markdown.inlinePatterns
        for name in _REMOVED:
            patterns.deregister(name)
        self.wiki_link = wikilinks.WikiLink(wikilinks.PATTERN, self.markdown)
        self.footnote_mark = footnotes.FootnoteMark(footnotes.PATTERN, self.markdown)
        for name, (pattern, priority) in self._ours().items():
            patterns.register(pattern, name, priority)
        for pattern in patterns:
            pattern.handleMatch = _ticking(pattern.handleMatch, self.clock.tick)
        # The first pattern is looked up for every text, so texts without any match tick as well.
        patterns[0].getCompiledRegExp = _ticking(patterns[0].getCompiledRegExp, self.clock.tick)
        self.inline = self.markdown.treeprocessors["inline"]
        self.unescape = UnescapeTreeprocessor(self.markdown)

    def reset(self) -> None:
        """Forget the last text."""
        self.markdown.reset()
        self.wiki_link.keys = set()
        self.footnote_mark.notes = {}
        self.footnote_mark.marks = {}

    def _ours(self) -> dict[str, tuple[InlineProcessor, int]]:
        md = self.markdown
        return {
            "code": (inline.CodeSpan(r"(?<!`)`+", md), 190),
            "comment": (inline.Comment(r"<!--", md), 179),
            "backslash_break": (SubstituteTagInlineProcessor(r"\\\n", "br"), 185),
            "wiki_link": (self.wiki_link, 178),
            "unlinked": (unlinked.Unlinked(unlinked.PATTERN, md), 177.5),
            "footnote_mark": (self.footnote_mark, 177),
            "angle_url": (AutolinkInlineProcessor(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>", md), 182),
            "angle_mail": (inline.AngleMail(r"<([^\s<>@:]{1,64}@[^\s<>@]{1,190})>", md), 181.5),
            "links": (brackets.Brackets(brackets.LINK, md), 160),
            "images": (brackets.Brackets(brackets.IMAGE, md), 150),
            "bare_url": (
                inline.BareUrl(
                    r"(?<![\w/@.-])(?:https?://|www\.)[^\s<\x02\x03]+",
                    md,
                ),
                116,
            ),
            "bare_mail": (
                inline.BareMail(r"(?<![\w.+/:@-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", md),
                115,
            ),
            "line_break": (SubstituteTagInlineProcessor(r"(?<! ) {2,}\n", "br"), 100),
            "html_break": (SubstituteTagInlineProcessor(r"<[bB][rR] ?/?>", "br"), 99),
            "entity": (
                inline.Entity(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});", md),
                80,
            ),
        }


def dialect() -> Dialect:
    """Return this thread's dialect, emptied."""
    if not hasattr(_local, "dialect"):
        _local.dialect = Dialect()
    _local.dialect.reset()
    return _local.dialect


def _ticking(match: Callable, tick: Callable[[], None]) -> Callable:
    @wraps(match)
    def ticked(*arguments: object) -> object:
        tick()
        return match(*arguments)

    return ticked
