"""Two curators at one entry: what clashes is asked about, what merges into nonsense is shown to mend."""

from django.contrib import messages
from django.core import signing
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from glossary import clashing, curating
from glossary.admin.sheet import TermSheet
from glossary.clashing import Undecided
from glossary.entry import Entry
from kmsite.pages import kinds
from kmsite.pages.clashes.joining import in_one_phrase, writers_between
from kmsite.pages.refusing import Conflict, TextRefused
from kmsite.pages.saving import drafts
from kmsite.pages.saving.drafts import Draft

SALT = "glossary.admin.conflict"


def together(term, base, sheet, refused):
    """Return a sheet with what was typed and what others saved since, where the two cannot stand together.

    None where nobody saved meanwhile, or where they clash.
    """
    now = type(term).objects.with_current().get(pk=term.pk).current
    began = term.revisions.filter(number=base).first()
    if began is None or now.number == base:
        return None
    try:
        mine = _draft(sheet, Draft.of(began))
        merged = drafts.merged(began, now, mine)
    except (Conflict, TextRefused):
        return None
    sheet = TermSheet(draft=merged, base=now.number, initial={"summary": sheet.form.cleaned_data["summary"]})
    names = in_one_phrase(writers_between(term, base, now.number))
    sheet.mend = {"why": refused, "names": names, "number": now.number}
    return sheet


def _draft(sheet, began):
    said = sheet.said()
    entry = kinds.of("term").completed(said["entry"].with_ids().structure())
    return began.changed(title=said["title"], lede=said["gloss"], body=said["body"], entry=entry)


def conflict_context(conflict, term, sent, faults=()):
    """Return what the page of a conflict shows, and the form it carries along, sealed."""
    writer = in_one_phrase(writers_between(term, conflict.base.number, conflict.theirs.number))
    readings = clashing.readings(conflict)
    return {
        "readings": [(one, sent.get(f"pick-{one.path}", "")) for one in readings],
        "faults": faults,
        "conflict": conflict,
        "writers": writer,
        "summary": sent.get("summary", ""),
        "sealed": _sealed(term, conflict, sent),
    }


def _sealed(term, conflict, sent):
    """Return the writer's draft in a form that comes back as it was: nobody has to type it again."""
    said = {**conflict.draft.said(), "tags": list(conflict.draft.tags)}
    numbers = {"term": term.pk, "base": conflict.base.number, "theirs": conflict.theirs.number}
    before = _opened(term, sent)
    began_on = before.get("began_on", conflict.base.number)
    act = {"began_on": began_on, "key": before.get("key", sent.get("key", ""))}
    return signing.dumps({"said": said} | numbers | act, salt=SALT, compress=True)


def _opened(term, sent):
    """Return what a form carried along; nothing where it carried none, or that of another term."""
    try:
        carried = signing.loads(sent.get("sealed", ""), salt=SALT)
    except signing.BadSignature:
        return {}
    return carried if carried["term"] == term.pk else {}


def settle(desk, request, term, back):
    """Save what was chosen on top of the version that the conflict was with."""
    carried = _opened(term, request.POST)
    if not carried:
        messages.error(request, _("The form was not whole. Nothing was saved."))
        return HttpResponseRedirect(back)
    mine = Draft(**{**carried["said"], "tags": tuple(carried["said"]["tags"])})
    numbers = [carried["base"], carried["theirs"]]
    numbered = {row.number: row for row in term.revisions.select_related("by").filter(number__in=numbers)}
    if "_back" in request.POST:
        return desk.shown(request, TermSheet(draft=mine, base=carried["base"]), term)
    base, theirs = numbered[carried["base"]], numbered[carried["theirs"]]
    try:
        saved = _save(request, term, carried, base, theirs, mine)
    except Undecided as undecided:
        return desk.asked(request, undecided.conflict, term, undecided.paths)
    except Conflict as conflict:
        return desk.asked(request, conflict, term)
    except TextRefused as refused:
        return _given_back(desk, request, term, refused, mine, carried["base"])
    messages.success(request, desk.told(saved))
    return HttpResponseRedirect(desk.place_after(request, saved.page))


def _save(request, term, carried, base, theirs, mine):
    """Put the draft together as chosen, and save it; raises what its writer is to be asked or told."""
    draft = mine
    try:
        draft = drafts.merged(base, theirs, mine)
    except Conflict as conflict:
        chosen = {one.path: request.POST.get(f"pick-{one.path}") for one in clashing.readings(conflict)}
        try:
            draft = clashing.settled(conflict, chosen)
        except Undecided as undecided:
            undecided.conflict = conflict
            raise
    return curating.revise(
        term,
        base=theirs.number,
        began_on=carried["began_on"],
        title=draft.title,
        gloss=draft.lede,
        body=draft.body,
        tags=draft.tags,
        entry=Entry.of(draft.entry),
        by=request.user,
        summary=request.POST.get("summary", ""),
        key=carried["key"],
    )


def _given_back(desk, request, term, refused, mine, base):
    """Answer with the form once more: what came of the choice cannot be kept."""
    sheet = TermSheet(draft=mine, base=base, initial={"summary": request.POST.get("summary", "")})
    sheet.mend = {"why": refused}
    return desk.shown(request, sheet, term)
