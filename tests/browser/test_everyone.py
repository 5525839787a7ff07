"""Everybody can use every page: by eye, ear, keyboard and finger, on any screen, on paper, in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.looking import cut_off, too_small, too_wide, violations
from tests.browser.plan import Plan
from tests.browser.touching import PHONE
from tests.browser.visitor import ask, comes_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Locator, Page, Route

    from tests.browser.installation import Installation, Server
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

LOOKS = [("sv", "light"), ("en", "dark")]
VIEWS = ["table", "calendar"]
OTHER_LOOKS = [("sv", "dark"), ("en", "light")]
LONG = "Arbetsmarknadsförvaltningsgemensamkompetensförsörjningsstrategiuppföljningsarbetsgruppsmöte"


@pytest.fixture
def at_demo(demo: Server, visit: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Open a browser in which one of the demo's personas is signed in, in a language and a theme."""

    def signed_in(persona: str, language: str = "sv", theme: str = "light", **options: Any) -> Visitor:
        visitor = visit(demo.address, color_scheme=theme, reduced_motion="reduce", **options)
        personas = ask(visitor, "GET", "/demo/personas")["items"]
        who = next(one for one in personas if one["persona"] == persona)
        ask(visitor, "POST", "/session", {"email": who["email"], "password": who["password"]})
        ask(visitor, "PATCH", "/settings", {"language": language, "theme": "system"})
        return visitor

    return signed_in


# ---- axe


@pytest.mark.parametrize(("language", "theme"), LOOKS)
def test_axe_finds_nothing_on_any_page(at_demo: Callable[..., Visitor], language: str, theme: str) -> None:
    visitor = at_demo("administrator", language, theme)
    found = {path: faults for path, page in every_page(visitor) if (faults := violations(page))}
    assert found == {}


@pytest.mark.parametrize(("language", "theme"), LOOKS)
def test_axe_finds_nothing_outside(
    demo: Server, empty: Server, visit: Callable[..., Visitor], language: str, theme: str
) -> None:
    for server, path in ((demo, "/"), (empty, "/setup#code"), (empty, "/join#nothing")):
        visitor = visit(server.address, color_scheme=theme, reduced_motion="reduce")
        visitor.page.goto(path)
        expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()
        if language == "en":
            visitor.page.get_by_role("button", name="English").click()
            expect(visitor.page.locator("html")).to_have_attribute("lang", "en")
        assert violations(visitor.page) == []


@pytest.mark.parametrize(("language", "theme"), OTHER_LOOKS)
def test_axe_finds_nothing_in_any_dialog_or_menu(at_demo: Callable[..., Visitor], language: str, theme: str) -> None:
    visitor = at_demo("administrator", language, theme)
    found = {name: faults for name, page in every_opened(visitor, language) if (faults := violations(page))}
    assert found == {}


# ---- any screen


@pytest.mark.parametrize("size", [(320, 800), (320, 256), (700, 900)])
def test_nothing_scrolls_sideways_but_the_lanes(at_demo: Callable[..., Visitor], size: tuple[int, int]) -> None:
    """WCAG 1.4.10: 320 by 256 pixels is what a window of 1280 by 1024 has at 400 %."""
    visitor = at_demo("administrator", viewport={"width": size[0], "height": size[1]})
    found = {path: faults for path, page in every_page(visitor) if (faults := too_wide(page))}
    assert found == {}


def test_the_entrance_fits_a_narrow_window(demo: Server, empty: Server, visit: Callable[..., Visitor]) -> None:
    for server, path in ((demo, "/"), (empty, "/setup#code")):
        page = visit(server.address, viewport={"width": 320, "height": 600}).page
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert too_wide(page) == []


def test_nothing_is_cut_off_in_a_full_card_on_a_narrow_window(at_demo: Callable[..., Visitor]) -> None:
    visitor = at_demo("administrator", viewport={"width": 320, "height": 800})
    board, number = fullest_board(visitor)
    visitor.page.goto(f"/plans/{board}/{number}")
    expect(visitor.page.get_by_role("dialog")).to_be_visible()
    assert cut_off(visitor.page, "dialog li:has(input[type=checkbox])") == []


