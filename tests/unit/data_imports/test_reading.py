"""From a file to rows: what it holds decides what it is, and what cannot be read says why and what to do."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gcp_tool.data_imports import reading, workbooks
from gcp_tool.data_imports.problems import CannotRead
from gcp_tool.data_imports.reading import ScoreFile, read_file
from gcp_tool.data_imports.workbooks import as_text
from tests.unit.data_imports.sheets import book_bytes, csv_bytes, row, workbook_bytes, xlsx_bytes

_SAVE_AS = (
    "In the spreadsheet choose Save As, then “CSV UTF-8 (comma delimited)” or “Excel workbook (.xlsx)”."
)
_DAMAGED = (
    "is not a whole Excel workbook: part of it is missing or damaged. Open it in Excel and save it again."
)
_NOT_XLSX = (
    "is not an Excel workbook of the kind .xlsx. Open it in a spreadsheet and save it as .xlsx or CSV UTF-8."
)

Write = Callable[..., ScoreFile]


@pytest.fixture
def read(tmp_path: Path) -> Write:
    """Write bytes to a file of some name and read it."""

    def write_and_read(data: bytes, name: str = "scores.csv") -> ScoreFile:
        path = tmp_path / name
        path.write_bytes(data)
        return read_file(path)

    return write_and_read


def _zip(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return stream.getvalue()


def _two_sheets(*, hide_first: bool) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["on the first"])
    book.create_sheet("Second").append(["on the second"])
    if hide_first:
        book.active.sheet_state = "hidden"
    return book_bytes(book)


REFUSED = {
    "empty": (b"", "scores.csv is empty."),
    "only blanks": (b" \r\n\t\n", "scores.csv is empty."),
    "an old workbook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        f"scores.csv is an old Excel workbook (.xls), or one with a password. {_SAVE_AS}",
    ),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", f"scores.csv is a PDF. {_SAVE_AS}"),
    "UTF-16": ("\ufeffa,b".encode("utf-16-le"), f"scores.csv is in UTF-16. {_SAVE_AS}"),
    "a NUL": (b"a,b\n1,\x002\n", f"scores.csv holds NUL characters, so it is not a text file. {_SAVE_AS}"),
    "no encoding": (
        b"a,b\n\x81\x8d,\xff\n",
        f"scores.csv is neither UTF-8 nor Windows-1252 text. {_SAVE_AS}",
    ),
    "half a workbook": (workbook_bytes([["a"]])[:-200], f"scores.csv {_DAMAGED}"),
    "only the start of a zip file": (b"PK\x03\x04 and nothing more", f"scores.csv {_DAMAGED}"),
    "a zip file of something else": (_zip(word__document_dot_xml=b"<w/>"), f"scores.csv {_NOT_XLSX}"),
    "a workbook with nothing in it": (_zip(xl__workbook_dot_xml=b"<workbook/>"), f"scores.csv {_DAMAGED}"),
}


@pytest.mark.parametrize(("data", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_a_spreadsheet_is_refused_in_words(read: Write, data: bytes, words: str) -> None:
    with pytest.raises(CannotRead) as refused:
        read(data)
    assert str(refused.value) == words


def test_a_damaged_byte_in_a_workbook_shows(read: Write) -> None:
    data = bytearray(workbook_bytes([["some words", 1]] * 200))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.getinfo("xl/worksheets/sheet1.xml")
    data[sheet.header_offset + 120] ^= 0xFF
    with pytest.raises(CannotRead, match="part of it is missing or damaged"):
        read(bytes(data))


def test_a_file_that_is_not_there_or_is_a_folder_is_named(tmp_path: Path) -> None:
    for path, why in ((tmp_path / "none.csv", "No such file or directory"), (tmp_path, "Is a directory")):
        with pytest.raises(CannotRead) as refused:
            read_file(path)
        assert str(refused.value) == f"{path.name} cannot be read: {why}."


def test_a_file_that_is_too_large_is_refused(read: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 2 * 1024 * 1024)
    with pytest.raises(CannotRead) as refused:
        read(b"a" * (2 * 1024 * 1024 + 1))
    assert str(refused.value) == "scores.csv is larger than 2 MB. Split it into several files."


def test_a_zip_bomb_is_refused_before_it_is_unpacked(read: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 20 * 1024 * 1024)
    bomb = _zip(xl__workbook_dot_xml=b"<workbook/>", xl__worksheets__sheet1_dot_xml=b" " * (21 * 1024 * 1024))
    assert len(bomb) < 50_000
    with pytest.raises(CannotRead) as refused:
        read(bomb, "bomb.xlsx")
    assert str(refused.value) == (
        "bomb.xlsx would unpack to more than 20 MB. Copy the rows alone into a new workbook."
    )


def test_a_zip_bomb_that_lies_about_its_size_is_damaged(read: Write) -> None:
    bomb = bytearray(
        _zip(xl__workbook_dot_xml=b"<workbook/>", xl__worksheets__sheet1_dot_xml=b" " * 5_000_000)
    )
    size = (5_000_000).to_bytes(4, "little")
    assert bomb.count(size) == 2
    with pytest.raises(CannotRead, match="part of it is missing or damaged"):
        read(bytes(bomb.replace(size, (100).to_bytes(4, "little"))))


@pytest.mark.parametrize("place", ["XFD1048576", "BA1", "A600000", "AZ1000000"])
def test_a_stray_cell_far_away_is_refused_and_not_made_room_for(read: Write, place: str) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "assessment_ref"
    book.active[place] = "x"
    with pytest.raises(CannotRead) as refused:
        read(book_bytes(book), "far.xlsx")
    assert str(refused.value) == (
        "far.xlsx has something beyond column AZ or row 599,999. Copy the rows alone into a new workbook."
    )


def test_a_far_cell_is_seen_where_two_pieces_of_the_sheet_meet(
    read: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD9"] = "x", "y"
    data = book_bytes(book)
    for size in range(30, 90, 7):
        monkeypatch.setattr(workbooks, "_CHUNK", size)
        with pytest.raises(CannotRead, match="something beyond column AZ"):
            read(data)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (b'<c r="A9"', b'<c r = "XFD9"'),
        (b'<c r="A9"', b"<c\nr='XFD9'"),
        (b"worksheets/sheet1.xml", b"other/part.bin"),
    ],
)
def test_a_far_cell_is_seen_however_it_is_spelled_and_wherever_the_sheet_is(
    read: Write, ours: bytes, theirs: bytes
) -> None:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"], book.active["A9"] = "x", "y"
    if b"sheet1" in ours:
        book.active["XFD9"] = "y"
    with zipfile.ZipFile(io.BytesIO(book_bytes(book))) as good, zipfile.ZipFile(stream, "w") as bad:
        for part in good.namelist():
            name = part.encode().replace(ours, theirs).decode()
            bad.writestr(name, good.read(part).replace(ours, theirs))
    with pytest.raises(CannotRead, match="something beyond column AZ"):
        read(stream.getvalue())


def test_words_that_look_like_a_far_cell_are_only_words(read: Write) -> None:
    words = 'He wrote <c r="XFD1048576"> and r="ABC1" on the wall'
    assert [cells for _, cells in read(workbook_bytes([[words]])).rows()] == [[words]]


def test_too_many_rows_are_refused(read: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    assert len(list(read(b"heading\n1\n2\n").rows())) == 3
    with pytest.raises(CannotRead) as refused:
        list(read(b"heading\n1\n2\n3\n").rows())
    assert str(refused.value) == "scores.csv has more than 2 rows. Split it into several files."


@pytest.mark.parametrize("broken", [b'a\nb\n"c\nd\n', b'a\nb\n"c"d\n'])
def test_a_quotation_mark_that_is_not_closed_names_its_row(read: Write, broken: bytes) -> None:
    with pytest.raises(CannotRead) as refused:
        list(read(broken).rows())
    assert str(refused.value) == (
        "scores.csv cannot be read as CSV from row 3 on: a quotation mark is not closed, or something follows one"
        f" that is. {_SAVE_AS}"
    )


def test_content_decides_and_not_the_name(read: Write) -> None:
    rows = [row()]
    as_workbook = list(read(xlsx_bytes(rows), "scores.csv").rows())
    as_csv = list(read(csv_bytes(rows), "scores.xlsx").rows())
    assert as_workbook[0] == as_csv[0]
    assert as_workbook[1][1][3] == "2019-05-14"
    assert as_csv[1][1][3] == "14/05/2019"


def test_rows_are_numbered_as_a_spreadsheet_shows_them(read: Write) -> None:
    data = b'\r\nheading,other\r\n"a\nb",1\r\n , \r\n\r\nc,2\r\n'
    assert list(read(data).rows()) == [(2, ["heading", "other"]), (3, ["a\nb", "1"]), (6, ["c", "2"])]
    book = openpyxl.Workbook()
    book.active["B2"], book.active["B5"] = "heading", "c"
    assert list(read(book_bytes(book)).rows()) == [(2, ["heading"]), (5, ["c"])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(read: Write, end: str) -> None:
    assert [cells for _, cells in read(end.join(["a,b", "1,2", ""]).encode()).rows()] == [
        ["a", "b"],
        ["1", "2"],
    ]


def test_windows_1252_is_found_out_and_said(read: Write) -> None:
    file = read("name\nZoë\n".encode("cp1252"))
    assert [cells for _, cells in file.rows()] == [["name"], ["Zoë"]]
    assert file.notes == (
        "The file is not UTF-8 but Windows-1252. Check that names and evidence with accents are right.",
    )


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20),
        min_size=1,
        max_size=5,
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_every_text_in_utf8_is_read_as_written(read: Write, encoding: str, cells: list[str]) -> None:
    written = ["x", *cells]
    data = csv_bytes([], written, encoding=encoding)
    file = read(data)
    assert list(file.rows()) == [(1, written)]
    assert file.notes == ()


@given(st.text(st.sampled_from("abé’œ€ÿ£"), min_size=1).filter(lambda text: not text.isascii()))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_windows_1252_is_never_taken_for_utf8_and_garbled_unseen(read: Write, text: str) -> None:
    file = read(f"x{text}".encode("cp1252"))
    ((_, cells),) = file.rows()
    assert cells == [f"x{text}"] or not file.notes


def test_only_the_first_sheet_that_is_shown_is_read(read: Write) -> None:
    file = read(_two_sheets(hide_first=False))
    assert [cells for _, cells in file.rows()] == [["on the first"]]
    assert file.notes == ("Only the sheet “Sheet” was read: the workbook has others.",)
    assert [cells for _, cells in read(_two_sheets(hide_first=True)).rows()] == [["on the second"]]


def test_formulas_are_read_as_the_values_they_last_gave(read: Write) -> None:
    plain = workbook_bytes([["A-1"]])
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as source, zipfile.ZipFile(stream, "w") as target:
        for member in source.infolist():
            data = source.read(member)
            if member.filename == "xl/worksheets/sheet1.xml":
                start, end = data.index(b"<c "), data.index(b"</c>") + 4
                data = data[:start] + b'<c r="A1"><f>10+20</f><v>30</v></c>' + data[end:]
            target.writestr(member, data)
    assert list(read(stream.getvalue()).rows()) == [(1, ["30"])]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" words ", " words "),
        (3.0, "3"),
        (2.5, "2.5"),
        (0.9, "0.9"),
        (12345678901234.0, "12345678901234"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2026, 3, 2), "2026-03-02"),
        (datetime(2026, 3, 2, 14, 30), "2026-03-02"),  # noqa: DTZ001 - a cell knows no time zone
    ],
)
def test_a_cell_is_the_text_that_csv_would_hold(cell: object, text: str) -> None:
    assert as_text(cell) == text


def test_a_workbook_with_the_namespaces_that_excel_writes_is_read(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet().write_row(0, 0, ["family_ref", "F-1"])
    assert b'xmlns:r="http' in zipfile.ZipFile(stream).read("xl/worksheets/sheet1.xml")
    path = tmp_path / "scores.xlsx"
    path.write_bytes(stream.getvalue())
    assert [cells for _, cells in read_file(path).rows()] == [["family_ref", "F-1"]]
