"""Why an answer stands where it does, in plain words."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PLACES = {
    "title": gettext_lazy("its title"),
    "name": gettext_lazy("another of its names"),
    "heading": gettext_lazy("its headings, its tags or its first lines"),
    "text": gettext_lazy("its text"),
}
SHARES = {
    "text": gettext_lazy("words"),
    "exactness": gettext_lazy("exactness"),
    "trust": gettext_lazy("trust"),
    "use": gettext_lazy("use"),
    "freshness": gettext_lazy("freshness"),
}


def sentences(one):
    """Return why the page of `one`, a Found, is an answer, a sentence for each reason."""
    why = one.reasons
    said = []
    if why.is_named:
        said.append(_("“%s” is its name.") % one.named if one.named else _("It is called so."))
    elif why.is_titled:
        said.append(_("Its title has all the words."))
    said += [_of_match(match) for match in why.matches]
    if why.is_in_order:
        said.append(_("The words stand there one after the other."))
    if why.missing:
        said.append(_("It does not have: %s.") % ", ".join(f"“{word}”" for word in why.missing))
    return said


def shares(why):
    """Return what put a page in its place, as pairs of a word and points, the most first."""
    points = [(label, getattr(why, name)) for name, label in SHARES.items()]
    return [
        (label, number_format(one, 1))
        for label, one in sorted(points, key=lambda share: -share[1])
        if one >= 0.05
    ]


def _of_match(match):
    places = ", ".join(str(PLACES[place]) for place in match.places if place in PLACES)
    asked = {"word": match.word, "by": match.by, "places": places}
    if match.is_synonym:
        said = _("For “%(word)s” it has “%(by)s”, another name of the same, in %(places)s.")
    elif match.by:
        said = _("“%(word)s” begins “%(by)s”, which stands in %(places)s.")
    else:
        said = _("“%(word)s” stands in %(places)s.")
    return said % asked
