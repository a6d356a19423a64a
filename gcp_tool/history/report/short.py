"""As much of a table, or of somebody's words, as a page holds; what is left is counted, and said where it is."""

from dataclasses import replace

from gcp_tool.core.formatting import counted
from gcp_tool.documents.content import Part, Quote, Row, Table, Words
from gcp_tool.documents.words import one_line

IN_THE_ANNEX = "All are in the annex."
NOT_ASKED_FOR = "A report with an annex has them all."


def first_rows(table: Table, most: int, longest: int, *, with_annex: bool) -> tuple[Part, ...]:
    """The first rows of a table, with cells of so many letters at most; and how many more there are."""
    short = replace(table, rows=tuple(_short_row(row, longest) for row in table.rows[:most]))
    left = len(table.rows) - most
    if left <= 0:
        return (short,)
    where = IN_THE_ANNEX if with_annex else NOT_ASKED_FOR
    return (short, Words((f"{counted(left, 'more is', 'more are')} on record. {where}",)))


def short_quote(quote: Quote, longest: int) -> Quote:
    """Somebody's words, with as many of them as fit; that there are more is seen at their end."""
    return replace(quote, words=one_line(quote.words, longest))


def _short_row(row: Row, longest: int) -> Row:
    return tuple(one_line(value, longest) if isinstance(value, str) else value for value in row)
