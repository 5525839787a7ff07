"""Rendering Markdown to HTML that is safe to show, with those mentioned marked in it."""

import re
from collections.abc import Sequence
from functools import lru_cache

import nh3
from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

# No raw HTML and no images from elsewhere: a picture fetched from outside tells its owner who reads.
_OPTIONS = {"html": False, "breaks": True, "maxNesting": 20, "linkify": True}
_without_tables = MarkdownIt("commonmark", _OPTIONS).enable("strikethrough").disable("image")
_markdown = MarkdownIt("commonmark", _OPTIONS).enable(["table", "strikethrough"]).disable("image")


def _mention(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as markdown-it calls it
    """Mark `@Name` of those mentioned where it stands as text; code and the addresses of links never come here."""
    found = state.env["mentions"].match(state.src, state.pos) if "mentions" in state.env else None
    if found is None or (state.pos > 0 and state.src[state.pos - 1].isalnum()):
        return False
    if not silent:
        state.push("mention", "span", 0).content = found[0]
    state.pos = found.end()
    return True


def _marked(_self: object, tokens: Sequence[Token], at: int, _options: object, _env: object) -> str:
    return f'<span class="mention">{escapeHtml(tokens[at].content)}</span>'


# Only what says that it is an address of the web: "t.ex" and "fil.md" are words, and e-mail is for its owner.
_addresses = LinkifyIt(options={"fuzzy_link": False, "fuzzy_email": False})
for scheme in ("ftp:", "mailto:", "//"):
    _addresses.add(scheme, None)

for each in (_without_tables, _markdown):
    each.linkify = _addresses
    each.enable("linkify")
    each.inline.ruler.before("escape", "mention", _mention)
    each.add_render_rule("mention", _marked)

MOST_CELLS = 10_000  # every line below a wide table becomes a row of it, filled up with empty cells
_TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "s",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "a",
    "hr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "span",
}


@lru_cache(maxsize=2048)
def rendered(text: str, names: tuple[str, ...] = ()) -> str:
    """Render CommonMark with tables to HTML that is safe to show; links open without telling where from.

    `@Name` of the names given is marked as a mention.
    """
    # The longest first: one may be the beginning of another.
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    env = {"mentions": re.compile(rf"@(?:{either})(?!\w)")} if names else {}
    lines = text.split("\n")
    cells = len(lines) * max(line.count("|") for line in lines)
    return nh3.clean(
        (_markdown if cells <= MOST_CELLS else _without_tables).render(text, env),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        allowed_classes={"span": {"mention"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
