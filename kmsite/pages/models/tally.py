"""How often somebody did what leaves no deed behind: counted for a while, then forgotten."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tally(models.Model):
    """What somebody did of one sort in the while that began `since`: never what they read or asked for.

    `who` is a keyed hash, of a person or of a network address. The table is not logged: after a crash of the
    database counting begins anew (record 49).
    """

    pk = models.CompositePrimaryKey("who", "action")
    who = models.CharField(max_length=32, db_collation="C")
    action = models.CharField(max_length=20, db_collation="C")
    since = models.DateTimeField()
    number = models.BigIntegerField()

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")

    def __str__(self) -> str:
        return f"{self.action}: {self.number}"
