"""What somebody fills in to open a round: its title, of whom the statements are answered, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.events.event_forms import MomentField
from communities.models import Community
from kmsite.culture.models import Lens, Round
from kmsite.culture.rounds import holding
from kmsite.pages.desks.refusable import RefusableForm
from kmsite.pages.fields import LineField

USUAL, USUAL_HOUR = timedelta(weeks=2), 18
LENSES = {
    Lens.ME: _("Each of themselves: “I know”, “We know”"),
    Lens.COMMUNITY: _("Of the community, as each has seen it"),
    Lens.ORGANISATION: _("Of the organisation, as each has seen it"),
}


class OpeningForm(RefusableForm):
    """A new round of a community, or of the organisation."""

    title = LineField(
        label=_("Title"),
        max_length=120,
        help_text=_("By which it is found again, for example “Spring, before the workshop”."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    lens = forms.ChoiceField(
        label=_("Of whom are the statements answered?"), choices=LENSES.items(), widget=forms.RadioSelect
    )
    closes_at = MomentField(label=_("Closes"))

    def __init__(self, data: Any, *, community: Community | None) -> None:
        lens = Lens.COMMUNITY if community else Lens.ORGANISATION
        super().__init__(data, initial={"lens": lens, "closes_at": usual_end()})
        self.community = community
        clock = timezone.get_current_timezone_name().replace("_", " ")
        self.fields["closes_at"].help_text = _(
            "By the clock of %(zone)s. A round is open for five minutes at least, and for three months at"
            " most; you can close it earlier."
        ) % {"zone": clock}

    def clean_closes_at(self) -> datetime:
        """Read the time on the wall in the zone of who fills it in."""
        moment = self.cleaned_data["closes_at"]
        try:
            return timezone.make_aware(moment).astimezone(timezone.get_default_timezone())
        except OverflowError as error:
            raise ValidationError(_("No round is open as long as that.")) from error

    def open(self, *, by: Any) -> Round | None:
        """Open the round; None when it was refused, and then the form says why."""
        with self._refusals():
            return holding.open_round(self.community, by=by, **self.cleaned_data)
        return None


def usual_end() -> datetime:
    """Return the evening in two weeks, on the clock of the reader and without its zone."""
    end = timezone.localtime() + USUAL
    return end.replace(hour=USUAL_HOUR, minute=0, second=0, microsecond=0, tzinfo=None)
