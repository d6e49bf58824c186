"""Who asks with HEAD gets the headers of GET and no body, from every view."""

from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import FileResponse, HttpResponse
from django.test import RequestFactory

from kmsite.middleware.head import HeadMiddleware


def asked(method, path):
    """Return the answer as the server gets it: Django's test client drops the body by itself."""
    return WSGIHandler().get_response(RequestFactory().generic(method, path, headers={"Host": "localhost"}))


@pytest.mark.parametrize(
    "path", ["/", "/articles/", "/nowhere/", "/healthz", "/accounts/login/", "/robots.txt"]
)
def test_a_page_asked_for_with_head_has_its_length_and_no_body(db, path):
    page, headers = asked("GET", path), asked("HEAD", path)
    assert page.content
    assert headers.content == b""
    assert abs(int(headers["Content-Length"]) - len(page.content)) < 100, "tokens in them differ"
    assert headers["Content-Type"] == page["Content-Type"]


def test_a_file_asked_for_with_head_stays_unread(rf):
    file = BytesIO(b"a picture")
    answer = HeadMiddleware(lambda request: FileResponse(file))(rf.head("/files/1/pump.png"))
    assert answer.headers["Content-Length"] == "9"
    assert b"".join(answer) == b""
    assert file.tell() == 0


def test_a_page_asked_for_with_get_keeps_its_body(rf):
    assert HeadMiddleware(lambda request: HttpResponse("page"))(rf.get("/")).content == b"page"
