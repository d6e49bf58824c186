"""`manage.py serve`: bring everything up to date, say where the site is, and serve it."""

import errno
import socket

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kmsite.accounts.setting_up import new_link
from kmsite.management.preparing import prepare
from kmsite.management.web_server import WebServer

OWN_MACHINE = ("127.0.0.1", "::1", "localhost")


class Command(BaseCommand):
    help = "Serve the site; by default on http://127.0.0.1:8000."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", default=settings.HOST, help="address to listen on (or HOST)")
        parser.add_argument("--port", default=str(settings.PORT), help="port to listen on (or PORT)")

    def handle(self, *, host, port, **options):
        if (host, port) != (settings.HOST, str(settings.PORT)):
            raise CommandError("--host and --port are heard by manage.py only")
        if settings.DEBUG and host not in OWN_MACHINE:
            raise CommandError("DEBUG: must be off when other machines can connect (HOST)")
        make_sure_it_is_free(host, settings.PORT)
        prepare(self.say)
        self.say(f"{settings.SITE_NAME} is at {settings.BASE_URL}/ (Ctrl+C stops it)")
        if link := new_link():
            self.say(f"Set up the administrator within 30 minutes: {link}")
        if not settings.SENDS_MAIL:
            self.say("Letters are printed here; set EMAIL_URL to send them.")
        WebServer(host, settings.PORT).run()

    def say(self, line):
        self.stdout.write(line)
        self.stdout.flush()


def make_sure_it_is_free(host, port):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CommandError(f"PORT: {port} is in use; try ./run --port {port + 1}") from error
            raise CommandError(f"HOST: cannot listen on {host}:{port}: {error.strerror}") from error
