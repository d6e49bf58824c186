"""Wiki links: [[Title]], [[Title|label]], [[Title#Heading]], [[#Heading]], [[Section/Title]].

A link to a heading reads "Title § Heading" if nothing else is said. They are stored unresolved; `links.lay`
gives them an address when a page is put together.
"""

import re
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from kmsite.text.addresses import anchor
from kmsite.text.characters import without_invisible
from kmsite.text.inline import NOTHING, Found
from kmsite.text.names import name_key

# "[[!" begins words that are not to be linked (`unlinked`).
PATTERN = r"\[\[(?!!)([^\[\]|\x02\x03]{1,250})(?:\|([^\[\]\x02\x03]{1,250}))?\]\]"


class WikiLink(InlineProcessor):
    """Makes the stored form, and remembers the keys so that cleaning lets these and no others through."""

    ANCESTOR_EXCLUDES = ("a",)
    keys: set[str]

    def handleMatch(self, m: re.Match[str], data: str) -> Found:
        title, heading = _parts(without_invisible(m[1]))
        label = without_invisible(m[2] or "") or (
            f"{title} § {heading}" if title and heading else title or heading
        )
        if not label:
            return NOTHING
        key = name_key(title)
        target = anchor(heading) if heading else ""
        if title and not key:
            return NOTHING
        if key:
            self.keys.add(key)
            stored = {"data-key": key, "data-title": title, "data-anchor": target}
        else:
            stored = {"href": f"#{target}"}
        element = Element("a", {"class": "wikilink", **stored})
        element.text = AtomicString(label)
        return element, m.start(), m.end()


def _parts(text: str) -> tuple[str, str]:
    """Return title and heading; a "#" at the end belongs to the title, as in C#."""
    title, sign, heading = text.partition("#")
    return (title.strip(), heading.strip()) if sign and heading.strip() else (text.strip(), "")
