"""Text is measured, wrapped and made safe before it is drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcp_tool.charts.lettering import Lettering, clean, shorten, width_of, wrap
from gcp_tool.charts.style import AXIS, FINDING, TITLE
from tests.unit.charts.figures import AWKWARD


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Mia", "Mia"),
        ("  Mia \n\t Rose ", "Mia Rose"),
        ("a\x00b\x07c\x9f", "abc"),
        ("a\ud800b", "ab"),
        ("a\ufffeb\uffff", "ab"),
        ("\u202egnorw", "gnorw"),
        ("Zoë 👩‍👧 محمد", "Zoë 👩‍👧 محمد"),
        ("", ""),
    ],
)
def test_text_keeps_all_that_can_be_shown(text, kept):
    assert clean(text) == kept


def test_a_stand_in_is_never_the_words():
    lettering = Lettering()
    keys = [lettering.stand_in(text) for text in ("$x$", AWKWARD, "$x$")]
    assert all(key.isascii() and key.isalnum() for key in keys)
    assert [lettering.words[key] for key in keys] == ["$x$", clean(AWKWARD), "$x$"]


def test_width_grows_with_size_weight_and_length():
    assert (
        width_of("iiii", AXIS) < width_of("mmmm", AXIS) < width_of("mmmm", FINDING) < width_of("mmmm", TITLE)
    )
    assert width_of("語", AXIS) == AXIS.size


@given(st.text(max_size=200), st.floats(30, 400), st.integers(1, 3))
def test_wrapped_lines_fit(text, width, most):
    lines = wrap(text, width, FINDING, most=most)
    assert len(lines) <= most
    assert all(width_of(line, FINDING) <= width for line in lines)


@given(st.text(st.characters(categories=["L", "Nd", "Zs", "Pd"]), max_size=60))
def test_text_that_fits_is_all_there(text):
    lines = wrap(text, 10_000, FINDING)
    assert " ".join(lines) == clean(text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("one", ("one",)),
        ("one two three", ("one two", "three")),
        ("Anne-Louise", ("Anne-", "Louise")),
        ("one two three four five six seven", ("one two", "three fo…")),
        ("incomprehensible", ("incompr…",)),
    ],
)
def test_text_is_broken_at_spaces_and_hyphens_and_cut_at_the_last_line(text, lines):
    assert wrap(text, 70, FINDING) == lines


def test_a_shortened_text_ends_in_an_ellipsis_and_a_short_one_does_not():
    assert shorten("one", 100, AXIS) == "one"
    assert shorten("one two three", 30, AXIS).endswith("…")
    assert shorten("one", 1, AXIS) == "…"
