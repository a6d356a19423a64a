"""Every child with every carer beside one another, to read."""

from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.presenters.side_by_side import present_side_by_side
from gcp_tool.assessments.presenters.tasks import left_out
from gcp_tool.assessments.routes.opening import show_record
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.web.pages import Page, page


@blueprint.get("/assessments/<key>/side-by-side")
@requires(Permission.ASSESSMENT_READ)
@records_viewing
def side_by_side(key: str) -> Page:
    """All profiles of the assessment in one table a domain."""
    record = show_record(key)
    return page(
        "assessments/side_by_side.html",
        overview=present_overview(record),
        tables=present_side_by_side(record),
        left_out=left_out(record),
    )
