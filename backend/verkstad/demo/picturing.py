"""Draws the demo's one picture, so that no photograph of anybody is needed."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

_WIDTH, _HEIGHT, _NOTE, _GAP = 1600, 1000, 84, 12
_WALL, _HEADING, _SHADOW = "#eceeea", "#2b4a8b", "#d3d7d1"
_TINTS = ("#f6dc75", "#f3b9a7", "#b9d8c2", "#bcd0ee", "#e3cdec")


def wall_of_notes(columns: Sequence[int]) -> bytes:
    """Give a picture of a wall with so many notes under each heading."""
    wall = Image.new("RGB", (_WIDTH, _HEIGHT), _WALL)
    draw = ImageDraw.Draw(wall)
    across = _WIDTH // len(columns)
    for place, (count, tint) in enumerate(zip(columns, _TINTS, strict=True)):
        left = place * across + 28
        draw.rectangle((left, 60, left + across - 56, 108), fill=_HEADING)
        beside = (across - 56) // (_NOTE + _GAP)
        for number in range(count):
            row, column = divmod(number, beside)
            # Nobody hangs a note quite straight.
            x = left + column * (_NOTE + _GAP) + (number * 7 + place * 5) % 9
            y = 140 + row * (_NOTE + _GAP) + (number * 5 + place * 3) % 9
            draw.rectangle((x + 3, y + 4, x + _NOTE + 3, y + _NOTE + 4), fill=_SHADOW)
            draw.rectangle((x, y, x + _NOTE, y + _NOTE), fill=tint)
            for line in range(2 + number % 3):
                draw.line((x + 12, y + 22 + line * 16, x + 54 + (number * 11) % 18, y + 22 + line * 16), "#4b5350", 3)
    drawn = io.BytesIO()
    wall.save(drawn, "PNG", optimize=True)
    return drawn.getvalue()
