"""What a card with very much on it costs to open, and what each verb of the card costs on boards of every size."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING

import orjson
from playwright.async_api import async_playwright

from tests import chromium
from tests.benchmarks.client import Connection
from tests.benchmarks.figures import Table, median, percentile
from tests.benchmarks.filling_a_card import fill, send, verbs_on
from tests.benchmarks.painting import THROTTLE, until, visitor
from tests.benchmarks.seeding import API, Board, expect, snapshot

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from tests.benchmarks.servers import Server

READS = 200
ROUNDS = 40
OPENINGS = 7

# From the press until the frame has been painted that shows the card's title, a row of its checklist and a comment.
OPENED = """
window.opened = null;
const link = document.querySelector('[data-card="CARD"] a');
const whole = () => document.querySelector('dialog [data-row]') && document.querySelector('dialog [data-comment]');
const pressed = performance.now();
const watcher = new MutationObserver(() => {
  if (!whole()) return;
  watcher.disconnect();
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { window.opened = performance.now() - pressed; };
    channel.port2.postMessage(0);
  });
});
watcher.observe(document.body, { childList: true, subtree: true });
link.click();
"""


async def measure(table: Table, product: Server, admin: dict[str, str], boards: dict[int, Board]) -> None:
    board = boards[1000]
    card = (await snapshot(product, admin, board.id))["cards"][0]
    await fill(product, admin, card["id"])
    await _read(table, product, admin, card["id"])
    path = chromium.find()
    if path is None:
        print(f"skipped: painting a card: {chromium.HOW}")
    else:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=path, args=chromium.arguments())
            taken = await _paint(browser, product, admin, board, card)
            table.at_most(f"a full card painted after the press, {THROTTLE} × throttle", taken, "ms", 300)
            await browser.close()
    await _verbs(table, product, admin, boards)


async def _read(table: Table, product: Server, admin: dict[str, str], card_id: str) -> None:
    async with Connection(product.port, admin) as connection:
        path = f"{API}/cards/{card_id}"
        first = expect(await connection.get(path), 200)
        before = product.cpu_seconds()
        taken = [expect(await connection.get(path), 200).seconds * 1000 for _ in range(READS)]
        cpu = (product.cpu_seconds() - before) / READS * 1000
    table.noted("a full card, 200 comments, 300 rows, 50 attachments: size", len(first.body) / 1000, "kB")
    table.noted("a full card, the first time it is read", first.seconds * 1000, "ms")
    table.at_most("a full card: server p95", percentile(taken, 0.95), "ms", 50)
    table.noted("a full card: server CPU", cpu, "ms")


async def _paint(
    browser: Browser, product: Server, admin: dict[str, str], board: Board, card: dict[str, object]
) -> float:
    """From the press on the card until it is painted, in ms; the middle one of some, the first left out."""
    taken: list[float] = []
    async with visitor(browser, product, admin) as context:
        page = await context.new_page()
        await page.goto(f"http://127.0.0.1:{product.port}/plans/{board.id}", wait_until="commit")
        await until(page, "window.firstCard !== null")
        await page.wait_for_load_state("networkidle")
        session = await context.new_cdp_session(page)
        await session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
        for number in range(OPENINGS + 1):
            await page.evaluate(OPENED.replace("CARD", str(card["id"])))
            await until(page, "window.opened !== null")
            if number:
                taken.append(await page.evaluate("window.opened"))
            await page.keyboard.press("Escape")
            await until(page, "document.querySelector('dialog[open]') === null")
            # The board is at rest before the next: what closing costs is no part of opening.
            await asyncio.sleep(0.7)
    return median(taken)


async def _verbs(table: Table, product: Server, admin: dict[str, str], boards: dict[int, Board]) -> None:
    costs: dict[int, dict[str, float]] = {}
    largest: dict[str, int] = {}
    for size in (25, 5000):
        spent: dict[str, list[float]] = defaultdict(list)
        after = (await snapshot(product, admin, boards[size].id))["version"]
        async with Connection(product.port, admin) as connection:
            async for verbs in verbs_on(product, admin, boards[size], ROUNDS):
                for verb in verbs:
                    before = product.cpu_seconds()
                    await send(connection, verb.method, verb.path, verb.body)
                    spent[verb.name].append((product.cpu_seconds() - before) * 1000)
        costs[size] = {name: median(each) for name, each in spent.items()}
        largest |= await _events(product, admin, boards[size].id, after)
    for name, small in costs[25].items():
        table.at_most_times_bare(
            f"{name}: server CPU on 5,000 cards, against 25", costs[5000][name], "ms", bare=small, times=1.5
        )
    kind = max(largest, key=largest.__getitem__)
    table.noted(f"the largest event of these ({kind})", largest[kind], "B")


async def _events(product: Server, admin: dict[str, str], board_id: str, after: int) -> dict[str, int]:
    """The size of each kind's largest event, as the wire carries it."""
    sizes: dict[str, int] = {}
    async with Connection(product.port, admin) as connection:
        while True:
            page = expect(await connection.get(f"{API}/boards/{board_id}/events?after={after}&limit=1000"), 200)
            found = page.json()
            for event in found["items"]:
                size = len(orjson.dumps(event))
                sizes[event["type"]] = max(size, sizes.get(event["type"], 0))
            if found["next"] is None:
                return sizes
            after = int(found["next"])
