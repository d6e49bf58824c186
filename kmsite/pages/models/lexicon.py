"""The words that the site knows, to complete what is typed and to mend what is misspelt."""

from __future__ import annotations

from django.db import models


class Word(models.Model):
    """A folded word of a page for everyone, or for everyone signed in; never of one for an audience."""

    word = models.CharField(max_length=40, primary_key=True, db_collation="C")
    #: Whether it stands on a page for everyone; otherwise only people who signed in are offered it.
    is_public = models.BooleanField()
    #: On how many pages it stands, as counted last; a new word counts one.
    pages = models.IntegerField(default=1, db_default=1)
    #: On how many of them that are for everyone: by it strangers are offered words, so that no order betrays.
    public_pages = models.IntegerField(default=0, db_default=0)

    def __str__(self) -> str:
        return self.word


class Shortening(models.Model):
    """A word with one letter left out: what a misspelt word and the word that was meant have in common."""

    pk = models.CompositePrimaryKey("short", "word")
    short = models.CharField(max_length=40, db_collation="C")
    #: Written and deleted together with the word, and always read by `short`.
    word = models.ForeignKey(
        Word, models.CASCADE, related_name="shortenings", db_index=False, db_constraint=False
    )

    def __str__(self) -> str:
        return f"{self.short} of {self.word_id}"
