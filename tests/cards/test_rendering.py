from __future__ import annotations

import re

import pytest

from verkstad.cards.rendering import rendered

ULF = ("Ulf Thorén",)
MARK = '<span class="mention">@Ulf Thorén</span>'

BREAKING_OUT = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "![](https://example.org/spy.png)",
    "[hej](javascript:alert(1))",
    "[hej](JaVaScRiPt&colon;alert(1))",
    "[hej](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    "[hej](vbscript:msgbox)",
    '[hej](https://example.org "onmouseover=alert(1)")',
    '<a href="https://example.org" style="position:fixed;inset:0">hej</a>',
    '<span class="mention" onclick="alert(1)">@Ulf Thorén</span>',
    "<div class=mention>@Ulf Thorén",
    "[@Ulf Thorén](javascript:alert('@Ulf Thorén'))",
    '[x](https://example.org/"@Ulf Thorén"onclick=alert(1))',
    "</p></div><form action=https://example.org><input name=a>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "```html\n<script>@Ulf Thorén</script>\n```",
    "<!-- @Ulf Thorén --><iframe srcdoc='<script>'>",
    "\u202e[hej](https://example.org)",
    'https://example.org/"onmouseover=alert(1)',
    "https://example.org/<script>alert(1)</script>",
    "[hej](https://example.org https://example.org)",
]
TAG = re.compile(
    r"<(?!/?(?:p|br|a|span|code|pre|strong|em|s|ul|ol|li|blockquote|hr|h[1-6]|table|thead|tbody|tr|t[hd])\b)"
)
LINK = r'a(?: href="(?:https?:|mailto:)[^"<>]*")?(?: title="[^"<>]*")? rel="[a-z ]+"'
ATTRIBUTE = re.compile(rf'<(?:{LINK}|span class="mention"|[a-z0-9]+)>')


@pytest.mark.parametrize("text", BREAKING_OUT)
def test_nothing_breaks_out(text: str) -> None:
    html = rendered(text, ULF)
    assert not TAG.search(html)
    assert all(ATTRIBUTE.fullmatch(tag) for tag in re.findall(r"<[^/][^>]*>", html)), html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("@Ulf Thorén, kan vi ta det?", f"<p>{MARK}, kan vi ta det?</p>\n"),
        ("**@Ulf Thorén**", f"<p><strong>{MARK}</strong></p>\n"),
        ("(@Ulf Thorén)", f"<p>({MARK})</p>\n"),
        ("`@Ulf Thorén`", "<p><code>@Ulf Thorén</code></p>\n"),
        ("    @Ulf Thorén", "<pre><code>@Ulf Thorén\n</code></pre>\n"),
        ("ulf@Ulf Thorén", "<p>ulf@Ulf Thorén</p>\n"),
        ("@Ulf Thorénsson", "<p>@Ulf Thorénsson</p>\n"),
        ("\\@Ulf Thorén", "<p>@Ulf Thorén</p>\n"),
        ("@Åsa Öberg", "<p>@Åsa Öberg</p>\n"),
    ],
)
def test_the_mentioned_are_marked_where_their_name_is_text(text: str, html: str) -> None:
    assert rendered(text, ULF) == html


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Se https://example.se/nämnd?år=2026.", "Se |https://example.se/nämnd?år=2026|."),
        ("(https://example.se/a_(b))", "(|https://example.se/a_(b)|)"),
        ("**http://example.se**", "|http://example.se|"),
        ("[Se här](https://example.se)", "|Se här|"),
        ("`https://example.se`", "https://example.se"),
        ("example.se och t.ex. fil.md", "example.se och t.ex. fil.md"),
        ("ulf@example.se", "ulf@example.se"),
        ("javascript://example.se/%0Aalert(1)", "javascript://example.se/%0Aalert(1)"),
    ],
)
def test_an_address_that_was_pasted_is_a_link(text: str, shown: str) -> None:
    html = rendered(text)
    marked = re.sub(r"</?a\b[^>]*>", "|", html)
    assert re.sub(r"<[^>]*>", "", marked).strip() == shown
    assert "javascript:" not in "".join(re.findall(r'href="[^"]*"', html))


def test_the_longer_name_is_meant_where_one_begins_another() -> None:
    assert rendered("@Ulf Thorén Ek", ("Ulf Thorén", "Ulf Thorén Ek")).count('">@Ulf Thorén Ek</span>') == 1


def test_a_name_is_text_whatever_it_holds() -> None:
    name = 'Bo "<b onclick=x>" & .*'
    assert rendered(f"@{name}", (name,)).startswith(
        '<p><span class="mention">@Bo "&lt;b onclick=x&gt;" &amp; .*</span>'
    )


def test_names_are_part_of_what_is_remembered() -> None:
    assert rendered("@Ulf Thorén") != rendered("@Ulf Thorén", ULF)


def test_two_hundred_that_were_rendered_before_are_not_rendered_again() -> None:
    texts = [f"Svar **{index}** till @Ulf Thorén, se <https://example.se/{index}>." for index in range(200)]
    first = [rendered(text, ULF) for text in texts]
    before = rendered.cache_info()
    assert [rendered(text, ULF) for text in texts] == first
    assert (rendered.cache_info().hits, rendered.cache_info().misses) == (before.hits + 200, before.misses)
