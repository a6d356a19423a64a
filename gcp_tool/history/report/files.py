"""Documents made into the files that can be asked for. Nothing here reads or writes the database."""

from collections.abc import Mapping

from flask import Response

from gcp_tool.charts.content import SmallMultiples
from gcp_tool.documents.content import Document
from gcp_tool.documents.pdf import check_pdf_can_be_made, write_pdf
from gcp_tool.documents.workbooks import write_workbook
from gcp_tool.domain.errors import NotFound
from gcp_tool.history.drawings import NARROW, ON_PAPER, Columns, sheet_of
from gcp_tool.history.report.choices import FileCode
from gcp_tool.history.report.pictures import Place
from gcp_tool.web.downloads import FileKind, send_file_made
from gcp_tool.web.kept_drawings import drawings


def code_of(text: str, *allowed: FileCode) -> FileCode:
    """The file that an address names, if it can be made here at all.

    Raises:
        NotFound: it names none of these.
        CannotBeMade: this machine lacks what draws text.
    """
    if text not in set(allowed):
        raise NotFound("There is no such file.")
    code = FileCode(text)
    if code is not FileCode.WORKBOOK:
        check_pdf_can_be_made()
    return code


def columns_for(code: FileCode) -> Columns:
    """How wide charts are drawn: in one column where print is large."""
    return NARROW if code is FileCode.LARGE_PRINT else ON_PAPER


def draw_figures(figures: Mapping[Place, SmallMultiples], columns: Columns) -> Mapping[Place, str]:
    """The drawings by the same places; what was drawn before is read. Ends the reading of the request."""
    sheets = {place: sheet_of(figure, columns) for place, figure in figures.items()}
    drawn = drawings({sheet.key: sheet.draw for sheet in sheets.values()})
    return {place: drawn[sheet.key] for place, sheet in sheets.items()}


def send_document(document: Document, code: FileCode, *, name: str) -> Response:
    """The document as a file to keep, named by words of the tool's own."""
    if code is FileCode.WORKBOOK:
        kind, content = FileKind.WORKBOOK, write_workbook(document)
    else:
        kind, content = FileKind.PDF, write_pdf(document, large_print=code is FileCode.LARGE_PRINT)
    return send_file_made(content, kind=kind, name=name, made_on=document.made_on)
