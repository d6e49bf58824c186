"""The oracle: judges HTML by the tree that a browser would build, never by its characters.

`complaints(html)` checks O1-O6 (elements, attributes and values, addresses, ids, stability, links that leave
the site); an empty list means clean. `laid=True` is for HTML in which wiki links have been laid.
"""

import re
from urllib.parse import urljoin, urlsplit

import html5lib
from html5lib.constants import namespaces

# fmt: off
ELEMENTS = frozenset(
    {
        "a", "abbr", "aside", "b", "blockquote", "br", "code", "dd", "del", "details", "div", "dl", "dt",
        "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p",
        "pre", "s", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
        "th", "thead", "tr", "u", "ul",
    }
)
# fmt: on
ATTRIBUTES = {
    "a": {"href", "title", "rel", "class", "id", "data-key", "data-title", "data-anchor", "aria-label"},
    "abbr": {"title"},
    "aside": {"class"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "details": {"open", "class"},
    "section": {"class", "aria-label"},
    "pre": {"tabindex"},
    "th": {"scope", "class"},
    "td": {"class"},
    "span": {"class", "aria-hidden"},
    "sup": {"class"},
    "p": {"class"},
    "li": {"class", "id"},
    "ul": {"class"},
    **{f"h{level}": {"id"} for level in range(1, 7)},
}
# fmt: off
CLASSES = frozenset(
    {
        "note", "tip", "important", "warning", "caution", "danger", "info", "example", "quote", "t", "task",
        "done", "tasks", "box", "vh", "highlight", "scroll", "footnotes", "footnote", "footnote-ref",
        "footnote-back", "align-left", "align-center", "align-right", "wikilink", "redlink", "externallink",
        "external-image", "no-glossary",
    }
)
# fmt: on
TOKEN = re.compile(r"[a-z][a-z0-9]{0,2}")
REL = "nofollow ugc noopener"
OURS = "https://wiki.example"
HTML = namespaces["html"]


def parsed(html):
    """The tree that a browser makes of `html` inside a <div>."""
    return html5lib.parseFragment(html, container="div", treebuilder="etree", namespaceHTMLElements=True)


def text_of(html):
    """The text that a reader sees."""
    return "".join(parsed(html).itertext())


def complaints(html, *, laid=False):
    """Everything that is wrong with `html`."""
    tree = parsed(html)
    found = ["control character"] if re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", html) else []
    ids = []
    for element in tree.iter():
        if element is tree:
            continue
        if not isinstance(element.tag, str):
            found.append("comment")
            continue
        namespace, _, tag = element.tag[1:].rpartition("}")
        if namespace != HTML or tag not in ELEMENTS:
            found.append(f"element {element.tag}")
            continue
        found += _attributes(tag, element.attrib, laid)
        ids += [element.attrib["id"]] if "id" in element.attrib else []
    found += [f"id twice: {id_}" for id_ in {i for i in ids if ids.count(i) > 1}] if len(ids) < 500 else []
    return found + ([] if _is_stable(tree) else ["unstable"])


def _attributes(tag, attributes, laid):
    for name, value in attributes.items():
        if name not in ATTRIBUTES.get(tag, ()) or (laid and str(name).startswith("data-")):
            yield f"attribute {name} of {tag}"
        elif name == "class" and not all(_is_known_class(tag, word) for word in value.split()):
            yield f"class {value!r} of {tag}"
        elif name == "id" and not re.fullmatch(r"user-content-[\w-]+", value):
            yield f"id {value!r}"
        elif name in ("href", "src"):
            yield from _address(tag, name, value, attributes)
    if "data-key" in attributes and attributes.get("class") != "wikilink":
        yield "wiki link attributes on something else"


def _is_known_class(tag, word):
    return word in CLASSES or (tag == "span" and TOKEN.fullmatch(word))


def _address(tag, name, value, attributes):
    """As the URL standard reads it: ends stripped, tabs and line breaks gone, backslash is slash."""
    url = re.sub(r"[\t\n\r]", "", value.strip("".join(map(chr, range(33)))))
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", url)
    if scheme and scheme[1].lower() not in ("http", "https", "mailto"):
        yield f"scheme of {url!r}"
        return
    if scheme and scheme[1].lower() == "mailto":
        if name == "src":
            yield "mail as an image"
        return
    try:
        is_leaving = urlsplit(urljoin(OURS + "/articles/x/", url.replace("\\", "/"))).netloc != "wiki.example"
    except ValueError:
        is_leaving = True
    if name == "src" and is_leaving:
        yield f"image of another site: {url!r}"
    if tag == "a" and is_leaving and attributes.get("rel") != REL:
        yield f"link without rel: {url!r}"


def _is_stable(tree):
    first = html5lib.serialize(tree, tree="etree", quote_attr_values="always", omit_optional_tags=False)
    again = parsed(first)
    return first == html5lib.serialize(
        again, tree="etree", quote_attr_values="always", omit_optional_tags=False
    )
