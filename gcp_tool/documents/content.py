"""What a document says, as frozen values: the one source of every format. How it looks is not here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from gcp_tool.documents.drawings import drawing_tree
from gcp_tool.documents.words import Value

LANGUAGE = "en-GB"
DEEPEST = 4  # sections in sections: headings end at h5
NONE_RECORDED = "None recorded."


@dataclass(frozen=True, slots=True)
class Strong:
    """Words of a paragraph that carry weight."""

    text: str


Paragraph = str | tuple[str | Strong, ...]


class Look(StrEnum):
    """How much a paragraph stands out. The words never depend on it."""

    PLAIN = "plain"
    LEAD = "lead"
    INSET = "inset"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs."""

    paragraphs: tuple[Paragraph, ...]
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short points."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words as somebody said or wrote them, who it was, and when."""

    words: str
    who: str
    when: date | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known: a label and its value."""

    label: str
    value: Value

    def __post_init__(self) -> None:
        """Refuse a value that no format could show alike."""
        check_value(self.value)


@dataclass(frozen=True, slots=True)
class Facts:
    """A summary list."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and whether it holds numbers to be read down."""

    heading: str
    numeric: bool = False


Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of values under a caption; the first cell of a row is its heading unless `row_headed` is off.

    Raises ValueError for a row of another width than the head, and for a value that no format could show alike.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    row_headed: bool = True
    when_empty: str = NONE_RECORDED

    def __post_init__(self) -> None:
        """Refuse what could not be written whole."""
        if not self.columns:
            raise ValueError("a table needs at least one column")
        for row in self.rows:
            check_row(self.columns, row)


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing of the charts room with its title, its description and its values as a table.

    Raises NotADrawing when the drawing holds anything our charts do not.
    """

    svg: str
    title: str
    description: str
    table: Table

    def __post_init__(self) -> None:
        """Refuse a drawing from elsewhere before anything is written."""
        drawing_tree(self.svg)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page where there are pages."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, sections too."""

    heading: str
    parts: tuple["Part", ...]


Part = Section | Words | Bullets | Quote | Facts | Table | Figure | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `marking` is its protective marking, `made_by` the words for who made it.

    A `compact` one is set closely on paper, so that what is asked of two pages stands on them.

    Raises ValueError for sections in sections more than four deep.
    """

    title: str
    marking: str
    made_on: date
    made_by: str
    parts: tuple[Part, ...]
    subtitle: str = ""
    footer: tuple[str, ...] = ()
    language: str = LANGUAGE
    compact: bool = False

    def __post_init__(self) -> None:
        """Refuse what has no heading to be written with."""
        if _depth(self.parts) > DEEPEST:
            raise ValueError(f"sections stand more than {DEEPEST} deep")

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table in order, those of figures too."""
        return tuple(_tables(self.parts))


def check_row(columns: tuple[Column, ...], row: Row) -> None:
    """Raises ValueError for a row of another width than its head, or with a value no format could show alike."""
    if len(row) != len(columns):
        raise ValueError(f"a row of {len(row)} cells stands under {len(columns)} headings")
    for value in row:
        check_value(value)


def check_value(value: object) -> None:
    """Raises ValueError for a moment, a truth, a fraction in binary, or a number that is none: write it in words."""
    if value is None or isinstance(value, str):
        return
    good = isinstance(value, int | Decimal | date) and not isinstance(value, bool | datetime)
    if not good or (isinstance(value, Decimal) and not value.is_finite()):
        raise ValueError(f"a {type(value).__name__} cannot be shown alike in every format")


def _depth(parts: tuple[Part, ...]) -> int:
    return max((1 + _depth(part.parts) for part in parts if isinstance(part, Section)), default=0)


def _tables(parts: tuple[Part, ...]) -> Iterator[Table]:
    for part in parts:
        if isinstance(part, Section):
            yield from _tables(part.parts)
        elif isinstance(part, Figure):
            yield part.table
        elif isinstance(part, Table):
            yield part
