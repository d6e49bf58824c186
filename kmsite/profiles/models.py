"""What people say of themselves: where they work, what to ask them about, what they would rather hide."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from kmsite.accounts.naming import NameWords
from kmsite.pages.models import Page


class Profile(models.Model):
    """A person as colleagues know them. A person without a row has said nothing and hides nothing."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="profile"
    )
    department = models.CharField(_("department"), max_length=100, blank=True)
    department_key = models.CharField(max_length=200, blank=True, db_collation="C", editable=False)
    about = models.CharField(_("about me"), max_length=500, blank=True)
    is_open_to_questions = models.BooleanField(_("I am open to questions"), default=True)
    hides_written = models.BooleanField(_("Hide what I wrote"), default=False)
    hides_answered = models.BooleanField(_("Hide what I answered"), default=False)
    hides_looked_after = models.BooleanField(_("Hide what I look after"), default=False)
    hides_communities = models.BooleanField(_("Hide my communities"), default=False)

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        indexes = [
            models.Index("department_key", name="profile_by_department"),
            GinIndex(NameWords("department"), name="profile_by_words", fastupdate=False),
        ]

    def __str__(self) -> str:
        return str(self.user_id)


class Expertise(models.Model):
    """A term that a person can be asked about, and when they last said so."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="expertise", db_index=False
    )
    #: The page of a term.
    term = models.ForeignKey(Page, models.CASCADE, related_name="experts")
    confirmed_at = models.DateTimeField(_("last confirmed"))

    class Meta:
        verbose_name = _("expertise")
        verbose_name_plural = _("expertise")
        constraints = [models.UniqueConstraint("user", "term", name="a_person_names_a_term_once")]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.term_id}"
