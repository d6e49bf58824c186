"""The look of a picture that stands alone: the light colours of `static/css/tokens.css`, our letters.

Brown to the left, green-blue to the right: everybody can tell them apart. Without colour the darker parts
are the outer ones, and those on the left are hatched.
"""

HATCHED = frozenset(("1", "left"))
COLOURS = {
    "1": "#8c510a", "2": "#e3bd7c", "3": "#ccd2d4", "4": "#82c9c1", "5": "#01665e",
    "left": "#9a6420", "right": "#1f7c75",
}  # fmt: skip
INK, QUIET, LINE, STRONG, PAPER = "#1a1f24", "#4c5661", "#d5d9d3", "#76808a", "#ffffff"
_DARK = ("1", "5", "left", "right")

STYLE = "\n".join(
    (
        f'text {{ font: 18px "Source Sans Pro", "Source Sans 3", "Noto Sans", sans-serif; fill: {INK}; }}',
        ".title { font-size: 32px; font-weight: 600; }",
        f".about, .said {{ fill: {QUIET}; }}",
        ".heading, .strong { font-weight: 600; }",
        ".said, .count { font-size: 16px; }",
        ".end { text-anchor: end; }",
        ".count { text-anchor: middle; font-weight: 600; }",
        f".paper {{ fill: {PAPER}; }}",
        f".part {{ stroke: {INK}; stroke-width: 0.75px; }}",
        f".hatch {{ stroke: {PAPER}; stroke-opacity: 0.55; stroke-width: 2px; fill: none; }}",
        f".centre {{ stroke: {INK}; stroke-width: 1px; stroke-dasharray: 2 4; }}",
        f".thin {{ stroke: {LINE}; }}",
        f".rail {{ stroke: {STRONG}; }}",
        f".average {{ fill: {INK}; stroke: {PAPER}; stroke-width: 1.5px; }}",
        f".own {{ fill: {PAPER}; stroke: {INK}; stroke-width: 3px; }}",
        *(f".part-{key} {{ fill: {colour}; }}" for key, colour in COLOURS.items()),
        *(
            f".on-{key} {{ fill: {PAPER}; stroke: {COLOURS[key]}; stroke-width: 4px; paint-order: stroke; }}"
            for key in _DARK
        ),
    )
)
