"""What a document may hold; what could not be written whole or alike is refused before anything is written."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from gcp_tool.documents.content import Column, Fact, Section, Table
from gcp_tool.documents.drawings import NotADrawing
from gcp_tool.documents.sheet_names import sheet_names
from gcp_tool.documents.words import one_line, shown
from tests.unit.documents.samples import SVG, Figure, document, report, small_table


@pytest.mark.parametrize(
    "value",
    [True, 1.5, datetime(2026, 11, 3, tzinfo=UTC), Decimal("NaN"), Decimal("Infinity"), b"bytes", ["a"]],
)
def test_a_value_that_formats_would_show_differently_is_refused(value):
    with pytest.raises(ValueError, match="cannot be shown alike"):
        Fact("Label", value)
    with pytest.raises(ValueError, match="cannot be shown alike"):
        small_table((value, 1))


def test_a_row_as_wide_as_its_head_is_needed():
    with pytest.raises(ValueError, match="a row of 3 cells stands under 2 headings"):
        small_table((1, 2, 3))
    with pytest.raises(ValueError, match="at least one column"):
        Table("Nothing", (), ())


def test_sections_stand_at_most_four_deep():
    deep = Section("4", ())
    for number in (3, 2, 1):
        deep = Section(str(number), (deep,))
    assert document(deep).parts == (deep,)
    with pytest.raises(ValueError, match="more than 4 deep"):
        document(Section("0", (deep,)))


def test_the_tables_of_a_document_come_in_order_with_those_of_figures():
    assert [table.caption for table in report().tables] == [
        "Evidence for the last two readings",
        "Support since July 2025",
        "The same grades as a table",
    ]


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "words",
        "<p>no drawing</p>",
        "<svg><title>no namespace</title></svg>",
        SVG + "<p/>",
        SVG.replace("<path", "<script>alert(1)</script><path"),
        SVG.replace("<path", '<image href="file:///etc/passwd"/><path'),
        SVG.replace("<path", '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject><path'),
        SVG.replace('href="#c-line"', 'href="http://127.0.0.1/x.svg#a"'),
        SVG.replace('href="#c-line"', 'xlink:href="#c-line" xmlns:xlink="http://www.w3.org/1999/xlink"'),
        SVG.replace('fill="none"', 'onload="alert(1)"'),
        SVG.replace('fill="none"', 'style="fill: red"'),
        SVG.replace('fill="none"', 'fill="URL(http://127.0.0.1/x)"'),
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG,
        '<?xml-stylesheet href="http://127.0.0.1/x.css"?>' + SVG,
        SVG.replace('<title id="c-title">Care</title>', ""),
        SVG.replace("2026", "\x00"),
        SVG.replace("2026", "\ud800"),
    ],
)
def test_only_a_drawing_of_ours_is_let_in(svg):
    with pytest.raises(NotADrawing):
        Figure(svg, "Care", "Two readings", small_table())


@pytest.mark.parametrize(
    ("value", "in_table", "in_full"),
    [
        (None, "–", "–"),
        (0, "0", "0"),
        (1_234_567, "1,234,567", "1,234,567"),
        (Decimal("1234.50"), "1,234.50", "1,234.50"),
        (Decimal("1E+3"), "1,000", "1,000"),
        (date(2026, 11, 3), "3 Nov 2026", "3 November 2026"),
        ("as\ttyped  here\r\nand here", "as typed here\nand here", "as typed here\nand here"),
        ("\u202e31\u202c \u2066x\u2069 \u200fא\u200e", "31 x \u200fא\u200e", "31 x \u200fא\u200e"),
    ],
)
def test_values_are_shown_in_words_people_read(value, in_table, in_full):
    assert (shown(value), shown(value, in_full=True)) == (in_table, in_full)


@pytest.mark.parametrize(
    ("text", "longest", "line"),
    [
        ("a\n b", 5, "a b"),
        ("abcdef", 6, "abcdef"),
        ("abcdefg", 6, "abcde…"),
        ("ab cdefg", 4, "ab…"),
        ("", 3, ""),
    ],
)
def test_a_text_fits_on_one_line(text, longest, line):
    assert one_line(text, longest) == line


def test_sheets_have_names_that_a_workbook_allows_and_no_two_alike():
    captions = [
        "Grades",
        "grades",
        "Grades",
        "",
        "History",
        "a/b\\c[d]:e*f?'",
        "x" * 40,
        "x" * 40,
        "😀" * 40,
        "Contents",
    ]
    names = sheet_names(captions, taken=("Contents",))
    assert names[:6] == ["Grades", "grades 2", "Grades 3", "Table", "History 2", "a b c d e f"]
    assert names[-1] == "Contents 2"
    assert len({name.casefold() for name in names}) == len(names)
    assert max(len(name.encode("utf-16-le")) // 2 for name in names) == 31


def test_a_column_is_words_unless_it_is_said_to_hold_numbers():
    assert (Column("Grade").numeric, Column("Grade", numeric=True).numeric) == (False, True)
