"""Linking: what every link and image of a text becomes, and which pages and files it leads to."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from kmsite.text.addresses import anchor_of_fragment, is_external, judged, own_file, own_page
from kmsite.text.cleaning import REL
from kmsite.text.rendered import LinkRef


class Linking:
    """Goes through the links of a tree once, mending them and remembering where they lead."""

    def __init__(self) -> None:
        self.links: dict[LinkRef, None] = {}
        self.files: dict[int, None] = {}

    def run(self, root: Element, tick: Callable[[], None]) -> None:
        """Mend all links and images below `root`."""
        for element in root.iter():
            tick()
            if element.tag == "a":
                self._link(element)
            elif element.tag == "img":
                self._image(element)

    def _link(self, element: Element) -> None:
        if key := element.get("data-key"):
            self.links[LinkRef(key, element.get("data-anchor", ""))] = None
            return
        url = judged(element.get("href", ""))
        if not url:
            element.attrib.pop("href", None)
        elif url.startswith("#"):
            is_ours = (element.get("class") or "").startswith("footnote")
            element.set("href", url if is_ours else f"#{anchor_of_fragment(url[1:])}")
        elif is_external(url):
            element.set("href", url)
            element.set("rel", REL)
            element.set("class", element.get("class") or "externallink")
        else:
            element.set("href", self._local(url))

    def _local(self, url: str) -> str:
        if (file := own_file(url)) is not None:
            self.files[file] = None
        if page := own_page(url):
            target = anchor_of_fragment(page[1])
            self.links[LinkRef(page[0], target)] = None
            if target:
                return f"{url.partition('#')[0]}#{target}"
        return url

    def _image(self, element: Element) -> None:
        """Make an image of another site a link: readers decide whether that site learns of them."""
        url = judged(element.get("src", ""))
        if url and not is_external(url) and not url.lower().startswith("mailto:"):
            element.set("src", url)
            if (file := own_file(url)) is not None:
                self.files[file] = None
            return
        words = element.get("alt") or element.get("title") or url or "image"
        element.attrib.clear()
        element.tag = "a" if url else "span"
        if url:
            element.attrib.update({"href": url, "class": "external-image", "rel": REL})
        element.text = AtomicString(words)
