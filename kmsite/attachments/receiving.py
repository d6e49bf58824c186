"""Uploads stop at the limit while they come in, so that nobody fills the disk with one request."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class BoundedUpload(FileUploadHandler):
    """Drop a file of more than MAX_ATTACHMENT_SIZE bytes; the view finds `request.upload_was_too_large`.

    First in FILE_UPLOAD_HANDLERS. The rest of the request is read and thrown away, so that the person
    gets an answer instead of a broken connection.
    """

    def new_file(self, *args, **kwargs) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > settings.MAX_ATTACHMENT_SIZE:
            self.request.upload_was_too_large = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
