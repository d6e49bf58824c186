"""What is said when the embedded Postgres cannot be used."""

from django.db.utils import OperationalError


class Refused(OperationalError):
    """One line for the person at the terminal: what is wrong, and that no data was changed."""
