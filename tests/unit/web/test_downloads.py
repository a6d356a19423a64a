"""Made files reach a person whole and are kept nowhere on the way; documents stand in pages as they are."""

from datetime import date

import pytest
from flask import render_template_string

from gcp_tool.documents.content import Document, Words
from gcp_tool.documents.problems import NO_PANGO, CannotBeMade
from gcp_tool.domain.errors import ToolError
from gcp_tool.web.downloads import FileKind, document_markup, send_file_made
from gcp_tool.web.errors import configure_errors
from tests.unit.web.conftest import make_app, tree

MADE_ON = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("kind", "content_type", "ending"),
    [
        (FileKind.PDF, "application/pdf", "pdf"),
        (FileKind.WORKBOOK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
        (FileKind.CSV, "text/csv; charset=utf-8", "csv"),
    ],
)
def test_a_made_file_is_sent_whole_to_be_kept_by_nobody_else(kind, content_type, ending):
    response = send_file_made(b"\x00made", kind=kind, name="history-report", made_on=MADE_ON)
    assert response.get_data() == b"\x00made"
    assert response.status_code == 200
    assert response.headers["Content-Type"] == content_type
    assert response.headers["Content-Length"] == "5"
    assert (
        response.headers["Content-Disposition"]
        == f'attachment; filename="history-report-2026-11-03.{ending}"'
    )
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Mia",
        "report mia",
        "report_1",
        "report-",
        "-report",
        "../report",
        'report"\r\nSet-Cookie: a=b',
        "report\n",
        "réport",
        "a-b-c-d-e-f-g",
        "x" * 61,
    ],
)
def test_a_file_is_named_in_the_tools_own_plain_words(name):
    with pytest.raises(ValueError, match="plain words"):
        send_file_made(b"", kind=FileKind.PDF, name=name, made_on=MADE_ON)


def test_a_document_stands_in_a_page_and_what_was_typed_stays_text(app):
    made = Document("<b>Title</b>", "OFFICIAL", MADE_ON, "Amina", (Words(("<script>alert(1)</script>",)),))
    with app.test_request_context("/"):
        page = tree(render_template_string("<main>{{ made }}</main>", made=document_markup(made)))
    assert page.main.article.h1.get_text() == "<b>Title</b>"
    assert page.find_all(["b", "script"]) == []


def test_a_file_that_cannot_be_made_here_is_told_with_what_to_install(monkeypatch):
    app = make_app()
    configure_errors(app)
    monkeypatch.setattr(
        "gcp_tool.web.errors.error_page", lambda status, heading, words: (f"{heading} {words}", status)
    )

    def refuse():
        raise CannotBeMade(NO_PANGO)

    app.add_url_rule("/made", view_func=refuse)
    answer = app.test_client().get("/made")
    assert issubclass(CannotBeMade, ToolError)
    assert answer.status_code == 503
    assert answer.get_data(as_text=True) == f"This file cannot be made here {[NO_PANGO]}"