@pytest.mark.parametrize("width", [320, 1280])
def test_long_words_and_strange_names_stay_inside(
    installation: Installation, enter: Callable[..., Visitor], width: int
) -> None:
    plan = Plan.start(
        installation,
        {"Ej påbörjat": [LONG, "👩🏽‍🚀" * 30, "Kort"], "Pågår": [LONG.upper()]},
        name=LONG,
        purpose=LONG * 2,
        folder=rf"G:\{LONG}\{LONG}",
        decision=LONG,
    )
    asa = installation.actor("asa")
    asa.patch(f"/lanes/{plan.lane('Pausat')['id']}", {"title": LONG[:80]})
    asa.post(f"/cards/{plan.card('Kort')['id']}/assessments", {"health": "at_risk", "note": LONG})
    asa.patch(f"/cards/{plan.card('Kort')['id']}", {"owner_id": installation.id_of("piotr")})
    board = plan.seen_by(enter("asa", viewport={"width": width, "height": 800}))
    expect(board.page.locator("[data-card]")).to_have_count(4)

    assert too_wide(board.page) == []
    assert cut_off(board.page, "[data-card] h3, [data-card] .rest > *, [data-lane] h2, h1, .purpose") == []
    plan.seen_by(board.visitor, "/1")
    expect(board.page.get_by_role("dialog")).to_be_visible()
    assert too_wide(board.page) == []
    assert cut_off(board.page, "dialog, dialog h2 button") == []
    board.page.goto("/plans")
    expect(board.page.get_by_role("link", name=LONG).first).to_be_visible()
    assert too_wide(board.page) == []


# ---- by finger


def test_targets_are_large_enough_for_a_pointer(at_demo: Callable[..., Visitor]) -> None:
    visitor = at_demo("administrator")
    found = {path: faults for path, page in every_page(visitor) if (faults := too_small(page, 24))}
    assert found == {}


def test_primary_targets_are_large_enough_for_a_finger(at_demo: Callable[..., Visitor]) -> None:
    visitor = at_demo("administrator", **PHONE)
    primary = ".btn.primary, .tabbar a, [data-card] button, .toast button, .switch button, .add"
    primary += ", dialog :is(button, summary, a.link)"
    found = {path: faults for path, page in every_page(visitor) if (faults := too_small(page, 44, primary))}
    assert found == {}


# ---- by keyboard


