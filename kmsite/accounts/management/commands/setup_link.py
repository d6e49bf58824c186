"""Print a new one-time set-up link."""

from django.core.management.base import BaseCommand, CommandError

from kmsite.accounts.setting_up import new_link


class Command(BaseCommand):
    help = "Print a new link for the first administrator: valid for 30 minutes, once, instead of any before."

    def handle(self, *args, **options):
        link = new_link()
        if link is None:
            raise CommandError("There is an administrator already: they invite others at /invitations/.")
        self.stdout.write(link)
