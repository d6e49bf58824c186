"""Excerpts: the beginning of a text, and the passage where the words of a question stand. Never HTML."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from kmsite.text.folding import fold

_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
_LONGEST_WORD = 60
_MOST_OF_ONE = 20_000
_ENDED = re.compile(r"[.!?:;,…\u3002\uff01\uff1f][\"'”\u2019»)\]]?$")
_BETWEEN = " · "
Pieces = tuple[tuple[str, bool], ...]
_ENDINGS = ("ations", "ation", "ings", "ing", "ers", "er", "ies", "es", "ed", "ly", "s", "e", "y")


def excerpt(text: str, length: int = 200) -> str:
    """Return the beginning of `text` on one line, at most `length` characters, cut between words."""
    line = _on_one_line(text[: length * 4].strip())
    if len(line) <= length:
        return line if len(text) <= length * 4 else _cut(line + " ", length)
    return _cut(line, length)


def snippet(text: str, words: Sequence[str], length: int = 240) -> Pieces:
    """Return the passage of about `length` characters with most of `words`, as (piece, is a hit) pairs.

    Words are held to be one by rough stems of English; `passage` marks what an index has found.
    """
    return passage(text, _roughly(text, words), length)


def marked(text: str, words: Sequence[str]) -> Pieces:
    """Return the whole of `text` with `words` marked, as (piece, is a hit) pairs."""
    return marked_forms(text, _roughly(text, words))


def passage(text: str, forms: Mapping[str, str], length: int = 240) -> Pieces:
    """Return the passage of about `length` characters with most of what was asked, in pieces as `snippet`.

    `forms` are the words to mark, exactly as they stand in `text`, each with what it is a form of. The pieces
    joined are plain text; whoever shows them escapes them. Linear in the length of `text`.
    """
    hits = _hits(text, forms)
    if not hits:
        return ((excerpt(text, length), False),) if text.strip() else ()
    start, end = _passage(text, _best_window(hits, length), length)
    return _pieces(text, [(a, b) for a, b, _ in hits if a >= start and b <= end], start, end)


def marked_forms(text: str, forms: Mapping[str, str]) -> Pieces:
    """Return the whole of `text` with the words `forms` marked, as (piece, is a hit) pairs."""
    return _pieces(text, [(start, end) for start, end, _ in _hits(text, forms)], 0, len(text))


def _cut(line: str, length: int) -> str:
    head = line[: length - 1]
    if line[length - 1 : length].strip() and (space := head.rfind(" ")) > length // 2:
        head = head[:space]
    return head.rstrip(" ,;:.-\u2013\u2014\u00b7") + "…"


def _roughly(text: str, words: Sequence[str]) -> dict[str, str]:
    """Return the words of `text` that have a rough stem of one of `words`, each with that stem."""
    stems = {_stem(word) for phrase in words for word in _WORD.findall(fold(phrase))} - {""}
    forms = {}
    for word in set(_WORD.findall(text)) if stems else ():
        if len(word) <= _LONGEST_WORD:
            stem = next((stem for stem in map(_stem, fold(word).split()) if stem in stems), "")
            forms |= {word: stem} if stem else {}
    return forms


def _hits(text: str, forms: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Return where the words `forms` stand, in order, the first few thousand of each."""
    hits: list[tuple[int, int, str]] = []
    for form, meant in forms.items():
        place = text.find(form)
        for _time in range(_MOST_OF_ONE):
            if place < 0:
                break
            end = place + len(form)
            if not (_is_letter(text[place - 1 : place]) or _is_letter(text[end : end + 1])):
                hits.append((place, end, meant))
            place = text.find(form, end)
    return sorted(hits)


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _stem(word: str) -> str:
    """Return a rough stem, so that "learning" marks "learned"; the index has the exact one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _best_window(hits: list[tuple[int, int, str]], length: int) -> tuple[int, int]:
    """Return the hits (first, last) that hold the most different words within `length` characters."""
    inside: Counter[str] = Counter()
    best, best_score, first = (0, 0), (0, 0), 0
    for last, (_, end, stem) in enumerate(hits):
        inside[stem] += 1
        while end - hits[first][0] > length and first < last:
            left = hits[first][2]
            inside[left] -= 1
            if not inside[left]:
                del inside[left]
            first += 1
        score = (len(inside), last - first)
        if score > best_score:
            best, best_score = (hits[first][0], end), score
    return best if best != (0, 0) else (hits[0][0], hits[0][1])


def _passage(text: str, window: tuple[int, int], length: int) -> tuple[int, int]:
    spare = max(0, length - (window[1] - window[0]))
    start = max(0, window[0] - spare // 3)
    end = min(len(text), start + length if start + length > window[1] else window[1])
    if start > 0 and (space := text.find(" ", start, window[0])) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", window[1], end)) >= 0:
        end = space
    return start, end


def _pieces(text: str, hits: list[tuple[int, int]], start: int, end: int) -> Pieces:
    pieces: list[tuple[str, bool]] = [("…", False)] if start > 0 else []
    for hit_start, hit_end in hits:
        if hit_start < start:  # a part of e-mail, which is marked whole
            continue
        pieces.append((_on_one_line(text, start, hit_start), False))
        pieces.append((text[hit_start:hit_end], True))
        start = hit_end
    pieces.append((_on_one_line(text, start, end), False))
    if end < len(text):
        pieces.append(("…", False))
    return tuple(piece for piece in pieces if piece[0])


def _on_one_line(text: str, start: int = 0, end: int | None = None) -> str:
    """Return a part of `text` on one line, with a sign between two blocks unless a sentence ends there."""
    end = len(text) if end is None else end
    parts = []
    for gap in _SPACE.finditer(text, start, end):
        parts += [text[start : gap.start()], _between(text, gap)]
        start = gap.end()
    return "".join([*parts, text[start:end]])


def _between(text: str, gap: re.Match[str]) -> str:
    first, last = gap.span()
    if "\n" not in gap[0] or first == 0 or last == len(text):
        return " "
    return " " if _ENDED.search(text[max(0, first - 2) : first]) else _BETWEEN
