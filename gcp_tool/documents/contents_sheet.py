"""The words of a document as lines of a sheet; of its tables, where they are. Pure: no file is written here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from gcp_tool.documents.content import (
    Bullets,
    Document,
    Facts,
    Figure,
    PageBreak,
    Paragraph,
    Part,
    Quote,
    Section,
    Strong,
    Table,
    Words,
)
from gcp_tool.documents.words import Value

CONTENTS: Final = "Contents"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the sheet: its cells, and whether it stands out."""

    cells: tuple[Value, ...]
    bold: bool = False


def contents_lines(document: Document, names: Sequence[str]) -> list[Line]:
    """Every word of the document in order. `names` are the sheets of its tables."""
    head = [Line((document.title,), bold=True), *([Line((document.subtitle,))] if document.subtitle else [])]
    made = [
        Line(("Protective marking", document.marking)),
        Line(("Made on", document.made_on)),
        Line(("Made by", document.made_by)),
    ]
    footer = [Line((words,)) for words in document.footer]
    return [*head, *made, *_lines(document.parts, iter(names)), *footer]


def _lines(parts: tuple[Part, ...], names: Iterator[str]) -> Iterator[Line]:
    for part in parts:
        match part:
            case Section():
                yield Line(())
                yield Line((part.heading,), bold=True)
                yield from _lines(part.parts, names)
            case Table():
                yield _where(part, names)
            case Figure():
                yield Line((part.title, part.description))
                yield _where(part.table, names)
            case _:
                yield from _simple(part)


def _simple(part: Words | Bullets | Quote | Facts | PageBreak) -> Iterator[Line]:
    match part:
        case Words():
            yield from (Line((_plain(paragraph),)) for paragraph in part.paragraphs)
        case Bullets():
            yield from (Line((f"• {_plain(item)}",)) for item in part.items)
        case Quote():
            when: tuple[date, ...] = () if part.when is None else (part.when,)
            yield Line((part.who, part.words, *when))
        case Facts():
            yield from (Line((fact.label, fact.value)) for fact in part.facts)
        case PageBreak():
            return


def _where(table: Table, names: Iterator[str]) -> Line:
    where = f"On the sheet “{next(names)}”."
    return Line((f"Table: {table.caption}", where if table.rows else f"{where} {table.when_empty}"))


def _plain(paragraph: Paragraph) -> str:
    runs = (paragraph,) if isinstance(paragraph, str) else paragraph
    return "".join(run.text if isinstance(run, Strong) else run for run in runs)
