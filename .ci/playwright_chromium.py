"""Print the path of the Chromium that Playwright installed; exit code 1 if there is none."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    path = playwright.chromium.executable_path
print(path)
sys.exit(not Path(path).exists())
