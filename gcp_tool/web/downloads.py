"""Made documents on their way to a person, as a file or in a page: never kept on the way, named for nobody."""

import re
from datetime import date
from enum import Enum
from typing import Final

from flask import Response
from markupsafe import Markup

from gcp_tool.documents.content import Document
from gcp_tool.documents.markup import fragment

_NEUTRAL: Final = re.compile(r"[a-z]+(?:-[a-z]+){0,5}")
_LONGEST_NAME: Final = 60


class FileKind(Enum):
    """The kinds of file that are made: what a browser is told, and how the name ends."""

    PDF = ("application/pdf", "pdf")
    WORKBOOK = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
    CSV = ("text/csv; charset=utf-8", "csv")

    @property
    def content_type(self) -> str:
        """What a browser is told."""
        return self.value[0]

    @property
    def ending(self) -> str:
        """How the name ends, without the point."""
        return self.value[1]


def send_file_made(content: bytes, *, kind: FileKind, name: str, made_on: date) -> Response:
    """A made file to keep, called `history-report-2026-11-03.pdf`.

    `name` says what it is in the tool's own words: lower case, joined by hyphens, never a word that was typed.

    Raises:
        ValueError: the name holds anything else.
    """
    if len(name) > _LONGEST_NAME or not _NEUTRAL.fullmatch(name):
        raise ValueError("a file is named by up to six plain words of the tool's own, joined by hyphens")
    response = Response(content, content_type=kind.content_type)
    file_name = f"{name}-{made_on.isoformat()}.{kind.ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def document_markup(document: Document) -> Markup:
    """A document as markup to stand in a page: built as a tree, in which every text stays text."""
    return Markup(fragment(document))  # noqa: S704 - the documents room writes no text as markup
