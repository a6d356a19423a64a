"""Completions by agency: a page, and the same numbers as a file. Nothing here names a family or a child."""

from functools import partial
from hashlib import sha256

from flask import Response, request

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.charts.columns import NARROW, WIDE, draw
from gcp_tool.charts.columns_content import MonthlyColumns, fingerprint, words
from gcp_tool.coordination import content, queries
from gcp_tool.coordination.asking import Asked, Filter, asked_of, filters_of, possible_quarters, said_of
from gcp_tool.coordination.blueprint import blueprint
from gcp_tool.coordination.telling import Completions, Read, document_of, flat_table, tell
from gcp_tool.core import clock
from gcp_tool.documents.csv_rows import write_csv
from gcp_tool.documents.workbooks import write_workbook
from gcp_tool.domain.completions import Span, by_unit, move_quarter
from gcp_tool.domain.errors import NotFound
from gcp_tool.extensions import db
from gcp_tool.web.downloads import FileKind, send_file_made
from gcp_tool.web.drawings import svg_markup
from gcp_tool.web.kept_drawings import drawings
from gcp_tool.web.pages import Page, page

_KINDS = {"xlsx": FileKind.WORKBOOK, "csv": FileKind.CSV}
_SHEETS = {"wide": WIDE, "narrow": NARROW}
_QUARTERS_COMPARED = 8  # the year that is drawn, and the one before


@blueprint.get("/completions")
@requires(Permission.COMPLETION_READ)
def completions() -> Page:
    """How many assessments each agency completed and contributed to."""
    asked, filters = _asked()
    told = _told(asked)
    return page(
        "coordination/completions.html",
        asked=asked,
        filters=filters,
        said=said_of(asked),
        told=told,
        sentences=words(told.figure),
        charts=_drawn(told.figure),
        how_counted=content.HOW_COUNTED,
    )


@blueprint.get("/completions/<kind>")
@requires(Permission.COMPLETION_READ)
@records_viewing
def completions_file(kind: str) -> Response:
    """The same numbers as a file: made, then put on record, then sent."""
    if kind not in _KINDS:
        raise NotFound("There is no such file.")
    actor, today = current_actor(), clock.today()
    asked, _ = _asked()
    told = _told(asked)
    db.end_read()
    made_by = f"{actor.name}, {actor.agency_name}"
    document = document_of(told, asked, made_on=today, made_by=made_by)
    made = write_workbook(document) if kind == "xlsx" else write_csv(flat_table(told))
    viewed(Event.COMPLETIONS_EXPORTED, details={"until": asked.until, "made_as": kind})
    return send_file_made(made, kind=_KINDS[kind], name="completions-by-agency", made_on=today)


def _asked() -> tuple[Asked, list[Filter]]:
    today, versions = clock.today(), queries.list_versions(db.session)
    quarters = possible_quarters(queries.find_first_quarter(db.session), today)
    asked = asked_of(request.args, quarters=quarters, versions=versions, today=today)
    return asked, list(filters_of(asked, quarters=quarters, versions=versions, today=today))


def _told(asked: Asked) -> Completions:
    session, version_id = db.session, asked.version.id if asked.version else None
    return tell(
        Read(
            asked=asked,
            today=clock.today(),
            agencies=queries.list_agencies(session),
            tallied=by_unit(
                queries.list_tallied(
                    session,
                    first=asked.first_quarter,
                    last=asked.until,
                    by_month=asked.span is Span.MONTH,
                    version_id=version_id,
                    purpose=asked.purpose,
                )
            ),
            led=queries.list_led_by_month(
                session,
                first=move_quarter(asked.until, 1 - _QUARTERS_COMPARED),
                last=asked.until,
                version_id=version_id,
            ),
        )
    )


def _drawn(figure: MonthlyColumns) -> dict[str, object]:
    """The chart for a desk and for a phone; what was drawn before is read."""
    keys = {
        name: sha256(f"{fingerprint(figure)} in {columns}".encode()).hexdigest()
        for name, columns in _SHEETS.items()
    }
    drawn = drawings({keys[name]: partial(draw, figure, columns) for name, columns in _SHEETS.items()})
    return {name: svg_markup(drawn[key]) for name, key in keys.items()}
