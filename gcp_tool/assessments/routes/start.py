"""Starting an assessment, and changing its purpose and period while it is a draft."""

from collections.abc import Sequence

from flask import Response, url_for

from gcp_tool.access import scope
from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.policies import check_start_assessment
from gcp_tool.accounts.queries import list_accreditations
from gcp_tool.assessments import queries
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.start import PeriodForm, StartForm, purpose_of
from gcp_tool.assessments.presenters.choosing import Choosing, present_choosing
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.routes.opening import own_record, show_open_record
from gcp_tool.assessments.services.period import change_period
from gcp_tool.assessments.services.start import Period, start_assessment
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.domain.errors import EditConflict, Invalid
from gcp_tool.extensions import db
from gcp_tool.models import Family, FamilyMember
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


def _choosing(family: Family) -> tuple[Choosing, Sequence[FamilyMember]]:
    actor = current_actor()
    members = queries.list_current_members(db.session, family.id)
    tools = queries.list_latest_tools(db.session)
    training = list_accreditations(db.session, actor.id)
    return present_choosing(members, tools, training, clock.today()), members


@blueprint.get("/families/<key>/assessments/start")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def start(key: str) -> Page:
    """Ask who is assessed, with which tool, why, and over which period."""
    family = scope.get_family(db.session, current_actor(), key)
    check_start_assessment(current_actor(), family)
    choosing, _ = _choosing(family)
    viewed(Event.FAMILY_VIEWED, family_id=family.id)
    form = choosing.prepare(StartForm(data=choosing.only))
    return form_page("assessments/start.html", form=form, choosing=choosing, family=family)


@blueprint.post("/families/<key>/assessments/start")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def begin(key: str) -> Page | Response:
    """Start the assessment and go to its list of parts."""
    actor = current_actor()
    family = scope.get_family(db.session, actor, key)
    check_start_assessment(actor, family)
    choosing, members = _choosing(family)
    form = choosing.prepare(StartForm())
    if not form.validate() or form.window_from.data is None or form.window_to.data is None:
        return form_page("assessments/start.html", form=form, choosing=choosing, family=family)
    by_key = {member.person.key: member for member in members}
    try:
        assessment = start_assessment(
            db.session,
            family=family,
            child=by_key[form.child.data or ""],
            carer=by_key[form.carer.data or ""],
            version=choosing.version(form.tool.data or ""),
            purpose=purpose_of(form),
            period=Period(form.window_from.data, form.window_to.data),
            by=actor,
        )
    except Invalid as error:
        form.add_problems(error)
        return form_page("assessments/start.html", form=form, choosing=choosing, family=family)
    return go_to(url_for("assessments.show", key=assessment.key))


@blueprint.get("/assessments/<key>/period")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def period(key: str) -> Page:
    """Ask for another purpose or period."""
    record = show_open_record(key)
    form = PeriodForm(obj=record.assessment)
    return form_page("assessments/period.html", form=form, overview=present_overview(record))


@blueprint.post("/assessments/<key>/period")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_period(key: str) -> Page | Response:
    """Change the purpose and the period looked at."""
    actor = current_actor()
    record = own_record(key)
    form = PeriodForm()
    overview = present_overview(record)
    if form.validate() and form.window_from.data and form.window_to.data:
        try:
            change_period(
                db.session,
                record=record,
                purpose=purpose_of(form),
                period=Period(form.window_from.data, form.window_to.data),
                base_version=form.version.data or 0,
                by=actor,
            )
        except Invalid as error:
            form.add_problems(error)
        except EditConflict as error:
            form.with_conflict(error.theirs)
        else:
            return go_to(url_for("assessments.show", key=key))
    return form_page("assessments/period.html", form=form, overview=overview)
