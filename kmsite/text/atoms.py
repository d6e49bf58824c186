"""Atoms: the smallest pieces that a merge takes from one writer or the other; joined they are the text.

A word is never cut, nor a number, an address, a wiki link, the destination of a link, code between backticks,
a tag, or what opens a line (its quote signs, bullet, number, box). Headings and definitions of links are one
atom, and so is every line of a fenced block of code, with its line break.
"""

import re
from collections.abc import Iterator, Sequence

from kmsite.text.fences import fenced

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WHOLE = re.compile(r" {0,3}#{1,6}[ \t]| {0,3}\[[^\]\n]{1,200}\]:")
_OPENING = re.compile(
    r"[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?",
)
_SIGNS = r"!-/:-@\[-`{-~"
# Quotation marks, dashes, the ellipsis, dots, and the signs of Chinese and Japanese.
_OTHER_SIGNS = r"\u2018-\u201e\u00ab\u00bb\u2039\u203a\u2013\u2014\u2026\u00b7\u2022\u3001\u3002\u300c-\u300f"
_WIDE_SIGNS = r"\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f"
_LETTERS = rf"[^\s{_SIGNS}{_OTHER_SIGNS}{_WIDE_SIGNS}]+"
_ATOM = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]{1,20}://|mailto:)[^\s<>|]+"  # an address
    r"|!?\[\[[^\[\]\n]{1,500}\]\]"  # a wiki link
    r"|\[\^[^\]\n]{1,100}\]"  # a footnote's number
    r"|\]\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}+\)"  # where a link leads
    r"|\]\[[^\]\n]{0,200}\]"
    r"|``[^\n]{1,300}?``|`[^`\n]{1,300}`"  # code
    r"|</?[A-Za-z][^<>\n]{0,300}>"  # a tag
    r"|\{[:#.][^{}\n]{0,200}\}"  # attributes
    r"|&#?\w{1,32};"
    rf"|{_LETTERS}(?:[-'\u2019.,:/@_+&]{_LETTERS})*+"  # a word, a number, a date
    r"|[^\S\n]+"
    rf"|\\[{_SIGNS}]"
    rf"|(?P<sign>[{_SIGNS}])(?P=sign)*+"  # a run of one sign: ** or ---
    r"|.|\n"
)
_MARK = re.compile(r"[*_~|^{}<>`\[\]]+|\][(\[].*|</?[A-Za-z].*>", re.DOTALL)
_ENDINGS = ".!?:;\u2026\u3002\uff01\uff1a\uff1b\uff1f"


def lines_of(text: str) -> list[str]:
    """Return the lines of `text`, each with its line break."""
    return _LINE.findall(text)


def uncut(lines: Sequence[str]) -> list[bool]:
    """Say of each line whether it stands inside a fenced block of code, and so is one atom."""
    return fenced(lines)


def atoms_of(lines: Sequence[str], codes: Sequence[bool]) -> list[str]:
    """Return the atoms of `lines`; `codes` says which of them are code."""
    return [atom for line, is_code in zip(lines, codes, strict=True) for atom in _atoms(line, is_code)]


def words_between(text: str) -> Iterator[str]:
    """Yield the words of `text`, and as one word each what ends a sentence or a part of one."""
    for found in _ATOM.finditer(text):
        atom = found.group()
        if atom[0] in _ENDINGS or any(map(str.isalnum, atom)):
            yield atom


def marks_of(text: str) -> list[str]:
    """Return the signs of `text` that come in pairs or rows: emphasis, brackets, tags, bars of a table."""
    return [atom for found in _ATOM.finditer(text) if _MARK.fullmatch(atom := found.group())]


def _atoms(line: str, is_code: bool) -> Iterator[str]:
    if is_code:
        yield line
    elif _WHOLE.match(line):
        yield line.rstrip("\n")
        yield from "\n" * line.endswith("\n")
    else:
        opening = _OPENING.match(line).group()
        if opening:
            yield opening
        yield from (found.group() for found in _ATOM.finditer(line, len(opening)))
