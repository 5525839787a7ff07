from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chance import by_chance
from verkstad.cards.describing import describe_card, explain_card
from verkstad.cards.rendering import rendered
from verkstad.kernel.ids import new_id
from verkstad.kernel.problems import ChangedSince, MayNot

if TYPE_CHECKING:
    from tests.ground import Ground

A = "Boka lokal"


class TestWriting:
    def test_on_top_of_what_was_read(self, ground: Ground) -> None:
        (event,) = ground.told(describe_card, ground.cards[A], text="Stora salen.", base=None)
        first = ground.card(A).description
        assert (first.text, first.by) == ("Stora salen.", ground.cast.ids["asa"])
        assert event["to"] == {"revision_id": first.revision_id}
        assert event["from"] == {"revision_id": None}
        (event,) = ground.told(describe_card, ground.cards[A], text="Lilla salen.", base=first.revision_id)
        assert event["from"] == {"revision_id": first.revision_id}
        assert ground.words(event["version"]) == {"card": A}

    def test_the_event_does_not_carry_the_text(self, ground: Ground) -> None:
        (event,) = ground.told(describe_card, ground.cards[A], text="x" * 20_000, base=None)
        assert len(str(event)) < 500

    def test_on_top_of_something_older_is_refused_with_who_and_when(self, ground: Ground) -> None:
        ground.do(describe_card, ground.cards[A], text="Aminas text.", base=None, who="amina")
        refusal = ground.refused(ChangedSince, describe_card, ground.cards[A], text="Ulfs text.", base=None, who="ulf")
        assert refusal.extras["by"] == ground.cast.ids["amina"]
        assert refusal.extras["at"] == ground.card(A).description.at
        assert "Amina Warsame ändrade detta kl. 12." in refusal.body("sv").decode()
        assert ground.card(A).description.text == "Aminas text."

    def test_on_top_of_what_never_was(self, ground: Ground) -> None:
        ground.refused(ChangedSince, describe_card, ground.cards[A], text="Text.", base=new_id())

    def test_after_it_was_emptied_by_another(self, ground: Ground) -> None:
        ground.do(describe_card, ground.cards[A], text="Text.", base=None)
        base = ground.card(A).description.revision_id
        ground.do(describe_card, ground.cards[A], text="", base=base, who="amina")
        refusal = ground.refused(ChangedSince, describe_card, ground.cards[A], text="Text två.", base=base)
        assert refusal.extras["by"] == ground.cast.ids["amina"]

    def test_both_changes_are_kept_where_they_are_in_different_passages(self, ground: Ground) -> None:
        ground.do(explain_card, ground.cards[A], text="Behovet. Vem frågade.", base=None)
        base = ground.card(A).background.revision_id
        ground.do(explain_card, ground.cards[A], text="Behovet. Nämnden frågade.", base=base, who="amina")
        theirs = ground.card(A).background.revision_id
        (event,) = ground.told(explain_card, ground.cards[A], text="Behovet kom fram i våras. Vem frågade.", base=base)
        written = ground.card(A).background
        assert written.text == "Behovet kom fram i våras. Nämnden frågade."
        assert (event["from"]["revision_id"], event["to"]["revision_id"]) == (theirs, written.revision_id)

    def test_the_same_passage_is_given_in_both_versions(self, ground: Ground) -> None:
        ground.do(describe_card, ground.cards[A], text="Ett. Två.", base=None)
        base = ground.card(A).description.revision_id
        ground.do(describe_card, ground.cards[A], text="Ett. Aminas.", base=base, who="amina")
        refusal = ground.refused(ChangedSince, describe_card, ground.cards[A], text="Ett. Åsas.", base=base)
        assert refusal.extras["revision_id"] == ground.card(A).description.revision_id
        assert refusal.extras["passages"] == [{"text": "Ett."}, {"mine": " Åsas.", "theirs": " Aminas."}]

    def test_a_revision_of_something_else_is_no_base(self, ground: Ground) -> None:
        ground.do(explain_card, ground.cards[A], text="Bakgrund.", base=None)
        ground.do(describe_card, ground.cards[A], text="Text.", base=None)
        base = ground.card(A).background.revision_id
        refusal = ground.refused(ChangedSince, describe_card, ground.cards[A], text="Bakgrund. Mer.", base=base)
        assert refusal.extras["passages"] == [{"mine": "Bakgrund. Mer.", "theirs": "Text."}]

    def test_what_would_become_too_long_together_is_given_in_both_versions(self, ground: Ground) -> None:
        middle = "\n".join("mitt emellan" for _ in range(100))
        ground.do(describe_card, ground.cards[A], text=f"A\n{middle}\nB", base=None)
        base = ground.card(A).description.revision_id
        ground.do(describe_card, ground.cards[A], text=f"{'å' * 12_000}\n{middle}\nB", base=base, who="amina")
        mine = f"A\n{middle}\n{'ö' * 12_000}"
        refusal = ground.refused(ChangedSince, describe_card, ground.cards[A], text=mine, base=base)
        (whole,) = refusal.extras["passages"]
        assert whole["mine"] == mine

    def test_the_same_text_is_not_recorded_whatever_it_was_written_on(self, ground: Ground) -> None:
        ground.do(describe_card, ground.cards[A], text="Text.", base=None)
        assert ground.told(describe_card, ground.cards[A], text="Text.", base=None) == []
        assert ground.told(describe_card, ground.cards["Bjuda in invånare"], text="", base=None) == []

    def test_an_emptied_one_is_described_no_more(self, ground: Ground) -> None:
        ground.do(describe_card, ground.cards[A], text="Text.", base=None)
        assert ground.face(ground.cards[A])["described"] is True
        ground.do(describe_card, ground.cards[A], text="", base=ground.card(A).description.revision_id)
        assert ground.face(ground.cards[A])["described"] is False
        assert ground.card(A).description.html == ""

    def test_readers_do_not(self, ground: Ground) -> None:
        ground.refused(MayNot, describe_card, ground.cards[A], text="Text.", base=None, who="agneta")