def test_the_keyboard_reaches_everything_on_a_board(plan: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina")
    board = plan.seen_by(amina)
    wanted = {"Hoppa till innehållet", "Helhetsbild", "Handlingsplaner", "Avslutade uppdrag", "Skriv ut", "Kartlägg"}
    wanted |= {f"Nytt uppdrag i {lane}" for lane in plan.order()}
    # What comes after the first paint has come: the focus passes each place once.
    expect(board.page.get_by_role("button", name="Sparade vyer")).to_be_visible()

    reached: list[str] = []
    for _ in range(60):
        board.page.keyboard.press("Tab")
        words = re.sub(r"\s+", " ", amina.focused()).strip()
        if words == "BODY":
            break
        assert is_marked(board.page), f"nobody sees that {words!r} has the focus"
        reached.append(words)

    assert {one for one in wanted if not any(one in words for words in reached)} == set()
    board.link("Kartlägg").focus()
    walk = [("ArrowDown", "Intervjua"), ("ArrowRight", "Skriv"), ("ArrowUp", "Utred")]
    walk += [("ArrowRight", "Starta"), ("ArrowLeft", "Utred"), ("End", "Skriv")]
    for key, title in walk:
        board.page.keyboard.press(key)
        expect(board.link(title)).to_be_focused()
    board.page.keyboard.press("Enter")
    expect(board.page.get_by_role("dialog", name="Uppdrag 4, Skriv")).to_be_visible()
    board.page.keyboard.press("Escape")
    expect(board.link("Skriv")).to_be_focused()


@pytest.mark.parametrize(("page_of", "bar"), [("{number}", ".pinned"), ("settings", ".tabbar"), ("history", ".tabbar")])
def test_no_bar_of_a_phone_lies_over_what_has_the_focus(
    at_demo: Callable[..., Visitor], page_of: str, bar: str
) -> None:
    """WCAG 2.4.11."""
    visitor = at_demo("administrator", **PHONE)
    board, number = fullest_board(visitor)
    page = visitor.page
    page.goto(f"/plans/{board}/{page_of.format(number=number)}")
    expect(page.locator(bar)).to_be_visible()
    expect(page.get_by_role("listitem")).not_to_have_count(0)
    covered = """(selector) => {
      const [element, bar] = [document.activeElement, document.querySelector(selector)];
      const isOf = (place) => Boolean(element.closest(place));
      const lies = element.getBoundingClientRect().bottom > bar.getBoundingClientRect().top;
      return lies && !isOf(selector) && isOf('dialog, main') ? element.outerHTML.slice(0, 160) : null;
    }"""
    for _ in range(60):
        page.keyboard.press("Tab")
        comes_to(lambda: page.evaluate(covered, bar), None)


def test_the_first_tab_skips_to_the_content(at_demo: Callable[..., Visitor]) -> None:
    page = at_demo("administrator").page
    page.goto("/plans")
    expect(page.get_by_role("button", name="Ny handlingsplan")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#content$"))
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)


def test_a_menu_is_walked_by_keyboard_and_gives_the_focus_back(at_demo: Callable[..., Visitor]) -> None:
    visitor = at_demo("administrator")
    visitor.page.goto("/")
    button = visitor.page.get_by_role("button", name="din meny")
    button.focus()
    visitor.page.keyboard.press("ArrowDown")
    expect(visitor.page.get_by_role("menuitem", name="Mina inställningar")).to_be_focused()
    visitor.page.keyboard.press("End")
    expect(visitor.page.get_by_role("menuitem", name="Logga ut")).to_be_focused()
    visitor.page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(visitor.page.get_by_role("menu")).to_have_count(0)


def test_the_overview_does_not_say_that_it_has_counted_all(at_demo: Callable[..., Visitor]) -> None:
    page = at_demo("administrator").page

    def with_many(route: Route) -> None:
        overview = route.fetch().json()
        late = overview["late"][0]
        overview["late"] = [{**late, "card_id": f"{late['card_id']}-{i}"} for i in range(100)]
        route.fulfill(json=overview)

    page.route("**/api/v1/overview", with_many)
    page.goto("/")
    expect(page.get_by_role("heading", name="minst 100 försenade")).to_be_visible()
    expect(page.get_by_role("heading", name="2 väntar")).to_be_visible()


# ---- other ways to see


def test_forced_colours_show_focus_and_the_place_of_a_lifted_card(plan: Plan, enter: Callable[..., Visitor]) -> None:
    amina = enter("amina", forced_colors="active")
    board = plan.seen_by(amina)
    board.link("Kartlägg").focus()
    board.page.keyboard.press("Space")
    amina.hears("Uppdrag 1, Kartlägg, är lyft.")
    board.page.keyboard.press("ArrowRight")

    line = board.lane("Pågår").locator(".drop")
    expect(line).to_be_visible()
    assert is_marked(board.page)
    ground = "(element) => getComputedStyle(element).backgroundColor"
    assert line.evaluate("(line) => getComputedStyle(line, '::after').backgroundColor") != board.page.locator(
        "body"
    ).evaluate(ground)
    board.page.keyboard.press("Escape")
    expect(line).to_have_count(0)
    assert violations(board.page) == []


@pytest.mark.parametrize("wish", ["reduce", "no-preference"])
def test_cards_glide_only_for_those_who_want_motion(plan: Plan, enter: Callable[..., Visitor], wish: str) -> None:
    amina = enter("amina", reduced_motion=wish)
    amina.context.add_init_script(
        """window.glides = 0; const animate = Element.prototype.animate;
        Element.prototype.animate = function (...all) { window.glides += 1; return animate.apply(this, all); };"""
    )
    board = plan.seen_by(amina)
    amina.has_fetched("dragging")

    plan.move("ulf", "Kartlägg", "Pågår")
    board.shows("Pågår", ["Utred", "Skriv", "Kartlägg"])

    if wish == "no-preference":
        amina.until("() => window.glides > 0")
    # What would glide has been drawn two frames ago.
    amina.page.evaluate("() => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)))")
    assert (amina.page.evaluate("window.glides") > 0) is (wish == "no-preference")


def test_paper_holds_every_card_of_a_board(installation: Installation, enter: Callable[..., Visitor]) -> None:
    titles = [f"Rad {number}" for number in range(1, 201)]
    plan = Plan.start(installation, {"Ej påbörjat": titles[:150], "Pågår": titles[150:]})
    page = plan.seen_by(enter("amina")).page
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")

    printed = page.locator("main").inner_text().split("\n")

    assert [title for title in titles if title not in printed] == []
    expect(page.get_by_text(re.compile("Utskriven .* av Amina Warsame"))).to_be_visible()
    expect(page.get_by_role("button").locator("visible=true")).to_have_count(0)
    assert too_wide(page) == []


@pytest.mark.parametrize("width", [390, 1440])
def test_paper_holds_an_open_card_and_nothing_beneath_it(at_demo: Callable[..., Visitor], width: int) -> None:
    visitor = at_demo("administrator", viewport={"width": width, "height": 800})
    board, number = fullest_board(visitor)
    card = ask(visitor, "GET", f"/boards/{board}/cards/{number}")["card_id"]
    told = ask(visitor, "GET", f"/cards/{card}")
    page = visitor.page
    page.goto(f"/plans/{board}/{number}")
    expect(page.get_by_role("tabpanel").locator("li")).not_to_have_count(0)
    page.emulate_media(media="print")

    dialog = page.locator("dialog")
    wanted = [told["title"], told["blockers"][0]["what"], *(row["text"] for row in told["checklists"][0]["rows"])]
    for words in (*wanted, re.compile("Utskriven .* av Daniel Quist")):
        expect(dialog).to_contain_text(words, use_inner_text=True)
    visitor.until("() => ((all) => all.scrollHeight - all.clientHeight <= 1)(document.querySelector('dialog'))")
    expect(page.locator(".btn, .toast, .tabbar, .arrow, .off").locator("visible=true")).to_have_count(0)
    expect(page.get_by_role("heading", level=1).locator("visible=true")).to_have_count(0)
    assert too_wide(page) == []


def test_one_sheet_of_paper_holds_every_plan_and_says_what_it_leaves_out(at_demo: Callable[..., Visitor]) -> None:
    visitor = at_demo("leadership")
    overview = ask(visitor, "GET", "/overview")
    page = visitor.page
    page.goto("/")
    expect(page.get_by_role("heading", name="Planerna")).to_be_visible()
    page.emulate_media(media="print")

    printed = page.locator("main").inner_text()

    wanted = [board["name"] for board in overview["boards"]]
    for need in ("late", "waiting", "not_followed_up", "deviating"):
        titles = [card["title"] for card in overview[need]]
        listed = [title for title in titles if title in page.locator(f"#{need}").inner_text()]
        wanted += [f"{len(titles) - len(listed)} till"] if len(listed) < len(titles) else []
        assert listed == titles[: len(listed)]
        assert listed or not titles
    assert [words for words in wanted if words not in printed] == []
    expect(page.get_by_role("button").locator("visible=true")).to_have_count(0)


# ---- under a strict policy, with many cards


def test_every_page_keeps_to_a_strict_policy(at_demo: Callable[..., Visitor]) -> None:
    visitor = at_demo("administrator")
    answered: list[str] = []
    visitor.page.on("response", lambda answer: answered.append(answer.headers.get("content-security-policy", "")))
    for _path, page in every_page(visitor):
        page.wait_for_load_state("networkidle")
    assert all("default-src 'none'" in policy and "unsafe" not in policy for policy in answered)
    assert visitor.faults == []


def test_two_hundred_cards_are_counted_and_drawn_as_far_as_one_looks(
    installation: Installation, enter: Callable[..., Visitor]
) -> None:
    plan = Plan.start(installation, {"Ej påbörjat": [f"Kort {number}" for number in range(1, 201)]})
    amina = enter("amina")
    board = plan.seen_by(amina)
    cards = board.lane("Ej påbörjat").locator("[data-card]")

    expect(board.lane("Ej påbörjat").locator("header")).to_contain_text("200")
    assert cards.count() < 200
    board.link("Kort 1").focus()
    board.page.keyboard.press("End")
    expect(board.link("Kort 200")).to_be_focused()
    plan.move("ulf", "Kort 200", "Pågår")
    plan.move("ulf", "Kort 100", "Pågår")
    board.shows("Pågår", ["Kort 200", "Kort 100"])
    expect(board.lane("Ej påbörjat").locator("header")).to_contain_text("198")
    expect(board.link("Kort 200")).to_be_focused()


# ---- where all that is


def every_page(visitor: Visitor) -> Iterator[tuple[str, Page]]:
    """Visit every page of the demo that its administrator has."""
    board, number = fullest_board(visitor)
    page = visitor.page
    paths = ["/", "/plans", f"/plans/{board}", f"/plans/{board}/{number}", f"/plans/{board}/settings"]
    paths += ["/all", "/mine", "/search?q=handlingsplaner"]
    views = [f"/plans/{board}?view={view}" for view in VIEWS]
    for path in [*paths, *views, "/people", "/settings", "/hittas/inte/alls", "/docs"]:
        page.goto(path)
        ready = page.get_by_role("dialog") if path.endswith(f"/{number}") else page.get_by_role("heading", level=1)
        expect(ready.first).to_be_visible()
        if path in views:
            expect(page.locator(f"[data-view={path.partition('=')[2]}]")).to_be_visible()
        yield path.replace(board, "…"), page


def every_opened(visitor: Visitor, language: str) -> Iterator[tuple[str, Page]]:
    """Open every dialog and menu, one after the other."""
    board, number = fullest_board(visitor)

    def button(swedish: str, english: str) -> Locator:
        wanted = re.compile(swedish if language == "sv" else english)
        # What lies behind a dialog cannot be pressed.
        on_top = visitor.page.locator("dialog[open], body:not(:has(dialog[open]))").last
        return on_top.get_by_role("button", name=wanted).first

    for opened in (
        opened_anywhere(visitor.page, button),
        opened_on_a_board(visitor.page, button, f"/plans/{board}"),
        opened_on_a_card(visitor.page, button, f"/plans/{board}/{number}"),
    ):
        for name in opened:
            yield name, visitor.page


def opened_anywhere(page: Page, button: Callable[[str, str], Locator]) -> Iterator[str]:
    page.goto("/plans")
    button("din meny", "your menu").click()
    expect(page.get_by_role("menu")).to_be_visible()
    yield "my menu"
    for path, opener in (
        ("/plans", button("Ny handlingsplan", "New")),
        ("/people", button("Bjud in", "Invite")),
        ("/settings", button("Ny nyckel", "New")),
    ):
        page.goto(path)
        opener.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        yield f"new on {path}"
    page.goto("/people")
    page.locator("tbody button").first.click()
    expect(page.get_by_role("menu")).to_be_visible()
    yield "a person's menu"
    page.goto("/plans")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    yield "the keys"
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("workshop")
    expect(page.get_by_role("option").filter(has=page.locator("mark")).first).to_be_visible()
    yield "the palette"


def opened_on_a_board(page: Page, button: Callable[[str, str], Locator], path: str) -> Iterator[str]:
    dialog = page.get_by_role("dialog")
    page.goto(path)
    button("Avslutade uppdrag", "Closed|Ended").click()
    expect(dialog).to_be_visible()
    yield "closed cards"
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.locator(".lane .add").first.click()
    expect(page.locator(".lane textarea")).to_be_visible()
    yield "new card"
    page.keyboard.press("Escape")
    expect(page.locator(".lane textarea")).to_have_count(0)
    page.locator("[data-card] a").first.focus()
    page.keyboard.press("f")
    expect(dialog).to_be_visible()
    yield "move"
    page.locator("dialog input[type=radio]").last.check()
    page.locator("dialog .primary").click()
    expect(page.locator(".toast")).to_be_visible()
    yield "toast"
    page.locator(".toast .act").click()
    expect(page.locator(".toast")).to_contain_text(re.compile("Ångrat|Undone"))
    page.locator("[data-card] a").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".drop")).to_be_visible()
    yield "lifted"


