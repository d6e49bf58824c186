"""Print a one-time link for a new password."""

from django.core.management.base import BaseCommand, CommandError

from kmsite.accounts.models import User
from kmsite.accounts.password_links import new_password_link


class Command(BaseCommand):
    help = "Print a link by which somebody chooses a new password: valid for three days, once. Pass it on."

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *, username, **options):
        person = User.objects.filter(username=username.lower()).first()
        if person is None:
            raise CommandError(f"Nobody here has the username {username}.")
        if not person.is_active:
            raise CommandError(f"The account {username} is closed: open it in the admin first.")
        self.stdout.write(new_password_link(person))
