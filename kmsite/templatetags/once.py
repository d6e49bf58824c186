"""Parts of a page that are the same for everybody, put together once in each process."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

MOST = 256
"""So many forms of one part are kept: a name that is given other values without end wins nothing."""


class OnceNode(template.Node):
    """A part of a template, and its forms: one in each language for each values of the names it knows."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList, names: list[str]) -> None:
        self.nodelist, self.names, self.forms = nodelist, names, {}

    def render(self, context: template.Context) -> SafeString:
        """Return the form for this language and these values; it sees nothing else of `context`."""
        known = {name: context.get(name) for name in self.names}
        place = (get_language(), get_script_prefix(), *known.values())
        form = self.forms.get(place)
        if form is None:
            if len(self.forms) >= MOST:
                self.forms.clear()
            form = self.forms[place] = self._rendered(context.template, known)
        return form

    def _rendered(self, whole: template.base.Template, known: dict[str, Any]) -> SafeString:
        alone = template.Context(known)
        with alone.bind_template(whole):
            return self.nodelist.render(alone)


@register.tag
def once(parser: Parser, token: Token) -> OnceNode:
    """Render what stands up to `{% endonce %}` once: `{% once %}`, or `{% once for nav site_name %}`.

    Inside, a template knows nothing but those names, so that nothing of one reader is shown to another.
    """
    _tag, *words = token.split_contents()
    if words[:1] not in ([], ["for"]) or len(words) == 1:
        raise template.TemplateSyntaxError("Write {% once %}, or {% once for name another %}.")
    nodelist = parser.parse(["endonce"])
    parser.delete_first_token()
    return OnceNode(nodelist, words[1:])
