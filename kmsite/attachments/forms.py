"""The forms that attach a file, replace it and say what it shows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kmsite.attachments.attaching import MAX_DESCRIPTION
from kmsite.attachments.looking import Kept, look_at, too_large
from kmsite.attachments.models import Attachment
from kmsite.attachments.refusing import FileRefused, FileTooLarge
from kmsite.pages.fields import LineField


class FileForm(forms.Form):
    """One file: `kept` is what is kept of it, `status` the HTTP status to answer with when it is refused."""

    file = forms.FileField(label=_("File"), allow_empty_file=True)
    status = 422
    kept: Kept

    @classmethod
    def sent_with(cls, request: HttpRequest, **options: Any) -> FileForm:
        """Return the form with what the request has sent, as far as it was taken in."""
        form = cls(request.POST, request.FILES, **options)
        form.was_too_large = getattr(request, "upload_was_too_large", False)
        return form

    was_too_large = False

    def clean(self) -> None:
        """Look at the file itself, once it is there."""
        if self.was_too_large:
            self._errors.pop("file", None)
            return self._refuse(FileTooLarge(too_large()))
        upload = self.cleaned_data.get("file")
        if upload is None:
            return None
        try:
            self.kept = look_at(upload.read(settings.MAX_ATTACHMENT_SIZE + 1), upload.name)
        except FileRefused as refusal:
            return self._refuse(refusal)
        return self.clean_kept(self.kept)

    def clean_kept(self, kept: Kept) -> None:
        """Look at the rest of the form, now that it is known what the file is."""

    def _refuse(self, refusal: FileRefused) -> None:
        if isinstance(refusal, FileTooLarge):
            self.status = 413
        self.add_error("file", str(refusal))


class DescriptionFields(forms.Form):
    """What an image shows, or that it shows nothing that the text does not say."""

    description = LineField(
        label=_("Description"),
        max_length=MAX_DESCRIPTION,
        required=False,
        help_text=_("What the image shows, for people who cannot see it. Other files need none."),
    )
    is_decorative = forms.BooleanField(
        label=_("The image is decorative"),
        required=False,
        help_text=_("It tells nothing that the text does not say: people who cannot see it miss nothing."),
    )

    def require_description(self) -> None:
        """Refuse an image of which neither is said."""
        said = self.cleaned_data
        if "description" in said and not (said["description"] or said["is_decorative"]):
            self.add_error("description", _("Say what the image shows, or mark it as decorative."))


class AttachForm(DescriptionFields, FileForm):
    """A new file of a page, and what it shows."""

    field_order = ("file", "description", "is_decorative")

    def clean_kept(self, kept: Kept) -> None:
        """Ask for a description of an image."""
        if kept.is_image:
            self.require_description()


class ReplaceForm(FileForm):
    """A newer version of a file, by somebody who saw version `base`."""

    note = LineField(
        label=_("What is different"),
        max_length=MAX_DESCRIPTION,
        required=False,
        help_text=_("Shown beside the version."),
    )
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class DescribeForm(DescriptionFields):
    """What is said of a file that is there already."""

    def __init__(self, *args: Any, attachment: Attachment, **options: Any) -> None:
        said = {"description": attachment.description, "is_decorative": attachment.is_decorative}
        super().__init__(*args, initial=said, **options)
        self.attachment = attachment

    def clean(self) -> None:
        """Ask for a description of an image."""
        if self.attachment.is_image:
            self.require_description()
