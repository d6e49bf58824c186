"""Rendering: Markdown in, safe HTML and everything derived from it out.

Size guard, structure (`structure`), elements (`tree`), inline patterns (Python-Markdown with `dialect`), what
is done on the tree (emphasis, abbreviations, links, outline), and nh3 (`cleaning`) last of all.
"""

from xml.etree.ElementTree import Element, SubElement

from kmsite.text.abbreviations import explain
from kmsite.text.blocks import Block
from kmsite.text.characters import without_control
from kmsite.text.cleaning import clean
from kmsite.text.dialect import Dialect, dialect
from kmsite.text.emphasis import emphasise
from kmsite.text.footnotes import add_back_links, note_id, notes_section
from kmsite.text.frontmatter import fenced_front_matter
from kmsite.text.linking import Linking
from kmsite.text.outline import outline
from kmsite.text.plain import plain_text
from kmsite.text.refusal import MAX_SOURCE_BYTES, TextRefused
from kmsite.text.rendered import Heading, LinkRef, Rendered
from kmsite.text.serialising import serialise
from kmsite.text.structure import Structure
from kmsite.text.tree import Tree

__all__ = ["MAX_SOURCE_BYTES", "Heading", "LinkRef", "Rendered", "TextRefused", "render"]

_HARD_LIMIT = 2 * 1024 * 1024
_SOFT_LIMIT = 64 * 1024
_GROWTH = 20
_SECONDS_PER_CHARACTER = 2e-7  # what cleaning takes: nothing can be asked while it runs


def render(source: str, *, patience: float = 1.0) -> Rendered:
    """Return `source` as safe HTML with its headings, links, files and plain text.

    Costs at most 25 ms and 4 ms of processor time for each 1,000 bytes, times `patience` (architecture, P8).
    Raises TextRefused when the text is too long, nested too deeply, or takes or makes too much.
    """
    size = len(source.encode("utf-8", "replace"))
    if size > MAX_SOURCE_BYTES:
        raise TextRefused(
            f"This text is {size // 1024:,} kB long; at most {MAX_SOURCE_BYTES // 1024} kB fit on one page. "
            "Please divide it into several pages."
        )
    words = dialect()
    words.clock.start(size, patience)
    try:
        return _rendered(_normal(source), size, words)
    except RecursionError:
        raise TextRefused("Parts of this text stand inside one another too deeply to be shown.") from None


def _normal(source: str) -> str:
    text = source.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return without_control(text).rstrip("\n")


def _rendered(text: str, size: int, words: Dialect) -> Rendered:
    tick = words.clock.tick
    structure = Structure(fenced_front_matter(text.split("\n")), tick)
    tree = Tree(words.clock, words.markdown.references)
    tree.collect_references(structure.document)
    words.footnote_mark.notes = structure.footnotes
    root = tree.fill(Element("div"), structure.document)
    words.inline.run(root)
    _append_notes(root, structure.footnotes, tree, words)
    emphasise(root, tick)
    words.unescape.run(root)
    explain(root, structure.abbreviations, tick)
    linking = Linking()
    linking.run(root, tick)
    toc = outline(root, tick)
    limit = min(_HARD_LIMIT, max(_SOFT_LIMIT, _GROWTH * size))
    html = serialise(root, limit)
    words.clock.check(len(html) * _SECONDS_PER_CHARACTER)
    html = clean(html, words.wiki_link.keys).strip()
    return Rendered(html, toc, tuple(linking.links), tuple(linking.files), plain_text(html))


def _append_notes(root: Element, notes: dict[str, Block], tree: Tree, words: Dialect) -> None:
    """Append the footnotes in the order of their marks, then those that no mark refers to."""
    if not notes:
        return
    section, entries = notes_section()
    marks = words.footnote_mark.marks
    written: set[str] = set()
    while waiting := [key for key in [*marks, *notes] if key not in written][:1]:
        key = waiting[0]
        marks.setdefault(key, 0)
        written.add(key)
        entry = SubElement(entries, "li", {"id": note_id(len(written))})
        holder = Element("div")
        holder.append(tree.fill(entry, notes[key], is_tight=len(notes[key].children) == 1))
        words.inline.run(holder)
    for number, (entry, count) in enumerate(zip(entries, marks.values(), strict=True), 1):
        add_back_links(entry, number, count)
    root.append(section)
