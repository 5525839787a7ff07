"""What a test looks for on any page: what axe finds, and what is too wide, too small or cut off."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

WIDE = """() => {
  const most = document.documentElement.clientWidth;
  const scrolls = (element) => {
    for (let up = element; up && up !== document.documentElement; up = up.parentElement)
      if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(up).overflowX)) return true;
    return false;
  };
  const out = [...document.body.querySelectorAll('*')].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.right > most + 1 && !scrolls(element);
  });
  const page = document.documentElement.scrollWidth;
  return [...(page > most ? [`the page is ${page} wide in a window of ${most}`] : []),
    ...out.slice(0, 5).map((element) => element.outerHTML.slice(0, 160))];
}"""

CUT = """(selector) => [...document.querySelectorAll(selector)]
  .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1)
  .map((element) => `${element.scrollWidth} in ${element.clientWidth}: ${element.outerHTML.slice(0, 160)}`)"""

SMALL = """([selector, least]) => {
  const boxOf = (element) => {
    // A label is part of its control's target, and a card's link reaches over the whole card.
    const whole = element.matches('input[type=radio], input[type=checkbox]') ? element.closest('label')
      : element.matches('[data-card] h3 a') ? element.closest('[data-card]') : element;
    return whole.getBoundingClientRect();
  };
  const modal = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document;
  const seen = [...document.querySelectorAll(selector)].filter((element) =>
    modal.contains(element) && !element.closest('[inert]') && element.checkVisibility({ visibilityProperty: true }));
  const targets = seen.map((element) => ({ element, box: boxOf(element) }))
    .filter(({ box }) => box.width > 1 && box.height > 1 && box.bottom > 0);
  const isSmall = ({ box }) => box.width < least - 0.5 || box.height < least - 0.5;
  const middle = ({ box }) => [box.x + box.width / 2, box.y + box.height / 2];
  const away = ([x, y], { left, right, top, bottom }) =>
    Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
  const crowd = (one) => targets.some((other) => other !== one
    && !other.element.contains(one.element) && !one.element.contains(other.element)
    && (isSmall(other) ? Math.hypot(middle(one)[0] - middle(other)[0], middle(one)[1] - middle(other)[1]) < 24
      : away(middle(one), other.box) < 12));
  const isInSentence = ({ element }) => getComputedStyle(element).display === 'inline'
    && element.parentElement.innerText.trim() !== element.innerText.trim();
  return targets
    .filter((one) => isSmall(one) && (least > 24 || (crowd(one) && !isInSentence(one))))
    .map(({ element, box }) =>
      `${Math.round(box.width)} × ${Math.round(box.height)}: ${element.outerHTML.slice(0, 160)}`);
}"""

TARGETS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role^=menuitem], [role=option]"


@cache
def _axe() -> str:
    return AXE.read_text()


def violations(page: Page) -> list[str]:
    """Everything that axe holds against WCAG 2.2 A and AA in what the page shows now."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found: list[dict[str, Any]] = page.evaluate(
        "(rules) => axe.run(document, { runOnly: rules, resultTypes: ['violations'] }).then((all) => all.violations)",
        RULES,
    )
    return [
        f"{fault['id']}: {node['failureSummary']} {node['html'][:200]}" for fault in found for node in fault["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """What reaches out of the window to the right, other than inside something that scrolls by itself."""
    found: list[str] = page.evaluate(WIDE)
    return found


def cut_off(page: Page, selector: str) -> list[str]:
    """Elements whose words do not fit inside them."""
    found: list[str] = page.evaluate(CUT, selector)
    return found


def too_small(page: Page, least: int, selector: str = TARGETS) -> list[str]:
    """Targets smaller than so many pixels in either direction; up to 24 with the exceptions of WCAG 2.5.8."""
    found: list[str] = page.evaluate(SMALL, [selector, least])
    return found
