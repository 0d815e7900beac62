"""Text from outside is shown, and never acts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcheck.view.safe import safe

SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "␛[2J"),
        ("a\x00b\x7f", "a␀b␡"),
        ("line\none\ttwo\r", "line one two␍"),
        ("\x9b31m", "\ufffd31m"),
        ("\u202eevil\u202c \u2066x\u2069", "\ufffdevil\ufffd \ufffdx\ufffd"),
        ("\ue000 \udcff \u2028\u2029", "\ufffd \ufffd \ufffd\ufffd"),
        ("Al\u200dma\u200c", "Al\ufffdma\ufffd"),
        ("\U000e0067\U000e007f", "\ufffd\ufffd"),
    ],
)
def test_what_would_act_becomes_visible(text: str, shown: str) -> None:
    """Controls get their picture, other hidden characters a replacement, newline and tab a blank."""
    assert safe(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Jürgen 李 Šárka",
        "👩‍👩‍👧",
        "❤️‍🔥",
        "می‌خواهم",
        "ක්‍ය",
        f"{SCOTLAND} {SCOTLAND}",
        "non\u00a0breaking",
        "[bold]no markup[/]",
    ],
)
def test_names_and_emoji_stay(text: str) -> None:
    """Letters of any script, joined emoji, tagged flags and brackets come through unchanged."""
    assert safe(text) == text


@given(st.text(st.characters(codec=None, exclude_characters="\u200c\u200d")))
def test_nothing_hidden_is_left(text: str) -> None:
    """Whatever comes in, the result has its length, no hidden character, and is itself safe."""
    result = safe(text)
    plain = result.replace(SCOTLAND, "")
    assert len(result) == len(text)
    assert not [char for char in plain if unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}]


@given(st.text(st.sampled_from("a \u200c\u200d\u202e\U0001f3f4\U000e0067\U000e007fü👩\ud800\x1b")))
def test_doing_it_twice_changes_nothing(text: str) -> None:
    """What is safe stays as it is, even with joiners and tags in any order."""
    assert safe(safe(text)) == safe(text)
