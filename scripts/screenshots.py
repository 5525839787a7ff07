"""Pictures of every screen: wide and narrow, light and dark, Swedish and English, full and empty."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests import chromium
from tests.benchmarks.servers import ROOT, Server

if TYPE_CHECKING:
    from collections.abc import Iterator

PORT = int(os.environ.get("VERKSTAD_SCREENSHOT_PORT", "8350"))
HERE = f"http://127.0.0.1:{PORT}"
INTO = ROOT / "var" / "screenshots"
SIZES = {"1440": (1440, 900), "390": (390, 844)}
PERSONA = "administrator"
VIEWS = ("table", "calendar", "timeline", "statistics")


def main() -> None:
    INTO.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.arguments())
        verkstad = str(Path(sys.executable).parent / "verkstad")
        with Server("demo", [verkstad, "demo"], PORT, {"VERKSTAD_DATABASE": f"{folder}/demo.db"}):
            for context, look in looks(browser):
                full(context, look)
                context.close()
        with Server("empty", [verkstad, "serve"], PORT, {"VERKSTAD_DATABASE": f"{folder}/empty.db"}) as server:
            code = re.search(r"setup#([A-Za-z0-9_-]+)", server.said())
            for context, look in looks(browser):
                take(context.new_page(), f"/setup#{code[1] if code else ''}", f"setup-{look}")
                context.close()
        browser.close()
    print(f"{len(list(INTO.glob('*.png')))} pictures in {INTO.relative_to(ROOT)}")


def looks(browser: Browser) -> Iterator[tuple[BrowserContext, str]]:
    """Every combination of width, theme and language, as a browser would have it."""
    for size, (width, height) in SIZES.items():
        for theme in ("light", "dark"):
            for language in ("sv", "en"):
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme=theme,
                    locale={"sv": "sv-SE", "en": "en-GB"}[language],
                )
                yield context, f"{size}-{theme}-{language}"


def full(context: BrowserContext, look: str) -> None:
    """All screens of the demo, as its administrator sees them."""
    page = context.new_page()
    take(page, "/", f"signin-{look}")
    language = look.rpartition("-")[2]
    sign_in(context, language)
    boards = ask(context, "GET", "/boards")["items"]
    board = max(boards, key=lambda one: sum(one["counts"].values()))
    numbers = [card["number"] for card in ask(context, "GET", f"/boards/{board['id']}")["cards"]]
    screens = {
        "overview": "/",
        "plans": "/plans",
        "board": f"/plans/{board['id']}",
        "card": f"/plans/{board['id']}/{min(numbers)}",
        **{f"board-{view}": f"/plans/{board['id']}?view={view}" for view in VIEWS},
        **{f"all-{view}": f"/all?view={view}" for view in ("table", "calendar", "timeline")},
        "swimlanes": f"/plans/{board['id']}?lanes=owner",
        "all": "/all",
        "mine": "/mine",
        "search": "/search?q=workshop",
        "inbox": "/inbox",
        "plan-history": f"/plans/{board['id']}/history",
        "plan-settings": f"/plans/{board['id']}/settings",
        "people": "/people",
        "settings": "/settings",
    }
    for name, path in screens.items():
        take(page, path, f"{name}-{look}")
    if "1440-light" in look:
        page.emulate_media(media="print")
        take(page, screens["board"], f"print-board-{look}")
        take(page, "/", f"print-overview-{look}")
        page.emulate_media(media="screen")
        take(page, "/docs", f"docs-{look}")


def sign_in(context: BrowserContext, language: str) -> None:
    personas = ask(context, "GET", "/demo/personas")["items"]
    who = next(one for one in personas if one["persona"] == PERSONA)
    ask(context, "POST", "/session", {"email": who["email"], "password": who["password"]})
    ask(context, "PATCH", "/settings", {"language": language, "theme": "system"})


def ask(context: BrowserContext, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    answer = context.request.fetch(f"{HERE}/api/v1{path}", method=method, data=body, headers={"origin": HERE})
    if not answer.ok:
        sys.exit(f"{method} {path}: {answer.status} {answer.text()[:300]}")
    return answer.json()


def take(page: Page, path: str, name: str) -> None:
    page.goto(HERE + path)
    page.wait_for_timeout(600)
    page.screenshot(path=INTO / f"{name}.png", full_page=True)


if __name__ == "__main__":
    main()
