"""Opens made files with other people's readers, so that tests compare what a person would see."""

import io
from datetime import date, datetime

import html5lib
import openpyxl
from bs4 import BeautifulSoup
from pypdf import PdfReader


def tree(source):
    """HTML as a strict reader takes it: a fault in the markup fails the test."""
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(source) if source.startswith("<!DOCTYPE html>") else parser.parseFragment(source)
    return BeautifulSoup(source, "html5lib")


def pdf_text(data):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def flat(text):
    """Without blanks: a PDF keeps the letters of a line and not always the spaces.

    pypdf also reads some letters as two where a font holds signs of other scripts; other readers do not.
    """
    return "".join(text.replace("\0", "").split())


def sheets(data):
    """The cells of each sheet by its name, formulas unevaluated, so that one would show."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        sheet.title: [[_unescaped(cell.value) for cell in row] for row in sheet.iter_rows()] for sheet in book
    }


def _unescaped(value):
    # Excel reads _x005F_ as a low line, and this reader does not where a text stands in its cell.
    return value.replace("_x005F_", "_") if isinstance(value, str) else value


def cells_of_page(source):
    """The rows of every table with a caption, as words."""
    captioned = [table for table in tree(source).find_all("table") if table.caption]
    return [
        [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in table.tbody.find_all("tr")]
        for table in captioned
    ]


def as_shown(value):
    """A cell of a workbook or CSV file in the words a page has for it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return f"{value.day} {value:%b} {value.year}"
    return str(value)
