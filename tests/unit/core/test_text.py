"""What people type is normalised, and nothing of it is dropped."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcp_tool.core.text import LONGEST_TEXT, SHOWN_INSTEAD, compose, read_typed, trim_blanks

anything = st.text(st.characters(codec=None, exclude_categories=()))
keepable = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\t\n\r"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("   ", ""),
        ("  one line \t", "one line"),
        ("one\r\ntwo\rthree\n", "one\ntwo\nthree"),
        ("\n\n  indented\n  next \n\n", "  indented\n  next"),
        ("\n  alone\n", "alone"),
        ("first\n\n\nafter a gap", "first\n\n\nafter a gap"),
        ("e\u0301te\u0301", "été"),
        ("👩‍👧 drew 🏠 🇬🇧 👍🏽", "👩‍👧 drew 🏠 🇬🇧 👍🏽"),
        ("أنا بخير", "أنا بخير"),
        ("\u202bשלום\u202c", "\u202bשלום\u202c"),
        ("non\u00a0breaking stays\u00a0", "non\u00a0breaking stays"),
    ],
)
def test_typed_text_is_kept_in_one_form(typed: str, kept: str) -> None:
    read = read_typed(typed)
    assert read.text == kept
    assert read.is_good


@pytest.mark.parametrize("bad", ["\0", *map(chr, (0xD800, 0xDFFF, 0xD83D))])
def test_what_no_database_keeps_is_refused_and_shown_safe(bad: str) -> None:
    read = read_typed(f"before {bad} after")
    assert read.cannot_be_kept
    assert not read.is_good
    assert read.text == f"before {SHOWN_INSTEAD} after"
    assert read.text.encode("utf-8")


@pytest.mark.parametrize(
    ("length", "too_many"), [(LONGEST_TEXT, 0), (LONGEST_TEXT + 1, 1), (102_400, 82_400)]
)
def test_too_long_a_text_is_kept_whole_and_counted(length: int, too_many: int) -> None:
    read = read_typed("x" * length)
    assert (len(read.text), read.too_many, read.is_good) == (length, too_many, too_many == 0)


def test_a_text_that_grows_when_composed_is_measured_after_it() -> None:
    assert read_typed("\ufb2c" * 8000).too_many == 4000


def test_a_password_keeps_its_blanks() -> None:
    assert read_typed("  correct horse  ", trim=False).text == "  correct horse  "


@given(anything)
def test_reading_twice_changes_nothing_more(typed: str) -> None:
    once = read_typed(typed).text
    again = read_typed(once)
    assert again.text == once
    assert again.is_good


@given(keepable)
def test_only_blanks_and_form_change(typed: str) -> None:
    kept = read_typed(typed).text
    assert unicodedata.is_normalized("NFC", kept)
    assert "\r" not in kept
    assert "".join(kept.split()) == "".join(unicodedata.normalize("NFC", typed).split())


@given(anything)
def test_what_is_shown_back_can_always_be_sent_to_the_browser(typed: str) -> None:
    assert "\0" not in read_typed(typed).text
    read_typed(typed).text.encode("utf-8")


@given(st.text(alphabet=" \t\n\u00a0ab"))
def test_no_line_ends_in_a_blank(typed: str) -> None:
    lines = trim_blanks(typed).split("\n")
    assert lines == [line.rstrip() for line in lines]
    assert lines[0].strip() or lines == [""]


def test_a_letter_under_a_heap_of_marks_is_left_as_typed() -> None:
    """Composing it would take time that grows with the square of its length."""
    heap = "a" + "\u0301" * 31 + "\u0316" * 2
    assert compose(heap) == heap
    assert compose("e" + "\u0301" * 30) == "é" + "\u0301" * 29
