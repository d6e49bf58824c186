"""What was imported from where, so that importing again changes nothing."""

from django.db import models

from kmsite.pages.models import Page, Revision


class ImportedPage(models.Model):
    """A page that a file became, and the revision that holds what the file said at the last import.

    `slug` is the address that the page got: links keep it when people rename the page, for it leads there
    for ever.
    """

    source = models.CharField(max_length=500)
    path = models.CharField(max_length=1000)
    page = models.OneToOneField(Page, models.CASCADE, related_name="imported")
    slug = models.CharField(max_length=200)
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("source", "path", name="a_file_becomes_one_page"),
        ]

    def __str__(self) -> str:
        return self.path
