"""The PDF: tagged, titled, marked on every page, in two sizes; and what happens where it cannot be made."""

import io
import subprocess
import sys

import pytest
from pypdf import PdfReader

from gcp_tool.documents import pdf
from gcp_tool.documents.pdf import write_pdf
from gcp_tool.documents.problems import NO_PANGO, CannotBeMade
from tests.unit.documents.reading_back import flat
from tests.unit.documents.samples import MARKING, PageBreak, Words, document, report, small_table

WITHOUT_PANGO = """
import cffi
def refuse(*given, **named):
    raise OSError("cannot load library")
cffi.FFI.dlopen = refuse
from datetime import date
from gcp_tool.documents.content import Document
from gcp_tool.documents.markup import fragment
from gcp_tool.documents.pdf import write_pdf
from gcp_tool.domain.errors import ToolError
made = Document("Title", "OFFICIAL", date(2026, 11, 3), "Amina", ())
assert "<h1" in fragment(made)
try:
    write_pdf(made)
except ToolError as error:
    print(error)
"""
LIGHT = """
import sys
import gcp_tool.documents.markup, gcp_tool.documents.csv_rows, gcp_tool.documents.pages, gcp_tool.documents.problems
print([name for name in ("weasyprint", "xlsxwriter", "matplotlib", "flask") if name in sys.modules])
"""


@pytest.fixture(scope="module")
def made():
    return PdfReader(io.BytesIO(write_pdf(report())))


def structure(reader):
    """Every element of the tree that a screen reader walks, as its kind and its own entries."""
    found = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif hasattr(node, "get"):
            if "/S" in node:
                found.append((str(node["/S"]), node))
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


def test_it_says_that_it_is_tagged_and_in_which_language(made):
    root = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid:part" in made.xmp_metadata.stream.get_data().decode()
    assert made.metadata.title == "How care has changed"


def test_a_screen_reader_finds_headings_tables_with_heads_and_a_drawing_with_words(made):
    elements = structure(made)
    kinds = [kind for kind, _ in elements]
    assert {
        "/H1",
        "/H2",
        "/H3",
        "/Table",
        "/TH",
        "/TD",
        "/Caption",
        "/Figure",
        "/BlockQuote",
        "/L",
        "/LI",
    } <= set(kinds)
    assert kinds.index("/H1") < kinds.index("/H2") < kinds.index("/H3")
    (figure,) = [node for kind, node in elements if kind == "/Figure"]
    assert figure["/Alt"] == "Care over time, a panel for each domain"
    assert all(node["/A"]["/Headers"] for kind, node in elements if kind == "/TD")


def test_every_page_is_a4_marked_at_head_and_foot_and_numbered(made):
    pages = list(made.pages)
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
        assert text.count(MARKING) >= 2
        assert flat(f"Page {number} of {len(pages)}") in flat(text)


def test_a_report_of_two_pages_is_two_pages():
    parts = (Words(("first",)), PageBreak(), Words(("second",)))
    pages = PdfReader(io.BytesIO(write_pdf(document(*parts)))).pages
    assert ["first" in page.extract_text() for page in pages] == [True, False]
    assert ["second" in page.extract_text() for page in pages] == [False, True]


def test_the_head_of_a_long_table_is_on_each_of_its_pages():
    table = small_table(*((f"row {number}", number) for number in range(120)), heads=("Which row", "Number"))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(write_pdf(document(table)))).pages]
    assert len(pages) > 2
    assert all("Which row" in page for page in pages)
    assert [number for number in range(120) if f"row {number} {number}" not in "".join(pages)] == []


def test_a_row_longer_than_a_page_loses_nothing():
    words = " ".join(f"w{number}." for number in range(3_000))
    text = flat(
        "".join(
            p.extract_text()
            for p in PdfReader(io.BytesIO(write_pdf(document(small_table((words, 1)))))).pages
        )
    )
    assert [number for number in range(3_000) if f"w{number}." not in text] == []


def test_large_print_says_the_same_in_letters_of_eighteen_points():
    def sizes(data):
        found = set()
        for page in PdfReader(io.BytesIO(data)).pages:
            page.extract_text(
                visitor_text=lambda text, _c, _t, _f, size: (
                    found.add(round(size, 1)) if text.strip() else None
                )
            )
        return found

    made = document(Words(("The same words",)))  # in units of a 96th of an inch: 10 and 18 points
    assert 13.3 in sizes(write_pdf(made))
    assert 24.0 in sizes(write_pdf(made, large_print=True))


@pytest.mark.parametrize(
    ("columns", "large_print", "lies"),
    [(9, False, False), (10, False, True), (5, True, False), (6, True, True)],
)
def test_a_table_too_wide_for_the_page_has_one_on_its_side(columns, large_print, lies):
    table = small_table(tuple(range(columns)), heads=[f"Head {place}" for place in range(columns)])
    data = write_pdf(document(Words(("before",)), table), large_print=large_print)
    boxes = [[float(side) for side in page.mediabox[2:]] for page in PdfReader(io.BytesIO(data)).pages]
    assert [width > height for width, height in boxes] == ([False, True] if lies else [False])


def test_the_same_document_gives_the_same_pages_twice():
    made = document(small_table(("a", 1)))
    texts = [[page.extract_text() for page in PdfReader(io.BytesIO(write_pdf(made))).pages] for _ in range(2)]
    assert texts[0] == texts[1]


def test_without_pango_the_tool_starts_and_a_pdf_is_refused_with_what_to_install():
    ran = subprocess.run([sys.executable, "-c", WITHOUT_PANGO], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == NO_PANGO


def test_what_cannot_be_made_is_known_before_anything_is_gathered(monkeypatch):
    pdf.check_pdf_can_be_made()
    monkeypatch.setattr(pdf, "weasyprint", None)
    with pytest.raises(CannotBeMade, match="install libpango"):
        pdf.check_pdf_can_be_made()


def test_pages_and_csv_need_none_of_the_heavy_libraries():
    ran = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
