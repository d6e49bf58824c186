"""Take the pictures of the README from the real thing: a new wiki, started, edited once and photographed.

    .venv/bin/python docs/pictures/take.py

Needs what `./test` has set up. Nothing of it touches your own wiki.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PORT = "8790"
BASE = f"http://127.0.0.1:{PORT}"
EDIT = """
from articles.models import Article
from kmsite.accounts.models import User
from kmsite.pages.saving.editing import revise

ana = User.objects.create_user("ana", name="Ana Ruiz")
page = Article.objects.get(slug="knowledge-management-and-knowledge-leadership")
body = page.current.body.replace("wins others' help", "earns the help of others", 1)
heading = "## What leadership adds\\n\\n"
common = "Both begin with the same question: what do we know that somebody else needs?\\n\\n"
body = body.replace(heading, heading + common, 1)
revise(page, base=1, body=body, by=ana, summary="Say what both have in common")
"""
PICTURES = {
    "article": ("/articles/how-organisational-learning-and-knowledge-management-differ/", "light"),
    "compare": ("/articles/knowledge-management-and-knowledge-leadership/compare/1..2/", "dark"),
}


def main():
    with tempfile.TemporaryDirectory() as var:
        os.chmod(var, 0o755)
        environment = {**os.environ, "VAR_DIR": var, "ENV_FILE": os.devnull, "PORT": PORT}
        environment.pop("DATABASE_URL", None)
        site = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment)
        try:
            wait_for_the_site()
            subprocess.run(
                [sys.executable, "manage.py", "shell"],
                cwd=ROOT,
                env=environment,
                input=EDIT,
                text=True,
                check=True,
            )
            photograph()
        finally:
            site.terminate()
            site.wait()


def wait_for_the_site():
    for _attempt in range(600):
        try:
            urllib.request.urlopen(f"{BASE}/healthz").close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("The site did not start.")


def photograph():
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (path, scheme) in PICTURES.items():
            page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme=scheme)
            page.goto(BASE + path, wait_until="networkidle")
            page.screenshot(path=HERE / f"{name}.png")
        browser.close()


main()
