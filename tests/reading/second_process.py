"""A second web process on the same database: `python -m tests.reading.second_process DATABASE`."""

import json
import os
import sys
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


class Quiet(WSGIRequestHandler):
    def log_message(self, format, *args):
        """Say nothing."""


def serve(database):
    """Answer on a free port, which is printed first, until the process is ended."""
    settings.DATABASES["default"].update(database)
    django.setup()
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415 - needs the settings

    with make_server("127.0.0.1", 0, WSGIHandler(), handler_class=Quiet) as server:
        print(server.server_port, flush=True)
        server.serve_forever()


if __name__ == "__main__":
    serve(json.loads(sys.argv[1]))
