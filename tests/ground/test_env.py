"""Settings by environment: a wrong value is one clear line, whoever wrote it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kmsite import env

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("read", "value", "meaning"),
    [
        (env.flag, "yes", True),
        (env.flag, "0", False),
        (env.flag, "", False),
        (env.time_zone, "Europe/Zurich", "Europe/Zurich"),
        (lambda name: env.number(name, 8000, low=1, high=65535), "", 8000),
        (lambda name: env.number(name, 8000, low=1, high=65535), "80", 80),
        (lambda name: env.choice(name, ["public", "signed-in"]), "signed-in", "signed-in"),
        (
            lambda name: env.web_address(name, "http://a"),
            "HTTPS://Wiki.example.org/",
            "https://wiki.example.org",
        ),
        (lambda name: env.web_address(name, "http://a"), "http://[::1]:8000", "http://[::1]:8000"),
        (lambda name: env.hosts(name, ["localhost"]), "a.org, .b.org", ["a.org", ".b.org", "localhost"]),
        (lambda name: env.database(name)["HOST"], "postgres://me@db/wiki", "db"),
        (
            lambda name: env.database(name)["OPTIONS"],
            "postgres://me@db/w?sslmode=require",
            {"sslmode": "require"},
        ),
        (env.database, "", None),
        (
            lambda name: env.limits(name, {"search": {"new": (30, 60), "user": (120, 60)}}),
            "search new 300/60, search user none",
            {"search": {"new": (300, 60)}},
        ),
        (lambda name: env.cache(name)["LOCATION"], "", "cache_entry"),
        (lambda name: env.mail(name)["EMAIL_USE_TLS"], "smtp+tls://me:secret@mail:587", True),
        (env.sends_mail, "smtp+tls://me:secret@mail:587", True),
        (env.sends_mail, "consolemail://", False),
        (env.sends_mail, "", False),
    ],
)
def test_a_right_value_is_understood(monkeypatch, read, value, meaning):
    monkeypatch.setenv("SETTING", value)
    assert read("SETTING") == meaning


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "maybe"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("PORT", "eighty"),
        ("LIMITS", "search new many"),
        ("LIMITS", "flying new 1/60"),
        ("LIMITS", "search new 1/0"),
        ("READING", "private"),
        ("TIME_ZONE", "Mars/Olympus"),
        ("TIME_ZONE", "../../etc/passwd"),
        ("BASE_URL", "wiki.example.org"),
        ("BASE_URL", "https://wiki.example.org/path"),
        ("BASE_URL", "ftp://wiki.example.org"),
        ("BASE_URL", "https://me@wiki.example.org"),
        ("BASE_URL", "https://wiki.example.org:notaport"),
        ("BASE_URL", "http://[::1"),
        ("ALLOWED_HOSTS", "https://wiki.example.org"),
        ("DATABASE_URL", "sqlite:///wiki.sqlite3"),
        ("DATABASE_URL", "postgres://me@db:notaport/wiki"),
        ("DATABASE_URL", "postgres://me@db"),
        ("DATABASE_URL", "wiki"),
        ("CACHE_URL", "carrier-pigeon://"),
        ("EMAIL_URL", "smtp://"),
        ("EMAIL_URL", "wiki@example.org"),
        ("MEDIA_ROOT", "relative/path"),
        ("MEDIA_ROOT", "/etc/passwd"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("SECRET_KEY", "django-insecure-" + "0123456789" * 5),
        ("SITE_NAME", "two\nlines"),
        ("LOG_FORMAT", "xml"),
        ("TRUSTED_PROXIES", "-1"),
    ],
)
def test_a_wrong_value_ends_every_command_with_one_line(name, value):
    done = subprocess.run(
        [sys.executable, "-c", "import kmsite.settings"],
        cwd=ROOT,
        env=os.environ | {name: value},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"{name}: ")
    assert done.stderr.count("\n") == 1


def test_a_command_names_the_database_that_does_not_answer():
    done = subprocess.run(
        [sys.executable, "manage.py", "showmigrations"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": "postgres://me@127.0.0.1:1/wiki"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("The database cannot be used: ")
    assert done.stderr.count("\n") == 1


def test_a_file_fills_in_what_the_environment_leaves_open(monkeypatch, tmp_path):
    monkeypatch.setenv("SITE_NAME", "From the environment")
    monkeypatch.setenv("READING", "")  # taken back afterwards: of what is not there, delenv remembers nothing
    monkeypatch.delenv("READING")
    file = tmp_path / ".env"
    file.write_text("# our wiki\nSITE_NAME=From the file\nREADING=signed-in\n")
    env.read_file(file)
    assert env.text("SITE_NAME", "") == "From the environment"
    assert env.choice("READING", ["public", "signed-in"]) == "signed-in"


def test_a_missing_file_is_no_error(tmp_path):
    env.read_file(tmp_path / ".env")


def test_the_secret_key_is_made_once_and_only_its_owner_may_read_it(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY")
    path = tmp_path / "var/secret-key"
    key = env.secret_key("SECRET_KEY", path)
    assert len(key) >= 50
    assert path.stat().st_mode & 0o777 == 0o600
    assert env.secret_key("SECRET_KEY", path) == key


def test_simultaneous_starts_agree_on_the_secret_key(tmp_path):
    program = "import sys, pathlib, kmsite.env as env; print(env.kept_secret(pathlib.Path(sys.argv[1])))"
    starts = [
        subprocess.Popen([sys.executable, "-c", program, tmp_path / "key"], cwd=ROOT, stdout=subprocess.PIPE)
        for _ in range(6)
    ]
    assert len({start.communicate()[0] for start in starts}) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["key"]


def test_every_variable_is_explained_in_the_example():
    names = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "kmsite/settings.py").read_text()))
    explained = set(re.findall(r"^#([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))
    assert {"DATABASE_URL", "SECRET_KEY", "PORT"} <= names
    assert names == explained
