"""How blocks begin: one expression for each, all of them anchored and linear."""

import re

ATX = re.compile(r"(#{1,6})(?:[ \t]|$)")
SETEXT = re.compile(r"(=+|-+)[ \t]*$")
RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})(.*)$")
BULLET = re.compile(r"([-*+])(?=[ \t]|$)")
NUMBER = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)")
FOOTNOTE = re.compile(r"\[\^([^\]\s]{1,80})\]:[ \t]*")
CALLOUT = re.compile(r"(!!!|\?\?\?\+?) {0,3}([A-Za-z]+)?(?: {1,3}\"([^\"]*)\")? {0,3}$")
NO_TERMS = re.compile(r"!!! {0,3}no-terms {0,3}$", re.IGNORECASE)
MEANING = re.compile(r":[ \t]+(?=\S)")
ABBREVIATION = re.compile(r"\*\[([^\]]{1,80})\]:[ \t]*(.{0,300})$")
DETAILS = re.compile(r"<details(?:[ \t]+open(?:=\"\")?)?[ \t]*>[ \t]*(.*)$", re.IGNORECASE)
SUMMARY = re.compile(r"<summary>(.*)</summary>[ \t]*(.*)$", re.IGNORECASE)
DETAILS_END = re.compile(r"(.*?)</details>[ \t]*$", re.IGNORECASE)
TABLE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$")


def columns(line: str) -> int:
    """Return the width of the white space before `line`, tab stops every 4 columns."""
    width = 0
    for character in line:
        if character == " ":
            width += 1
        elif character == "\t":
            width += 4 - width % 4
        else:
            break
    return width


def without_columns(line: str, count: int) -> str:
    """Return `line` without its first `count` columns of white space."""
    if line[:count].count(" ") == count:
        return line[count:]
    stripped = line.lstrip(" \t")
    return " " * max(0, columns(line) - count) + stripped if count else line


def begins_item(text: str) -> bool:
    """Return whether `text`, without white space before it, begins an item of a list."""
    return bool(BULLET.match(text) or NUMBER.match(text)) and not RULE.match(text)


def begins_inner_list(text: str) -> bool:
    """Return whether `text` begins a list, rather than going on with one that has numbers."""
    number = NUMBER.match(text)
    return begins_item(text) and (number is None or int(number[1]) == 1)
