"""A document as HTML, for a page of the tool and for the PDF. Trees are built, never strings: text stays text."""

import re
from itertools import count
from xml.etree import ElementTree as ET

from gcp_tool.core.formatting import long_date
from gcp_tool.documents.content import (
    Bullets,
    Column,
    Document,
    Facts,
    Figure,
    Look,
    PageBreak,
    Paragraph,
    Part,
    Quote,
    Row,
    Section,
    Strong,
    Table,
    Words,
)
from gcp_tool.documents.drawings import NAMESPACE, drawing_tree, use_names
from gcp_tool.documents.words import Value, clean, shown

_HEADINGS = {2: "govuk-heading-m", 3: "govuk-heading-s", 4: "govuk-heading-s", 5: "govuk-heading-s"}
_WIDE, _WIDE_IN_LARGE_PRINT = 9, 5  # columns
_FEW_ROWS = 8
_LONG_WORD = re.compile(r"\S{30}(?=\S)")
_LOOKS = {
    Look.PLAIN: "govuk-body",
    Look.LEAD: "govuk-body-l app-document__lead",
    Look.INSET: "govuk-inset-text",
    Look.SMALL: "govuk-body-s",
}


def fragment(document: Document) -> str:
    """The whole document as one `article`, with the heading of the first level, to stand in a page."""
    return ET.tostring(article(document), encoding="unicode", method="html")


def made_line(document: Document) -> str:
    """The protective marking, when the document was made and by whom, as a sentence."""
    return f"{clean(document.marking)}. Made on {long_date(document.made_on)} by {clean(document.made_by)}."


def article(document: Document) -> ET.Element:
    """The whole document as a tree."""
    root = ET.Element("article", {"class": "app-document", "lang": document.language})
    header = _put(root, "header", "app-document__header")
    _put(header, "h1", "govuk-heading-l", document.title)
    if document.subtitle:
        _put(header, "p", "govuk-body-l app-document__subtitle", document.subtitle)
    _put(header, "p", "govuk-body-s app-document__made", made_line(document))
    _Writer().write(root, document.parts, level=2)
    if document.footer:
        footer = _put(root, "footer", "app-document__footer")
        for words in document.footer:
            _put(footer, "p", "govuk-body-s", words)
    for element in list(root.iter()):
        if element.tag != "svg" and not element.tag.startswith(("title", "desc", "text")):
            _let_long_words_break(element)
    return root


