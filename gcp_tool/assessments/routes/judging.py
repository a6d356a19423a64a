"""The lead's own grade for a domain as a whole, with the reason: a second mark, never in place of the first."""

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.judging import JudgedForm, judged_form
from gcp_tool.assessments.presenters.autosaving import of_judged
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.presenters.side_by_side import present_domain
from gcp_tool.assessments.record import Record
from gcp_tool.assessments.routes.opening import own_record, show_open_record
from gcp_tool.assessments.services.judging import save_judged
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.domain.errors import EditConflict, Invalid
from gcp_tool.domain.instrument import Domain
from gcp_tool.extensions import db
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


@blueprint.get("/assessments/<key>/domains/<code>")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def judging(key: str, code: str) -> Page:
    """Ask for the lead's own grade of a domain, beside the one that its items make."""
    record = show_open_record(key)
    domain = record.instrument.domain(code)
    return _page(record, domain, judged_form(record, domain))


@blueprint.post("/assessments/<key>/domains/<code>")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def judge(key: str, code: str) -> Page | Response:
    """Keep the lead's own grade of a domain."""
    record = own_record(key)
    domain = record.instrument.domain(code)
    form = judged_form(record, domain)
    if form.validate():
        try:
            save_judged(
                db.session,
                record=record,
                domain=domain,
                choices=form.choices,
                base_version=form.version.data or 0,
                once=form.once.data,
                by=current_actor(),
            )
        except Invalid as error:
            form.add_problems(error)
        except EditConflict as error:
            form.with_conflict(error.theirs)
        else:
            return go_to(url_for("assessments.show", key=key))
    return _page(record, domain, form)


def _page(record: Record, domain: Domain, form: JudgedForm) -> Page:
    return form_page(
        "assessments/judge.html",
        form=form,
        overview=present_overview(record),
        autosave=of_judged(record, domain, form),
        domain=domain,
        computed=present_domain(record, domain),
        numbers=range(1, len(record.cares) + 1),
    )
