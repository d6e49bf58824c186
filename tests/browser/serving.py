"""Style sheet and scripts as a browser gets them in production: joined, and asked for once."""

from mimetypes import guess_type
from pathlib import Path

from kmsite.assets import ENTRIES, join


def with_joined_files(site):
    """Return `site`, a WSGI application, with the joined files in the place of those that list them."""
    joined = {f"/static/{entry}": join(entry, _read).encode() for entry in ENTRIES}

    def answer(environ, start_response):
        path = environ["PATH_INFO"]
        if path not in joined:
            return site(environ, start_response)
        headers = [("Content-Type", guess_type(path)[0]), ("Cache-Control", "max-age=600")]
        start_response("200 OK", headers)
        return [joined[path]]

    return answer


def _read(path):
    return (Path("static") / path).read_text()