class TestRendering:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("**fet** och *kursiv*", "<p><strong>fet</strong> och <em>kursiv</em></p>\n"),
            ("rad ett\nrad två", "<p>rad ett<br>\nrad två</p>\n"),
            ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>\n"),
            ("3. tre", '<ol start="3">\n<li>tre</li>\n</ol>\n'),
            ("~~struken~~", "<p><s>struken</s></p>\n"),
            (
                "[bygg](https://example.se)",
                '<p><a href="https://example.se" rel="noopener noreferrer nofollow">bygg</a></p>\n',
            ),
        ],
    )
    def test_ordinary_markdown(self, text: str, expected: str) -> None:
        assert rendered(text) == expected

    def test_a_table(self) -> None:
        assert "<td>2</td>" in rendered("| a | b |\n|---|---|\n| 1 | 2 |")

    @pytest.mark.parametrize(
        "text",
        [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "![bild](https://example.se/spion.png)",
            "![bild][x]\n\n[x]: https://example.se/spion.png",
            "[klicka](javascript:alert(1))",
            "[klicka](JaVaScRiPt:alert(1))",
            "[klicka](&#106;avascript:alert(1))",
            "[klicka](data:text/html;base64,PHNjcmlwdD4=)",
            "[klicka](vbscript:x)",
            "<javascript:alert(1)>",
            '<a href="https://example.se" onclick="x()">a</a>',
            "<iframe src=https://example.se></iframe>",
            "<style>*{display:none}</style>",
            '<svg><script xlink:href="https://example.se"/></svg>',
            '[a](https://example.se "x\\" onmouseover=alert(1) y=\\"")',
            "<!-- --><script>x</script>",
            "```\n<script>x</script>\n```",
            "| <script>x</script> |\n|---|\n| <img src=x> |",
        ],
    )
    def test_nothing_runs_or_is_fetched(self, text: str) -> None:
        _is_harmless(rendered(text))

    @by_chance(150)
    @given(
        st.lists(
            st.sampled_from(
                [
                    "<",
                    ">",
                    "script",
                    "img src=",
                    "[a](",
                    ")",
                    "javascript:",
                    "![",
                    "]",
                    '"',
                    "'",
                    "\n",
                    "`",
                    "on",
                    "=x",
                    "&#x6a;",
                ]
            )
        ).map("".join)
    )
    def test_nor_from_any_mixture(self, text: str) -> None:
        _is_harmless(rendered(text))

    def test_deep_nesting_ends(self) -> None:
        assert rendered(">" * 10_000 + "djupt")
        assert rendered("[" * 10_000)


ALLOWED = re.compile(
    r"</?(p|br|strong|em|s|code|pre|blockquote|ul|ol|li|a|hr|h[1-6]|table|thead|tbody|tr|th|td)>"
    r'|<ol start="\d+">'
    r'|<a (href="[^"<>]*" )?(title="[^"<>]*" )?rel="noopener noreferrer nofollow">'
)
ADDRESS = re.compile(r'<a href="([^"]*)"')
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def _is_harmless(written: str) -> None:
    assert "<" not in ALLOWED.sub("", written), written
    for address in ADDRESS.findall(written):
        # As a browser reads it: without the blanks and control characters.
        scheme = SCHEME.match(re.sub(r"[\x00-\x20]", "", html.unescape(address)))
        assert scheme is None or scheme[0].lower() in ("http:", "https:", "mailto:"), written
