"""Finds the browser that the browser tests, the pictures and the benchmark use."""

from __future__ import annotations

import os
import shutil

# The first is the same engine without windows, tabs and menus around it: a third less work for each page.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
HOW = "install Chromium (Debian, Ubuntu: apt-get install chromium) or set VERKSTAD_CHROMIUM to its path"


def find() -> str | None:
    """The path of a Chromium, or None."""
    named = os.environ.get("VERKSTAD_CHROMIUM")
    if named:
        return named
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    return next((place for place in PLACES if os.access(place, os.X_OK)), None)


def arguments() -> list[str]:
    """What Chromium needs on its command line: root may only run it without its sandbox."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
