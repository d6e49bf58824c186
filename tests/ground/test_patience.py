"""A page view may not wait for long; a command may."""

import subprocess
import sys

import pytest
from django.db import connection

from tests.ground.clusters import ROOT

ASK = """
from django.db import connection
with connection.cursor() as cursor:
    for name in ("statement_timeout", "lock_timeout"):
        cursor.execute(f"show {name}")
        print(cursor.fetchone()[0])
"""


@pytest.mark.parametrize(
    ("door", "limits"),
    [("import kmsite.wsgi", "5s\n2s\n"), ("import django; django.setup()", "0\n0\n")],
    ids=["the web", "a command"],
)
def test_who_waits_how_long_for_the_database(db, door, limits):
    name = connection.settings_dict["NAME"]
    use_test_database = f"from django.conf import settings; settings.DATABASES['default']['NAME'] = {name!r}"
    program = f"{use_test_database}\n{door}\n{ASK}"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout == limits, done.stderr
