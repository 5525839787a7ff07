"""A browser that somebody sits at: what they see, what they hear, and what went wrong in it."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, ConsoleMessage, Page, Response

# Keeps every sentence that the live regions have spoken: each is there only until the next.
LISTENER = """
window.heard = [];
new MutationObserver((changes) => {
  for (const { target } of changes) {
    const element = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
    const region = element?.closest?.('[aria-live], [role="status"], [role="alert"]');
    if (region?.textContent.trim()) window.heard.push(region.textContent.trim());
  }
}).observe(document, { childList: true, characterData: true, subtree: true });
"""

# The page's policy forbids to evaluate text inside it, and so Playwright's wait_for_function; a function may run.
UNTIL = """([argument, patience]) => new Promise((resolve, reject) => {
  const holds = TRUTH;
  const end = performance.now() + patience;
  const look = () => {
    if (holds(argument)) resolve(true);
    else if (performance.now() > end) reject(new Error('not within ' + patience + ' ms: ' + holds));
    else setTimeout(look, 20);
  };
  look();
})"""

FETCHED = """(wanted) => {
  const there = performance.getEntriesByType('resource').map(({ name }) => name);
  return wanted.every((part) => there.some((name) => name.includes(part) && name.endsWith('.js')));
}"""

PATIENCE = 10_000
# Of today by the server's clock, or of yesterday when midnight has passed since.
TODAY = "i (?:dag|går)"
T = TypeVar("T")
REFUSED = re.compile(r"the server responded with a status of|net::ERR_|WebSocket connection to")


class Visitor:
    """One browser context with one page, on one server."""

    def __init__(self, browser: Browser, address: str, **options: Any) -> None:
        # From a test's own options over those of a Swedish office.
        defaults = {"locale": "sv-SE", "timezone_id": "Europe/Stockholm", "viewport": {"width": 1440, "height": 900}}
        self.address = address
        self.context = browser.new_context(base_url=address, **{**defaults, **options})
        self.context.set_default_timeout(PATIENCE)
        self.context.add_init_script(LISTENER)
        self.faults: list[str] = []
        self.context.on("weberror", lambda fault: self.faults.append(str(fault.error)))
        self.context.on("console", self._note)
        self.page: Page = self.context.new_page()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.context.close()
        if kind is None:
            assert not self.faults, f"went wrong in the browser: {self.faults}"

    def carry_session(self, secret: str) -> None:
        """Be signed in."""
        self.context.add_cookies([{"name": "verkstad", "value": secret, "url": self.address}])

    def until(self, truth: str, argument: Any = None, *, patience: int = PATIENCE) -> None:
        """Wait until a JavaScript function of the argument gives something true."""
        self.page.evaluate(UNTIL.replace("TRUTH", truth), [argument, patience])

    def has_fetched(self, *scripts: str) -> None:
        """Wait until these scripts, by a part of their names, are on this side."""
        self.until(FETCHED, scripts)

    def hears(self, sentence: str) -> None:
        """Wait until a live region has said this."""
        try:
            self.until("(wanted) => window.heard.some((said) => said.includes(wanted))", sentence)
        except Exception as silence:
            raise AssertionError(f"never heard {sentence!r}, only {self.heard()!r}") from silence

    def heard(self) -> list[str]:
        """Everything that was spoken since the page was loaded."""
        said: list[str] = self.page.evaluate("window.heard")
        return said

    def focused(self) -> str:
        """The words of what has the focus."""
        words: str = self.page.evaluate(
            """() => {
              const { activeElement: found, body } = document;
              return (found !== body && found.innerText) || found.tagName;
            }"""
        )
        return words

    def _note(self, message: ConsoleMessage) -> None:
        # A refused request is the browser's own remark, not a fault of the page.
        if message.type == "error" and not REFUSED.search(message.text):
            self.faults.append(message.text)


def comes_to(read: Callable[[], T], wanted: T) -> None:
    """Wait until something is as wanted that the page shows before it is true, or that is no page's to show."""
    deadline = time.monotonic() + PATIENCE / 1000
    while (found := read()) != wanted:
        assert time.monotonic() < deadline, f"it is {found!r}, not {wanted!r}"


def ask(visitor: Visitor, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """Speak to the server with the browser's own cookies."""
    answer = visitor.context.request.fetch(
        f"{visitor.address}/api/v1{path}", method=method, data=body, headers={"Origin": visitor.address}
    )
    assert answer.ok, f"{method} {path}: {answer.status} {answer.text()}"
    return answer.json()


def is_written(response: Response) -> bool:
    """Tell whether an answer says that something has been changed; `page.expect_response` waits for it."""
    return response.request.method != "GET" and response.ok
