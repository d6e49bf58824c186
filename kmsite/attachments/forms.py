"""The form that attaches a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kmsite.attachments.attaching import MAX_DESCRIPTION, too_large
from kmsite.pages.fields import LineField


class AttachForm(forms.Form):
    """One file and what it shows. `status` is the HTTP status to answer with when it is refused."""

    file = forms.FileField(label=_("File"), allow_empty_file=True)
    description = LineField(
        label=_("Description"),
        max_length=MAX_DESCRIPTION,
        required=False,
        help_text=_("What an image shows, for people who cannot see it."),
    )
    status = 422

    def __init__(self, *args, too_large=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.was_too_large = too_large

    def clean(self):
        if self.was_too_large:
            self._errors.pop("file", None)
            self.refuse_size()

    def refuse_size(self):
        self.status = 413
        self.add_error("file", too_large())
