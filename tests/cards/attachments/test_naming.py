from __future__ import annotations

import pytest

from verkstad.cards.attachments.naming import MOST_NAME, plain_name, renamed


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Minnesanteckningar 18 oktober.pdf", "Minnesanteckningar 18 oktober.pdf"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\windows\\system32\\regler.txt", "regler.txt"),
        ("G:\\Allmänt\\Mål – 2027.docx", "Mål – 2027.docx"),
        ("..", "fil"),
        ("../", "fil"),
        (" ", "fil"),
        ("faktura\u202efdp.exe.pdf", "fakturafdp.exe.pdf"),
        ("dold\u200b\u00adt.txt", "doldt.txt"),
        ("rad\r\nSet-Cookie: x.txt", "rad Set-Cookie_ x.txt"),
        ("noll\0.txt", "noll.txt"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("Consulting.txt", "Consulting.txt"),
        ('a<b>"c"|d?.txt', "a_b__c__d_.txt"),
        ("punkter...", "punkter"),
        (".gitignore", ".gitignore"),
        ("Re\u0301sume\u0301.pdf", "Résumé.pdf"),
        ("🎉 fest.png", "🎉 fest.png"),
    ],
)
def test_a_name_is_one_file_in_one_folder(sent: str, kept: str) -> None:
    assert plain_name(sent) == kept
    assert plain_name(kept) == kept


def test_a_long_name_keeps_its_extension() -> None:
    kept = plain_name("å" * 300 + ".docx")

    assert len(kept) == MOST_NAME
    assert kept.endswith("å.docx")
    assert len(plain_name("x" * 300)) == MOST_NAME
    assert len(plain_name("a." + "b" * 300)) == MOST_NAME


@pytest.mark.parametrize(
    ("former", "wish", "name"),
    [
        ("Karta.png", "Torget", "Torget.png"),
        ("Karta.png", "Torget.PNG", "Torget.PNG"),
        ("Karta.png", "virus.exe", "virus.exe.png"),
        ("LÄSMIG", "Läs detta", "Läs detta"),
        ("Karta.png", "../../Torget", "Torget.png"),
    ],
)
def test_a_file_with_another_name_still_says_what_it_is(former: str, wish: str, name: str) -> None:
    assert renamed(former, wish) == name