class _Writer:
    """Adds parts to a tree; numbers what needs a name of its own."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def write(self, parent: ET.Element, parts: tuple[Part, ...], *, level: int) -> None:
        for part in parts:
            match part:
                case Section():
                    self._section(parent, part, level)
                case Table():
                    self._table(parent, part)
                case Figure():
                    self._figure(parent, part)
                case _:
                    _simple(parent, part)

    def _section(self, parent: ET.Element, section: Section, level: int) -> None:
        element = _put(parent, "section", "app-document__section")
        _put(element, f"h{level}", _HEADINGS[level], section.heading)
        self.write(element, section.parts, level=level + 1)

    def _figure(self, parent: ET.Element, figure: Figure) -> None:
        element = _put(parent, "figure", "app-document__figure")
        _put(element, "p", "app-document__figure-title govuk-body", figure.title)
        drawing = drawing_tree(figure.svg)
        use_names(drawing, f"figure-{next(self._numbers)}")
        drawing.set("xmlns", NAMESPACE)
        for title in drawing.iter("title"):
            title.text = clean(figure.title)
        element.append(drawing)
        _put(element, "p", "govuk-body-s", figure.description)
        self._table(parent, figure.table)

    def _table(self, parent: ET.Element, table: Table) -> None:
        if not table.rows:
            words = _put(parent, "p", "govuk-body")
            _put(words, "strong", "", table.caption).tail = f": {clean(table.when_empty)}"
            return
        name = f"table-{next(self._numbers)}"
        region = {"role": "region", "aria-labelledby": name, "tabindex": "0"}
        classes = " ".join(filter(None, ["app-scroll", _width_class(len(table.columns)), _kept_whole(table)]))
        element = _put(_put(parent, "div", classes, **region), "table", "govuk-table")
        _put(element, "caption", "govuk-table__caption govuk-table__caption--s", table.caption, id=name)
        head = _put(_put(element, "thead", "govuk-table__head"), "tr", "govuk-table__row")
        for column in table.columns:
            _put(head, "th", _cell_class("header", column), column.heading, scope="col")
        body = _put(element, "tbody", "govuk-table__body")
        for row in table.rows:
            _table_row(body, table, row)


def _simple(parent: ET.Element, part: Words | Bullets | Quote | Facts | PageBreak) -> None:
    match part:
        case Words():
            for paragraph in part.paragraphs:
                _paragraph(parent, "p", f"{_LOOKS[part.look]} app-keep-lines", paragraph)
        case Bullets():
            element = _put(parent, "ul", "govuk-list govuk-list--bullet")
            for item in part.items:
                _paragraph(element, "li", "app-keep-lines", item)
        case Quote():
            _quote(parent, part)
        case Facts():
            _facts(parent, part)
        case PageBreak():
            _put(parent, "div", "app-document__break")


def _quote(parent: ET.Element, quote: Quote) -> None:
    element = _put(parent, "div", "app-quote")
    words = _put(element, "blockquote", "app-quote__words")
    _put(words, "p", "govuk-body app-keep-lines", quote.words, dir="auto")
    who = quote.who if quote.when is None else f"{quote.who}, {long_date(quote.when)}"
    _put(element, "p", "govuk-body-s app-quote__who", who)


def _facts(parent: ET.Element, facts: Facts) -> None:
    # A table, not a list of terms: in a PDF only a table ties a value to its label.
    body = _put(_put(parent, "table", "govuk-table app-facts"), "tbody", "govuk-table__body")
    for fact in facts.facts:
        row = _put(body, "tr", "govuk-table__row")
        _put(row, "th", "govuk-table__header", fact.label, scope="row")
        value = shown(fact.value, in_full=True)
        _put(row, "td", "govuk-table__cell app-keep-lines", value, **_direction(fact.value))


def _table_row(body: ET.Element, table: Table, row: Row) -> None:
    element = _put(body, "tr", "govuk-table__row")
    for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
        if place == 0 and table.row_headed:
            tag, kind, attributes = "th", "header", {"scope": "row"}
        else:
            tag, kind, attributes = "td", "cell", {}
        classes = f"{_cell_class(kind, column)} {_kept(value)}"
        _put(element, tag, classes, shown(value), **attributes, **_direction(value))


def _paragraph(parent: ET.Element, tag: str, classes: str, paragraph: Paragraph) -> None:
    element = _put(parent, tag, classes)
    runs = (paragraph,) if isinstance(paragraph, str) else paragraph
    last: ET.Element | None = None
    for run in runs:
        if isinstance(run, Strong):
            last = _put(element, "strong", "", run.text)
        elif last is None:
            element.text = (element.text or "") + clean(run)
        else:
            last.tail = (last.tail or "") + clean(run)


def _put(parent: ET.Element, tag: str, classes: str, text: str = "", **attributes: str) -> ET.Element:
    """A new last child; every text of a document passes here or through `_paragraph`."""
    element = ET.SubElement(parent, tag, ({"class": classes} if classes else {}) | attributes)
    element.text = clean(text) or None
    return element


def _let_long_words_break(element: ET.Element) -> None:
    """Set a place to break after every 30 letters of a word that is longer; nothing is added to what is read."""
    children = list(element)
    pieces = _pieces(element.text)
    if len(pieces) > 1:
        element.text = pieces[0]
        element[:] = [*_breaks(pieces), *children]
    for child in children:
        pieces = _pieces(child.tail)
        if len(pieces) > 1:
            child.tail = pieces[0]
            place = list(element).index(child) + 1
            element[place:place] = _breaks(pieces)


def _pieces(text: str | None) -> list[str]:
    return _LONG_WORD.sub(lambda part: f"{part[0]}\0", text).split("\0") if text else []


def _breaks(pieces: list[str]) -> list[ET.Element]:
    breaks = [ET.Element("wbr") for _ in pieces[1:]]
    for element, piece in zip(breaks, pieces[1:], strict=True):
        element.tail = piece
    return breaks


def _cell_class(kind: str, column: Column) -> str:
    return f"govuk-table__{kind}" + (f" govuk-table__{kind}--numeric" if column.numeric else "")


def _width_class(columns: int) -> str:
    """Which tables need paper turned on its side: all of them, or in large print alone."""
    if columns > _WIDE:
        return "app-document__wide"
    return "app-document__wide-in-large-print" if columns > _WIDE_IN_LARGE_PRINT else ""


def _kept_whole(table: Table) -> str:
    """A table of few rows is not broken over two pages."""
    return "app-document__kept" if len(table.rows) <= _FEW_ROWS else ""


def _kept(value: Value) -> str:
    """Typed lines stay lines; a date or a number is never broken over two."""
    return "app-keep-lines" if isinstance(value, str) else "app-document__whole"


def _direction(value: Value) -> dict[str, str]:
    """Words in Arabic or Hebrew run from the right, as their writer saw them."""
    return {"dir": "auto"} if isinstance(value, str) and not value.isascii() else {}
