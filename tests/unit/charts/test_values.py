"""A tool may write its levels 5, 10, 15 and 20: people read what it writes, in the drawing, the words and the table."""

import pytest

from gcp_tool.charts.content import fingerprint
from gcp_tool.charts.words import table, words
from tests.unit.charts.drawings import Drawing
from tests.unit.charts.figures import figure, line, panel

LEVELS, VALUES = ("Met", "Mostly met", "Partly met", "Not met"), (5, 10, 15, 20)


def drawn(*lines, **changes):
    given = {"levels": LEVELS, "concern_from": 3, "level_values": VALUES}
    return figure(panel(*lines), **(given | changes))


def test_words_and_table_say_the_values():
    shown = drawn(line(4, 2))
    assert words(shown) == ("Physical care: 20 in January 2026, 10 in April 2026.",)
    assert [row[1] for row in table(shown).rows] == ["20", "10"]


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("lines", [(line(4, 2),), (line(4, 2), line(1, 2, label="Jay"))])
def test_the_drawing_says_the_values_at_its_axis_its_lines_and_its_band(columns, lines):
    texts = Drawing(drawn(*lines), columns).texts
    assert {"5", "10", "15", "20"} <= set(texts)
    assert "concern: 15 or worse" in texts
    assert not {"1", "2", "3", "4"} & set(texts)
    assert texts.count("10") == 1 + len(lines)


def test_without_values_levels_are_what_is_written():
    texts = Drawing(drawn(line(4, 2), level_values=())).texts
    assert {"1", "2", "3", "4"} <= set(texts)


def test_drawings_of_other_values_are_kept_apart():
    assert (
        len({fingerprint(drawn(line(4, 2), level_values=values)) for values in ((), VALUES, (1, 2, 3, 5))})
        == 3
    )


def test_each_level_has_one_value():
    with pytest.raises(ValueError, match="one label and one value"):
        drawn(line(4, 2), level_values=(5, 10))
