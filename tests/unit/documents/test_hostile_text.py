"""What people type comes out as words: it does not run, fetch, hide or break anything in any format."""

import csv
import io
import socket
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gcp_tool.documents.csv_rows import FORMULA_STARTS, inert, write_csv
from gcp_tool.documents.markup import fragment
from gcp_tool.documents.pages import whole_page
from gcp_tool.documents.pdf import write_pdf
from gcp_tool.documents.words import clean
from gcp_tool.documents.workbooks import LONGEST_CELL, write_workbook
from tests.unit.documents.reading_back import cells_of_page, flat, pdf_text, sheets, tree
from tests.unit.documents.samples import HOSTILE, Words, document, hostile, small_table

anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)
ELEMENTS = {
    "html", "head", "body", "article", "header", "footer", "section", "h1", "h2", "p", "strong", "ul", "li", "div",
    "blockquote", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "wbr",
    "svg", "title", "desc", "path", "use", "text",
}  # fmt: skip


@pytest.fixture
def no_network(monkeypatch):
    """Any look outside fails loudly."""
    tried = []

    def refuse(*given, **_):
        tried.append(given)
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return tried


def test_no_text_becomes_an_element_or_an_attribute():
    page = tree(fragment(hostile()))
    assert {element.name for element in page.find_all()} <= ELEMENTS
    assert not [
        element for element in page.find_all() if any(name.startswith("on") for name in element.attrs)
    ]
    assert {element["href"][0] for element in page.find_all(href=True)} == {"#"}
    assert not page.find_all(src=True)


def test_no_text_reaches_the_style_of_the_whole_page():
    page = tree(whole_page(hostile()))
    assert len(page.find_all("style")) == 1
    assert "127.0.0.1" not in page.style.get_text()


def test_a_pdf_of_hostile_text_says_it_and_fetches_nothing(no_network):
    data = write_pdf(hostile())
    text = flat(pdf_text(data))
    assert no_network == []
    for said in (
        "=cmd|'/Ccalc'!A0",
        "<script>alert(1)</script>",
        "file:///etc/passwd",
        "{{7*7}}",
        "turned31levelround",
    ):
        assert said in text
    assert text.count("x") >= 4_000
    assert "root:" not in text
    assert not any(key in data for key in (b"/JavaScript", b"/Launch", b"/URI", b"/EmbeddedFile"))


def test_what_was_written_about_a_child_is_in_no_log(caplog):
    with caplog.at_level("DEBUG"):
        write_pdf(document(Words(("👩 a letter that no font here has",))))
    assert [record.getMessage() for record in caplog.records] == []


def test_a_workbook_of_hostile_text_holds_no_formula_and_no_link():
    data = write_workbook(hostile())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = "".join(archive.read(name).decode() for name in archive.namelist() if "worksheets" in name)
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    words = [cell for row in sheets(data)["Contents"] for cell in row if isinstance(cell, str)]
    for text in HOSTILE:
        assert clean(text) in words


def test_a_text_longer_than_a_cell_says_that_it_was_cut():
    rows = sheets(write_workbook(document(small_table(("😀" * 20_000, 1), ("y" * 32_767, 2)))))["Grades"]
    assert rows[1][0].startswith("😀😀")
    assert rows[1][0].endswith("[cut: a cell holds no more. The PDF has the whole text.]")
    assert len(rows[1][0].encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert rows[2][0] == "y" * 32_767


@pytest.mark.parametrize("text", [*HOSTILE[:8], "\n@x", "-", "=", "＠x"])
def test_no_cell_of_a_csv_file_begins_as_a_formula(text):
    (_, (cell, _)) = csv.reader(io.StringIO(write_csv(small_table((text, 1))).decode()))
    assert cell == f"'{clean(text)}"


def test_a_negative_number_stays_a_number_in_a_csv_file():
    assert write_csv(small_table(("change", -2))) == b"Date,Grade\nchange,-2\n"


@given(anything)
def test_any_text_is_safe_in_a_csv_file(text):
    (_, (cell, _)) = csv.reader(io.StringIO(write_csv(small_table((text, 1))).decode()))
    assert cell == inert(clean(text))
    assert not cell.lstrip().startswith(FORMULA_STARTS)


@given(anything)
@settings(deadline=None)
def test_any_text_comes_out_of_a_page_as_it_went_in(text):
    made = document(Words((text,)), small_table((text, 1), caption=text))
    assert [row[0] for row in cells_of_page(fragment(made))[0]] == [clean(text)]


@given(anything)
@settings(max_examples=25, deadline=None)
def test_any_text_comes_out_of_a_workbook_as_it_went_in(text):
    (_, rows) = sheets(write_workbook(document(small_table((text, 1), caption=text)))).values()
    assert (rows[1][0] or "") == clean(text)


@given(anything)
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)
    clean(text).encode("utf-8")


@pytest.mark.parametrize("length", [31, 60, 20_000])
def test_a_long_word_may_break_and_loses_nothing(length):
    page = tree(fragment(document(Words((("a " + "x" * length, "y" * length),)))))
    assert page.find_all("p")[-1].get_text() == "a " + "x" * length + "y" * length
    longest = max(len(word) for text in page.find_all(string=True) for word in text.split() if "x" in word)
    assert longest == 30