def opened_on_a_card(page: Page, button: Callable[[str, str], Locator], path: str) -> Iterator[str]:
    dialog = page.get_by_role("dialog")
    page.goto(path)
    expect(dialog).to_be_visible()
    dialog.locator("h2 button").click()
    expect(dialog.locator("textarea")).to_be_visible()
    yield "title"
    page.keyboard.press("Escape")
    people = dialog.get_by_role("region", name=re.compile("^(Ansvarig och ersättare|Owner and deputy)$"))
    people.get_by_role("button").first.click()
    expect(page.get_by_role("listbox")).to_be_visible()
    yield "owner"
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(people.get_by_role("button").first).to_be_focused()
    button("Meddela läge", "health|Report|status").click()
    yield "health"
    button("En stoppkloss till", "Another blocker").click()
    expect(dialog.get_by_role("form").locator(":focus")).to_have_count(1)
    yield "blocker"
    page.keyboard.press("Escape")
    dialog.get_by_role("button", name=re.compile("^(Skriv en kommentar|Write a comment)$")).click()
    expect(dialog.get_by_role("textbox", name=re.compile("^(Skriv en kommentar|Write a comment)$"))).to_be_focused()
    page.keyboard.type("@")
    expect(page.get_by_role("listbox")).to_be_visible()
    yield "mention"
    page.keyboard.press("Escape")
    page.keyboard.press("Backspace")
    button(r"Lägg till…", r"Add…").click()
    expect(page.get_by_role("menu")).to_be_visible()
    yield "what is added"
    page.keyboard.press("Escape")
    for choice in ("first", "last"):
        button("Mer att göra", "More").click()
        expect(page.get_by_role("menu")).to_be_visible()
        yield "card's menu"
        items = page.get_by_role("menuitem")
        (items.first if choice == "first" else items.last).click()
        expect(dialog).to_have_count(2)
        yield f"{choice} of the card's menu"
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(1)


def fullest_board(visitor: Visitor) -> tuple[str, int]:
    """Give the demo's plan and number of the assignment that holds most, a blocker above all."""

    def held(card: dict[str, Any]) -> tuple[bool, int]:
        counts = ("row_count", "comment_count", "attachment_count")
        return card["blocked_since"] is not None, sum(card[count] for count in counts)

    boards = [board["id"] for board in ask(visitor, "GET", "/boards")["items"]]
    cards = {board: ask(visitor, "GET", f"/boards/{board}")["cards"] for board in boards}
    board, fullest = max(((board, card) for board in boards for card in cards[board]), key=lambda pair: held(pair[1]))
    return board, fullest["number"]


def is_marked(page: Page) -> bool:
    """Whether what has the focus shows it by an outline, of its own or of what it lies in."""
    marked: bool = page.evaluate(
        """() => {
          const has = (element) => {
            const { outlineStyle, outlineWidth } = getComputedStyle(element);
            return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
          };
          const element = document.activeElement;
          return has(element) || has(element.closest('[data-card]') ?? element);
        }"""
    )
    return marked
