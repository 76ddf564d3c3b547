"""The language of an article, told by the model or, where it is plain, without."""

from __future__ import annotations

import pytest

from sayso.clean import language
from sayso.clean.language import language_of

ENGLISH = (
    "The president of Veldania said that the harbour would stay open all winter, and that nobody in the capital "
    "should have to pay more for salt than they had paid in the year before. "
)
GERMAN = (
    "Der Präsident von Veldanien sagte, der Hafen bleibe den ganzen Winter offen, und niemand in der Hauptstadt "
    "solle für Salz mehr zahlen als im vergangenen Jahr. "
)
RUSSIAN = "Президент Велдании сказал, что гавань останется открытой всю зиму и никто не будет платить больше за соль. "

TEXTS = [
    (ENGLISH, "en"),
    (ENGLISH.upper(), "en"),
    (ENGLISH * 500, "en"),
    (GERMAN, "de"),
    (RUSSIAN, "ru"),
    (RUSSIAN * 3 + ENGLISH, "ru"),  # the small words of one paragraph do not make an article English
    ("“We will not,” said Tosk.", None),  # too short to tell
    ("the of and to that with from his has not who", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_language(text: str, expected: str | None) -> None:
    assert language_of(text) == expected


@pytest.mark.parametrize("share", range(1, 10))
@pytest.mark.parametrize("other", [GERMAN, RUSSIAN])
def test_what_is_plain_is_what_the_model_says(monkeypatch: pytest.MonkeyPatch, other: str, share: int) -> None:
    text = ENGLISH * share + other * (10 - share)
    told = language_of(text)
    monkeypatch.setattr(language, "_is_plainly_english", lambda _: False)
    assert language_of(text) == told


def test_plain_english_does_not_load_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(language, "_identifier")
    assert language_of(ENGLISH) == "en"
