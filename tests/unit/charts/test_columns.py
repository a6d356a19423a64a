"""Monthly columns: drawn the same in any process, each with its number, and told in words and as a table."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from gcp_tool.charts.columns import draw
from gcp_tool.charts.columns_content import ColumnPanel, MonthlyColumns, fingerprint, table, words
from gcp_tool.domain.dates import add_months
from gcp_tool.web.drawings import svg_markup

MONTHS = tuple(add_months(date(2025, 12, 1), number) for number in range(12))
TEXT = "{http://www.w3.org/2000/svg}text"


def figure(*values: tuple[int | None, ...], one_scale: bool = False) -> MonthlyColumns:
    panels = tuple(ColumnPanel(f"Panel {number}", "what was found", one) for number, one in enumerate(values))
    return MonthlyColumns("A title", "A description.", MONTHS[: len(values[0])], panels, one_scale)


def texts(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter(TEXT)]


@pytest.mark.parametrize("columns", [1, 2])
def test_every_column_has_its_number_and_a_gap_a_dash(columns: int) -> None:
    svg = draw(figure((3, None, 0), (110, 20, 7)), columns)  # type: ignore[arg-type]
    said = texts(svg)
    for shown in ("3", "–", "0", "110", "20", "7", "Panel 0:", "what was found"):
        assert shown in said
    assert svg_markup(svg)
    assert svg == draw(figure((3, None, 0), (110, 20, 7)), columns)  # type: ignore[arg-type]


def test_a_year_is_named_a_quarter_at_a_time() -> None:
    months = [text for text in texts(draw(figure(tuple(range(12))))) if text[:3].isalpha() and "2" in text]
    assert [text for text in months if text != "Panel 0:"] == ["Dec 25", "Mar 26", "Jun 26", "Sep 26"]


def test_panels_of_one_scale_stand_under_one_highest_value() -> None:
    shared, own = figure((1, 2), (9, 3), one_scale=True), figure((1, 2), (9, 3))
    assert [shared.highest(panel) for panel in shared.panels] == [9, 9]
    assert [own.highest(panel) for panel in own.panels] == [2, 9]


def test_the_words_and_the_table_say_the_same() -> None:
    told = figure((3, None))
    assert words(told) == ("Panel 0: what was found.",)
    assert table(told).rows == (("December 2025", "3"), ("January 2026", "no value"))


def test_a_fingerprint_is_of_the_values() -> None:
    assert fingerprint(figure((1, 2))) == fingerprint(figure((1, 2)))
    assert fingerprint(figure((1, 2))) != fingerprint(figure((1, None)))


@pytest.mark.parametrize("bad", [((), ()), ((MONTHS[0],), ()), ((), (ColumnPanel("a", "b", ()),))])
def test_nothing_cannot_be_drawn(bad: tuple[tuple[date, ...], tuple[ColumnPanel, ...]]) -> None:
    with pytest.raises(ValueError, match="need a month and a panel"):
        MonthlyColumns("A title", "A description.", *bad)


def test_a_panel_has_a_value_a_month() -> None:
    with pytest.raises(ValueError, match="a value a month"):
        MonthlyColumns("A title", "A description.", MONTHS, (ColumnPanel("a", "b", (1,)),))
