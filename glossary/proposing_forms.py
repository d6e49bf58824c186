"""The form on which a term or a change of one is proposed, and saved at once by a curator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from glossary import proposing
from glossary.assembling import FURTHER, HOUSE, NAME, OF_SOURCE, assembled, fields_of
from glossary.fields import (
    GlossField,
    NameKindField,
    definition_fields,
    domain_choices,
    relation_fields,
    source_choices,
)
from glossary.hints import hints
from glossary.models import Proposal, Term
from glossary.nearby import named, near_terms
from glossary.refusing import NameTaken
from kmsite.pages.counts.counting import refuse_too_much
from kmsite.pages.counts.pacing import refuse_too_fast
from kmsite.pages.desks.desk_forms import LARGEST_NUMBER, DeskForm
from kmsite.pages.fields import BodyField, LineField
from kmsite.pages.models import Revision
from kmsite.pages.permissions import may
from kmsite.pages.saving.drafts import EMPTY, Draft
from kmsite.pages.saving.editing import Saved

MOST_NAMES, SPARE = 59, 2
STATUSES = [("review", _("in review")), ("approved", _("approved"))]


class TermForm(DeskForm):
    """Everything that a proposal may say of a term. A new one needs a name and a definition, no more."""

    title = LineField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    lede = GlossField()
    body = BodyField(label=_("Longer text"), widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}))
    entry_domain = forms.ChoiceField(label=_("Domain"), required=False)
    summary = LineField(
        label=_("Why"),
        max_length=300,
        required=False,
        help_text=_("For the curators, and for those who read the history."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    entry_status = forms.ChoiceField(label=_("Save it as"), choices=STATUSES, required=False)
    base_revision = forms.IntegerField(
        min_value=1, max_value=LARGEST_NUMBER, required=False, widget=forms.HiddenInput
    )
    of_page = forms.IntegerField(label=_("Term"), required=False, widget=forms.HiddenInput)
    entry_near = forms.CharField(max_length=400, required=False, widget=forms.HiddenInput)
    """The near terms that whoever writes was shown."""

    not_written = DeskForm.not_written | {"entry_near"}

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        term: Term | None = None,
        initial: Mapping[str, Any] | None = None,
        proposal: Proposal | None = None,
        more: int = 0,
        **options: Any,
    ) -> None:
        self.term, self.proposal = term, proposal
        super().__init__(data, initial={**self._started(), **(initial or {})}, **options)
        self.fields["of_page"].initial = term and term.pk
        self.fields["entry_domain"].choices = domain_choices()
        said = data if data is not None else self.initial
        sources = source_choices(said)
        self.fields |= definition_fields(HOUSE, sources) | definition_fields(FURTHER, sources)
        self.fields |= relation_fields()
        self._add_names(said, more)
        if term is None:
            self.fields["entry_house_text"].required = data is None or not data.get("entry_further_text")
        else:
            self.fields["summary"].required = not self.is_curator
        if not self.is_curator or (term is not None and term.status not in ("draft", "review")):
            del self.fields["entry_status"]

    @property
    def is_curator(self) -> bool:
        """Whether the writer may save at once."""
        return may(self.writer, proposing.CURATING)

    def _started(self) -> dict[str, Any]:
        """Return what stands in the form before anybody writes."""
        if self.proposal:
            base = Draft.of(self._base_of(self.proposal.base)) if self.term else EMPTY
            fields = fields_of(Draft(**self.proposal.said), base)
            return fields | {"base_revision": self.proposal.base, "summary": self.proposal.reason}
        if self.term is None:
            return {}
        now = Draft.of(self.term.current)
        status = self.term.status if self.term.status in ("draft", "review") else "review"
        return fields_of(now, now) | {
            "base_revision": self.term.current.number,
            "entry_status": "review" if status == "draft" else status,
        }

    def _base_of(self, number: int | None) -> Revision | None:
        return self.term.revisions.filter(number=number).first() if self.term else None

    def _add_names(self, said: Mapping[str, Any], more: int) -> None:
        """Add a row for each other name that was written, and some spare ones."""
        used = [int(match[1]) for name in said if (match := NAME.match(name)) and said[name]]
        rows = min(max(used, default=-1) + 1 + max(more, SPARE), MOST_NAMES)
        for number in range(rows):
            attributes = {"dir": "auto", "aria-label": _("Other name")}
            self.fields[f"entry_name_{number}_text"] = LineField(
                label=_("Other name"),
                max_length=200,
                required=False,
                widget=forms.TextInput(attrs=attributes),
            )
            self.fields[f"entry_name_{number}_kind"] = NameKindField()

    @property
    def names(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the rows for other names: the name and its kind."""
        rows = [name.removesuffix("_text") for name in self.fields if NAME.match(name)]
        return [(self[f"{row}_text"], self[f"{row}_kind"]) for row in rows]

    @property
    def house(self) -> dict[str, forms.BoundField]:
        """Return the fields of the house definition."""
        return self._part("entry_house_")

    @property
    def further(self) -> dict[str, forms.BoundField]:
        """Return the fields of the further definition."""
        return self._part("entry_further_")

    def _part(self, prefix: str) -> dict[str, forms.BoundField]:
        return {name.removeprefix(prefix): self[name] for name in self.fields if name.startswith(prefix)}

    def clean_of_page(self) -> None:
        """Refuse a text that began on another term: the number of its base means another text here."""
        if self.cleaned_data["of_page"] not in (None, self.term and self.term.pk):
            raise ValidationError(
                _("The term you wrote on goes on as this one. Copy your text, and open this term anew.")
            )

    def clean_base_revision(self) -> Revision | None:
        """Return the version that the writer started from."""
        number = self.cleaned_data["base_revision"]
        base = self._base_of(number)
        if self.term and base is None:
            raise ValidationError(_("This term has no version %s to start from.") % (number or "?"))
        return base

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for which in (HOUSE, FURTHER):
            chosen = cleaned.get(f"entry_{which}_source")
            written = [name for name in OF_SOURCE[1:] if cleaned.get(f"entry_{which}_source_{name}")]
            if chosen and written:
                told = _("Choose a source or fill in a new one, not both.")
                self.add_error(f"entry_{which}_source", told)
        kind, other = cleaned.get("entry_relation_kind"), cleaned.get("entry_relation_term")
        if bool(kind) != bool(other):
            self.add_error("entry_relation_term", _("A relation needs a kind and a term."))
        self.relation = self._related(other) if kind and other else None
        return cleaned

    def _related(self, text: str) -> Term | None:
        """Return the term that is called `text`, among those that the writer may see."""
        found = named(self.writer, text)
        if len(found) == 1:
            return found[0]
        told = _("There is no term with this name or address.")
        if found:
            told = _("Several terms have this name. Give an address: %s") % ", ".join(
                term.slug for term in found
            )
        self.add_error("entry_relation_term", told)
        return None

    def drafted(self) -> Draft:
        """Return what was filled in, as a draft. Raises TextRefused."""
        base = self.cleaned_data["base_revision"]
        return assembled(self.cleaned_data, Draft.of(base) if base else EMPTY, self.relation)

    @cached_property
    def near(self) -> list[Term]:
        """Return the terms with a name like the one that is written, besides the term itself."""
        names = [str(self["title"].value() or ""), *(str(text.value() or "") for text, _kind in self.names)]
        known = {"", *self.term.names.values_list("text", flat=True)} if self.term else {""}
        return near_terms(self.writer, [name for name in names if name not in known], but=self.term)

    @property
    def asks_about_near(self) -> bool:
        """Whether whoever sends a new term was not shown the near ones yet."""
        shown = str(self["entry_near"].value() or "").split(",")
        return self.term is None and any(str(term.pk) not in shown for term in self.near)

    def hints(self) -> list[str]:
        """Return what may be better about the wording of the definitions as they are written."""
        names = [str(text.value()) for text, _kind in self.names if text.value()]
        house, fidelity = self["entry_house_text"].value(), self["entry_house_fidelity"].value()
        said = "" if fidelity == "verbatim" else str(house or "")
        return hints(str(self["title"].value() or ""), names, said)

    def propose(self) -> Proposal | None:
        """Keep the proposal; None when it was refused, and then the form says why."""
        base = self.cleaned_data["base_revision"]
        with self._refusals():
            refuse_too_much(self.writer, "propose", 1)
            return self.send(
                term=self.term,
                base=base and base.number,
                draft=self.drafted(),
                by=self.writer,
                reason=self.cleaned_data["summary"],
                key=self._key(),
            )
        return None

    def take_in(self, settle: proposing.Settle | None = None) -> Saved | None:
        """Save at once what a curator wrote, or accept a proposal so; None when refused. Raises Conflict."""
        base, status = self.cleaned_data["base_revision"], self.cleaned_data.get("entry_status", "")
        with self._refusals():
            refuse_too_fast(self.writer, "edit")
            if self.proposal:
                draft = self.drafted()
                return proposing.accept(
                    self.proposal, by=self.writer, draft=draft, status=status, settle=settle
                )
            return self.save_at_once(
                term=self.term,
                base=base and base.number,
                draft=self.drafted(),
                by=self.writer,
                summary=self.cleaned_data["summary"],
                key=self._key(),
                status=status,
                settle=settle,
            )
        return None

    def send(self, **said: Any) -> Proposal:
        """Keep the proposal, and in the same transaction what comes with it."""
        return proposing.propose(**said)

    def save_at_once(self, **said: Any) -> Saved:
        """Save what a curator wrote, and in the same transaction what comes with it."""
        return proposing.take_in(**said)

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Turn what the glossary refuses into an error of the form."""
        with super()._refusals():
            try:
                yield
            except NameTaken as taken:
                self.taken = taken.term if may(self.writer, "read", taken.term) else None
                is_known = self.taken or self.is_curator
                self.add_error(
                    "title", str(taken) if is_known else _("This name is not free. Ask a curator.")
                )
