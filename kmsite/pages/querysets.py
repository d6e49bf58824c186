"""Every read of pages and revisions, chainable, in the field's words."""

from django.db import models


class PageQuerySet(models.QuerySet):
    pass


class RevisionQuerySet(models.QuerySet):
    pass
