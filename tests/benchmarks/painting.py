"""What the first board page loads, and when its cards and others' moves are painted, on a quarter of the processor."""

from __future__ import annotations

import asyncio
import random
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from playwright.async_api import async_playwright

from tests import chromium
from tests.benchmarks.client import Connection
from tests.benchmarks.figures import Table, median
from tests.benchmarks.seeding import API, Board, expect, key, known

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, BrowserContext, Page

    from tests.benchmarks.servers import Server

LOADS = 5
MOVES = 12
THROTTLE = 4

# Runs before the page's own scripts: notes when the first card has been painted, and, for a move that comes
# over the socket, the time from its arrival until the frame that shows it has been painted.
WATCHER = """
const painted = (then) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => then(performance.now());
  channel.port2.postMessage(0);
});
window.firstCard = null;
window.firstDrawn = null;
const waiting = new MutationObserver(() => {
  if (document.querySelector('CARD')) {
    waiting.disconnect();
    window.firstDrawn = performance.now();
    painted((now) => { window.firstCard = now; });
  }
});
waiting.observe(document, { childList: true, subtree: true });
window.moves = [];
const Native = window.WebSocket;
window.WebSocket = class extends Native {
  constructor(...all) {
    super(...all);
    this.addEventListener('message', (message) => {
      if (typeof message.data !== 'string' || !message.data.includes('"card.moved"')) return;
      const arrived = performance.now();
      const changes = new MutationObserver(() => {
        changes.disconnect();
        painted((now) => window.moves.push(now - arrived));
      });
      changes.observe(document.body, { childList: true, subtree: true });
    });
  }
};
"""
CARD = "[data-card]"
CODE = """
performance.getEntriesByType('resource')
  .filter(({ name }) => /[.](js|css)$/.test(name))
  .map(({ encodedBodySize, responseEnd }) => ({ bytes: encodedBodySize, came: responseEnd }))
"""


async def measure(table: Table, product: Server, admin: dict[str, str], boards: dict[int, Board]) -> None:
    path = chromium.find()
    if path is None:
        print(f"skipped: painting and the bundle: {chromium.HOW}")
        return
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=chromium.arguments())
        needed, loaded = await _loaded(browser, product, admin, boards[1000])
        table.at_most("code and styles for the first board page, compressed", needed, "kB", 70)
        table.noted("code and styles loaded once that page is at rest", loaded, "kB")
        for size, aim in ((1000, 800), (5000, 1000)):
            taken = await _first_paint(browser, product, admin, boards[size])
            table.at_most(f"first paint, {size:,} cards, 4 × throttle", taken, "ms", aim)
        board = boards[5000] = await known(product, admin, boards[5000].id)
        taken = await _move(browser, product, admin, board)
        table.at_most("another's move, event to paint, 5,000 cards, 4 × throttle", taken, "ms", 50)
        await browser.close()


async def _loaded(browser: Browser, server: Server, admin: dict[str, str], board: Board) -> tuple[float, float]:
    """Scripts and styles of a first visit to a board, compressed, in kB without headers: until drawn, and in all."""
    async with visitor(browser, server, admin) as context:
        page = await context.new_page()
        await open_board(page, server, board)
        drawn = await page.evaluate("window.firstDrawn")
        await page.wait_for_load_state("networkidle")
        files: list[dict[str, Any]] = await page.evaluate(CODE)
    # What comes once the first card has been drawn, while it is on its way to the screen, is not needed for it.
    needed = sum(file["bytes"] for file in files if file["came"] <= drawn)
    return needed / 1000, sum(file["bytes"] for file in files) / 1000


async def _first_paint(browser: Browser, server: Server, admin: dict[str, str], board: Board) -> float:
    """From navigation to painted cards, in ms; the middle one of some visits by someone who has been here before."""
    taken = []
    async with visitor(browser, server, admin) as context:
        for visit in range(LOADS + 1):
            page = await slow_page(context)
            first = await open_board(page, server, board)
            if visit:
                taken.append(first)
            await page.close()
    return median(taken)


async def _move(browser: Browser, server: Server, admin: dict[str, str], board: Board) -> float:
    """From the arrival of another's move to the frame that shows it, in ms; the middle one of some moves."""
    chance = random.Random(13)
    async with visitor(browser, server, admin) as context, Connection(server.port, admin) as mover:
        page = await slow_page(context)
        await open_board(page, server, board)
        await page.wait_for_load_state("networkidle")
        for number in range(MOVES):
            # To the top: that is where it must be painted; further down it may be out of sight.
            card_id, wish = board.draw(chance, "top")
            expect(await mover.post(f"{API}/cards/{card_id}/moves", wish, **key()), 200, 201)
            await until(page, f"window.moves.length > {number}")
            await asyncio.sleep(0.7)
        moves: list[float] = await page.evaluate("window.moves")
        return median(moves)


@asynccontextmanager
async def visitor(
    browser: Browser, server: Server, admin: dict[str, str], drawn: str = CARD
) -> AsyncIterator[BrowserContext]:
    """Somebody whose page notes when the first of what is drawn has been painted."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, locale="sv-SE")
    name, _, value = admin["cookie"].partition("=")
    await context.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{server.port}"}])
    # The page remembers that somebody has signed in here, as it does where a cookie was got by its own form.
    await context.add_init_script("localStorage.setItem('verkstad.session', '1');")
    await context.add_init_script(WATCHER.replace("CARD", drawn))
    try:
        yield context
    finally:
        await context.close()


async def slow_page(context: BrowserContext) -> Page:
    page = await context.new_page()
    session = await context.new_cdp_session(page)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
    return page


async def open_board(page: Page, server: Server, board: Board, query: str = "") -> float:
    """Open the board and give when its first cards were painted, in ms since the navigation started."""
    await page.goto(f"http://127.0.0.1:{server.port}/plans/{board.id}{query}", wait_until="commit")
    await until(page, "window.firstCard !== null")
    first: float = await page.evaluate("window.firstCard")
    return first


async def until(page: Page, truth: str) -> None:
    """Ask from outside: the page's own policy forbids what `wait_for_function` would evaluate inside it."""
    for _ in range(600):
        if await page.evaluate(truth):
            return
        await asyncio.sleep(0.05)
    raise TimeoutError(truth)
