"""Pages of rows: every list is shown a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")

PAGE_SIZE = 25


@dataclass(frozen=True)  # no slots: a generic frozen class with slots cannot be made by its parametrised name
class PageOfRows(Generic[Row]):
    """Some rows of a longer list, and where they stand in it."""

    rows: Sequence[Row]
    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages the list has; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """The place of the first row shown, counted from 1; 0 for an empty list."""
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last(self) -> int:
        """The place of the last row shown."""
        return min(self.number * self.size, self.total)


def page_number(text: str | None) -> int:
    """The page asked for; anything that is not a positive whole number is page 1."""
    if text is not None and text.isascii() and text.isdigit() and len(text) <= 6:  # noqa: PLR2004 - a bound, not a meaning
        return max(1, int(text))
    return 1


def offset_of(number: int, size: int = PAGE_SIZE) -> int:
    """How many rows come before the page."""
    return (number - 1) * size
