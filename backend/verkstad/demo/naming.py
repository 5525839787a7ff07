"""The addresses of invented people, and how the days of their texts are called."""

import re
import unicodedata


def email_of(name: str) -> str:
    """Give the address of a person of that name."""
    plain = unicodedata.normalize(
        "NFKD", name.lower().replace("æ", "ae").replace("ð", "d").replace("ø", "o").replace("ı", "i")
    )
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return ".".join(re.findall(r"[a-z]+", letters)) + "@example.se"


_MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]


def spoken(date: str) -> str:
    """Say a day or a month as its people do: 18 oktober, december."""
    _, month, *day = date.split("-")
    return " ".join([*(str(int(each)) for each in day), _MONTHS[int(month) - 1]])
