"""Starting an assessment, and changing its purpose and period while it is a draft."""

from collections.abc import Sequence

from flask import Response, url_for

from gcp_tool.access import scope
from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.access.policies import check_start_assessment
from gcp_tool.accounts.queries import list_accreditations
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.start import ALONE, TOGETHER, PeriodForm, StartForm, purpose_of
from gcp_tool.assessments.presenters.choosing import Choosing, present_choosing
from gcp_tool.assessments.presenters.earlier import present_earlier
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.queries.earlier import EarlierFamily, list_earlier
from gcp_tool.assessments.queries.members import list_current_members
from gcp_tool.assessments.queries.neighbours import Neighbour
from gcp_tool.assessments.queries.tools import list_latest_tools
from gcp_tool.assessments.routes.opening import own_record, show_first_version
from gcp_tool.assessments.services.period import change_period
from gcp_tool.assessments.services.start import AlreadyOpen, Period, start_assessment
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.domain.errors import EditConflict, Invalid
from gcp_tool.extensions import db
from gcp_tool.models import Assessment, Family
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes


def _choosing(family: Family) -> tuple[Choosing, Sequence[EarlierFamily]]:
    actor = current_actor()
    members = list_current_members(db.session, family.id)
    tools = list_latest_tools(db.session)
    training = list_accreditations(db.session, actor.id)
    earlier = list_earlier(db.session, actor, family, members)
    return present_choosing(members, tools, training, clock.today()), earlier


@blueprint.get("/families/<key>/assessments/start")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def start(key: str) -> Page:
    """What is known from before; then who is assessed, with which tool, why, and over which period."""
    family = scope.get_family(db.session, current_actor(), key)
    check_start_assessment(current_actor(), family)
    choosing, earlier = _choosing(family)
    form = choosing.prepare(StartForm(data=choosing.only))
    _say_viewed(family, earlier)
    return _start_page(family, choosing, earlier, form)


@blueprint.post("/families/<key>/assessments/start")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def begin(key: str) -> Page | Response:
    """Start the assessment and go to its list of parts, or to the areas of a focused review."""
    actor = current_actor()
    family = scope.get_family(db.session, actor, key)
    check_start_assessment(actor, family)
    choosing, earlier = _choosing(family)
    form = choosing.prepare(StartForm())
    if not form.validate() or form.window_from.data is None or form.window_to.data is None:
        return _start_page(family, choosing, earlier, form)
    try:
        assessment = _begin(family, choosing, form, Period(form.window_from.data, form.window_to.data))
    except AlreadyOpen as error:
        form.add_problems(error)
        return _start_page(family, choosing, earlier, form, error.open_ones)
    except Invalid as error:
        form.add_problems(error)
        return _start_page(family, choosing, earlier, form)
    endpoint = "assessments.scope" if form.is_focused else "assessments.show"
    return go_to(url_for(endpoint, key=assessment.key))


def _begin(family: Family, choosing: Choosing, form: StartForm, period: Period) -> Assessment:
    return start_assessment(
        db.session,
        family=family,
        cares=choosing.chosen(form.cares.data),
        version=choosing.version(form.tool.data or ""),
        purpose=purpose_of(form),
        period=period,
        paper=form.on_paper(),
        together_with=form.with_whom,
        same_day=form.is_same_day_meant,
        by=current_actor(),
    )


def _start_page(
    family: Family,
    choosing: Choosing,
    earlier: Sequence[EarlierFamily],
    form: StartForm,
    open_ones: Sequence[Neighbour] = (),
) -> Page:
    return form_page(
        "assessments/start.html",
        form=form,
        choosing=choosing,
        family=family,
        history=present_earlier(earlier),
        open_ones=open_ones,
    )


def _say_viewed(family: Family, earlier: Sequence[EarlierFamily]) -> None:
    viewed(Event.FAMILY_VIEWED, family_id=family.id)
    for other in earlier:
        if not other.is_this:
            shown = Event.FAMILY_VIEWED if other.is_visible else Event.FAMILY_DUPLICATES_CHECKED
            viewed(shown, family_id=other.id)


@blueprint.get("/assessments/<key>/period")
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def period(key: str) -> Page:
    """Ask for another purpose or period, and who gives the grades."""
    record = show_first_version(key)
    scoring = {"scoring": TOGETHER if record.assessment.together_with else ALONE}
    form = PeriodForm(obj=record.assessment, data=scoring)
    return form_page("assessments/period.html", form=form, overview=present_overview(record))


@blueprint.post("/assessments/<key>/period")
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_period(key: str) -> Page | Response:
    """Change the purpose, the period looked at and who gives the grades."""
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
                together_with=form.with_whom,
                same_day=form.is_same_day_meant,
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
