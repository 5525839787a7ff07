"""When a large plan's views are painted, on a quarter of the processor, and how evenly they scroll."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from playwright.async_api import async_playwright

from tests import chromium
from tests.benchmarks.figures import Table, median, percentile
from tests.benchmarks.painting import CARD, LOADS, open_board, slow_page, until, visitor

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from tests.benchmarks.seeding import Board
    from tests.benchmarks.servers import Server

VIEWS = {"table": "[data-key]", "calendar": "[data-entry]", "timeline": ".drawing [data-card]"}
# What is under the wheel, and after how many turns of it the way is turned: a month is soon at its end.
SCROLLED = {"table": ("[role=grid]", 150), "timeline": (".drawing", 150), "calendar": (".weeks", 10)}
SCROLLS = 150
# What is taken by the pointer and carried about.
CARRIED = {"board": "[data-card]", "timeline": "[data-hold]", "calendar": "[data-entry]"}
CARRIES = 150
FRAME = 1000 / 60

# Calls back when the next frame has been made.
SHOWN = """
const shown = (then) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => then(performance.now());
  channel.port2.postMessage(0);
});
"""
# From the press on a view's name to the frame that shows it.
PRESSED = """
window.pressed = null;
document.addEventListener('click', () => {
  const from = performance.now();
  const waiting = new MutationObserver(() => {
    if (!document.querySelector('DRAWN')) return;
    waiting.disconnect();
    shown((now) => { window.pressed = now - from; });
  });
  waiting.observe(document.body, { childList: true, subtree: true });
}, { capture: true, once: true });
"""
# What the page does from the writing of a filter until what it leaves is painted: its script, and style, layout and
# paint of the next frame, but not the wait for the screen's turn, which is as long for a page that does nothing.
FILTERED = """
window.filterBy = (text) => {
  window.filtered = null;
  const field = document.querySelector('.filter input');
  field.focus();
  field.value = text;
  field.setSelectionRange(text.length, text.length);
  let written = null;
  const from = performance.now();
  const waiting = new MutationObserver(() => {
    waiting.disconnect();
    requestAnimationFrame((_, began = performance.now()) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        const frame = performance.now() - began;
        window.filtered = (written === null || written > began ? began : written) - from + frame;
      };
      channel.port2.postMessage(0);
    });
  });
  waiting.observe(document.querySelector('#content'), { childList: true, subtree: true, characterData: true });
  const after = new MessageChannel();
  after.port1.onmessage = () => { written = performance.now(); };
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  after.port2.postMessage(0);
};
"""
# What is asked while all but the off track are shown; each ends with a space: it is whole.
BEFORE = "-läge:avvikelse "
QUESTIONS = {"words": "Kartlägga ", "health": "läge:risk ", "owner": "ansvarig:mig ", "late": "klart:försenat "}
ROUNDS = 9
FRAMES = """
window.frames_taken = [];
let last = performance.now();
const note = (now) => { window.frames_taken.push(now - last); last = now; requestAnimationFrame(note); };
requestAnimationFrame((now) => { last = now; requestAnimationFrame(note); });
"""


async def measure(table: Table, product: Server, admin: dict[str, str], boards: dict[int, Board]) -> None:
    path = chromium.find()
    if path is None:
        print(f"skipped: looking: {chromium.HOW}")
        return
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=chromium.arguments())
        for view in VIEWS:
            taken = await _visited(browser, product, admin, boards[5000], view)
            table.at_most(f"{view} of 5,000 by its address, first paint, 4 × throttle", taken, "ms", 800)
            taken = await _pressed(browser, product, admin, boards[5000], view)
            table.at_most(f"{view} of 5,000 from the board, first paint, 4 × throttle", taken, "ms", 800)
        for view in ("board", *VIEWS):
            for kind, taken in (await _filtered(browser, product, admin, boards[5000], view)).items():
                table.at_most(f"filter by {kind} on a {view} of 5,000, until painted", taken, "ms", FRAME)
        for view in SCROLLED:
            longest, late = await _scrolled(browser, product, admin, boards[5000], view)
            table.at_most(f"{view} of 5,000, frame while it scrolls, p99", longest, "ms", 2 * FRAME)
            table.noted(f"{view} of 5,000, frames that came late while it scrolls", late, "%")
        for view in CARRIED:
            longest, late = await _carried(browser, product, admin, boards[5000], view)
            table.at_most(f"{view} of 5,000, frame while one is carried, p99", longest, "ms", 2 * FRAME)
            table.noted(f"{view} of 5,000, frames that came late while one is carried", late, "%")
        await browser.close()


async def _visited(browser: Browser, server: Server, admin: dict[str, str], board: Board, view: str) -> float:
    """From navigation to paint, by someone who has been here before."""
    taken = []
    async with visitor(browser, server, admin, VIEWS[view]) as context:
        for visit in range(LOADS + 1):
            page = await slow_page(context)
            first = await open_board(page, server, board, _query(view))
            if visit:
                taken.append(first)
            await page.close()
    return median(taken)


async def _pressed(browser: Browser, server: Server, admin: dict[str, str], board: Board, view: str) -> float:
    """From the press on its name, over a board that has been drawn, to paint."""
    taken = []
    async with visitor(browser, server, admin) as context:
        await context.add_init_script(SHOWN + PRESSED.replace("DRAWN", VIEWS[view]))
        for visit in range(LOADS + 1):
            page = await slow_page(context)
            await open_board(page, server, board)
            await page.wait_for_load_state("networkidle")
            # A link of the same kind as those of the bar: where it stands is no matter of time.
            await page.evaluate(
                "(query) => { const link = document.createElement('a'); link.href = location.pathname + query;"
                " document.body.append(link); link.click(); }",
                _query(view),
            )
            await until(page, "window.pressed !== null")
            if visit:
                taken.append(await page.evaluate("window.pressed"))
            await page.close()
    return median(taken)


async def _filtered(
    browser: Browser, server: Server, admin: dict[str, str], board: Board, view: str
) -> dict[str, float]:
    """From a question, written over another, until its answer is painted: unthrottled, the middle of some."""
    taken: dict[str, float] = {}
    async with visitor(browser, server, admin, VIEWS.get(view, CARD)) as context:
        await context.add_init_script(FILTERED)
        page = await context.new_page()
        await open_board(page, server, board, f"{_query(view)}&{urlencode({'q': BEFORE.strip()})}")
        await page.wait_for_load_state("networkidle")
        for kind, question in QUESTIONS.items():
            each = []
            for _ in range(ROUNDS):
                for text in (question, BEFORE):
                    await page.evaluate("(text) => window.filterBy(text)", text)
                    await until(page, "window.filtered !== null")
                    if text == question:
                        each.append(await page.evaluate("window.filtered"))
                    # What grows once it has been painted is there before the next question.
                    await asyncio.sleep(0.4)
            taken[kind] = median(each)
    return taken


async def _scrolled(
    browser: Browser, server: Server, admin: dict[str, str], board: Board, view: str
) -> tuple[float, float]:
    """The 99th percentile of the frames' lengths in ms, and how many of them in a hundred missed their turn."""
    async with visitor(browser, server, admin, VIEWS[view]) as context:
        page = await context.new_page()
        await open_board(page, server, board, _query(view))
        await page.wait_for_load_state("networkidle")
        under, turns = SCROLLED[view]
        await page.locator(under).hover()
        await page.evaluate(FRAMES)
        for turn in range(SCROLLS):
            await page.mouse.wheel(0, -120 if turn // turns % 2 else 120)
            await asyncio.sleep(FRAME / 1000)
        return _judged(await page.evaluate("window.frames_taken"))


async def _carried(
    browser: Browser, server: Server, admin: dict[str, str], board: Board, view: str
) -> tuple[float, float]:
    """As scrolling, while something is carried to and fro by the pointer; it is put back."""
    async with visitor(browser, server, admin, VIEWS.get(view, CARD)) as context:
        page = await context.new_page()
        await open_board(page, server, board, _query(view))
        await page.wait_for_load_state("networkidle")
        box = await page.locator(CARRIED[view]).first.bounding_box()
        if box is None:
            raise LookupError(f"nothing to carry on the {view}")
        x, y = box["x"] + min(20, box["width"] / 2), box["y"] + box["height"] / 2
        await page.mouse.move(x, y)
        await page.mouse.down()
        await page.mouse.move(x + 12, y, steps=4)
        await page.evaluate(FRAMES)
        for step in range(CARRIES):
            await page.mouse.move(x + 12 + 4 * (step % 100), y + step % 60)
            await asyncio.sleep(FRAME / 1000)
        frames: list[float] = await page.evaluate("window.frames_taken")
        await page.keyboard.press("Escape")
        await page.mouse.up()
    return _judged(frames)


def _judged(frames: list[float]) -> tuple[float, float]:
    late = sum(1 for frame in frames if frame > 1.5 * FRAME)
    return percentile(frames, 0.99), 100 * late / len(frames)


def _query(view: str) -> str:
    # A month in which much is due.
    return f"?view={view}" + ("&at=2027-02" if view == "calendar" else "")
