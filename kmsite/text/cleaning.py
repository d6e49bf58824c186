"""Cleaning: the last step on everything a person wrote, an allow-list of tags, attributes and values."""

import re
from collections.abc import Callable, Set

import nh3
from pygments.token import STANDARD_TYPES

from kmsite.text.addresses import ANCHOR_PREFIX, is_external, judged
from kmsite.text.characters import without_control

# fmt: off
TAGS = frozenset(
    {
        "a", "abbr", "aside", "b", "blockquote", "br", "code", "dd", "del", "details", "div", "dl",
        "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark",
        "ol", "p", "pre", "s", "section", "small", "span", "strong", "sub", "summary", "sup", "table",
        "tbody", "td", "th", "thead", "tr", "u", "ul",
    }
)
# fmt: on
GONE_WITH_CONTENT = frozenset({"script", "style", "title", "textarea", "noscript", "template", "iframe"})
CALLOUTS = frozenset({"note", "tip", "important", "warning", "caution", "danger", "info", "example", "quote"})
CLASSES: dict[str, frozenset[str]] = {
    "a": frozenset({"wikilink", "externallink", "external-image", "footnote-ref", "footnote-back"}),
    "aside": CALLOUTS,
    "details": CALLOUTS,
    "p": frozenset({"t"}),
    "li": frozenset({"task", "done"}),
    "ul": frozenset({"tasks"}),
    "div": frozenset({"highlight", "scroll", "no-glossary"}),
    "section": frozenset({"footnotes"}),
    "span": frozenset({"vh", "box", "no-glossary"}),
    "sup": frozenset({"footnote"}),
    "td": frozenset({"align-left", "align-center", "align-right"}),
    "th": frozenset({"align-left", "align-center", "align-right"}),
}
_TOKENS = frozenset(STANDARD_TYPES.values()) - {""}
REL = "nofollow ugc noopener"
ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class"},
    **{f"h{level}": {"id"} for level in range(1, 7)},
    "li": {"id"},
    "a": {"href", "title", "rel", "data-key", "data-title", "data-anchor", "aria-label", "id"},
    "abbr": {"title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "div": {"role", "tabindex", "aria-label"},
    "section": {"aria-label"},
    "th": {"scope"},
    "span": {"aria-hidden"},
    "pre": {"tabindex"},
    "details": {"open"},
}
_VALUES = {
    ("div", "role"): frozenset({"region"}),
    ("div", "tabindex"): frozenset({"0"}),
    ("pre", "tabindex"): frozenset({"0"}),
    ("th", "scope"): frozenset({"col"}),
    ("span", "aria-hidden"): frozenset({"true"}),
    ("a", "rel"): frozenset({REL}),
    ("details", "open"): frozenset({""}),
}
_ID = re.compile(rf"{ANCHOR_PREFIX}[\w-]+")


def clean(html: str, wiki_keys: Set[str] = frozenset()) -> str:
    """Return `html` reduced to the allow-list; wiki links keep only the keys that the renderer made."""
    cleaned = nh3.clean(
        without_control(html),
        tags=set(TAGS),
        clean_content_tags=set(GONE_WITH_CONTENT),
        attributes=ATTRIBUTES,
        attribute_filter=_judge(wiki_keys),
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )
    return without_control(cleaned)


def _judge(wiki_keys: Set[str]) -> Callable[[str, str, str], str | None]:
    ids: set[str] = set()

    def judge(tag: str, attribute: str, value: str) -> str | None:
        if attribute == "class":
            return _classes(tag, value)
        if attribute == "id":
            if not _ID.fullmatch(value) or value in ids:
                return None
            ids.add(value)
            return value
        if attribute == "href":
            return judged(value) or None
        if attribute == "src":
            url = judged(value)
            return None if not url or is_external(url) or ":" in url.split("/")[0] else url
        if attribute == "data-key":
            return value if value in wiki_keys else None
        if attribute == "data-anchor":
            return value if wiki_keys and (not value or _ID.fullmatch(value)) else None
        if attribute == "data-title":
            return value if wiki_keys else None
        if attribute == "start":
            return value if re.fullmatch(r"[0-9]{1,9}", value) else None
        allowed = _VALUES.get((tag, attribute))
        return value if allowed is None or value in allowed else None

    return judge


def _classes(tag: str, value: str) -> str | None:
    allowed = CLASSES.get(tag, frozenset())
    kept = [name for name in value.split() if name in allowed or (tag == "span" and name in _TOKENS)]
    return " ".join(kept) or None
