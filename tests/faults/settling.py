"""What somebody makes of the page of a conflict: at each place what the other wrote, and their own line."""

import re
from html import unescape

PLACE = re.compile(r'id="place-(\w+)"(.*?)</fieldset>', re.DOTALL)
THEIRS = re.compile(r'class="reading theirs">(.*?)<div class="reading ', re.DOTALL)
WORDS = re.compile(r'class="words"[^>]*>(.*?)</(?:span>\s*</label|p)>', re.DOTALL)
MARKUP = re.compile(r"<[^>]+>")


def settled(page, form, mine):
    """Return `form` with every place decided: the title as one wrote it, the text with both."""
    fields = dict(form)
    for name, shown in PLACE.findall(page):
        if name.isdigit():
            fields |= {f"pick-{name}": "own", f"own-{name}": _both(shown, fields[f"own-{name}"], mine)}
        else:
            fields[f"pick-{name}"] = "mine"
    return fields


def _both(shown, own, mine):
    theirs = unescape(MARKUP.sub("", WORDS.search(THEIRS.search(shown)[1])[1])).strip("\n")
    return f"{theirs}\n\n{mine}\n" if mine and mine in own else theirs
