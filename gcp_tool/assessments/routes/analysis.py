"""The analysis: of the whole assessment, and what it means for each child."""

from collections.abc import Sequence

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.assessments import words
from gcp_tool.assessments.blueprint import blueprint
from gcp_tool.assessments.forms.analysis import AnalysisForm, analysis_fields, analysis_form
from gcp_tool.assessments.presenters.analysis import factors_by_age
from gcp_tool.assessments.presenters.autosaving import of_analysis
from gcp_tool.assessments.presenters.overview import present_overview
from gcp_tool.assessments.presenters.voices import child_name
from gcp_tool.assessments.queries.sheets import read_sheet
from gcp_tool.assessments.record import Care, Record
from gcp_tool.assessments.routes.opening import own_record, show_open_record
from gcp_tool.assessments.routes.voices import find_child
from gcp_tool.assessments.services.analysis import analysis_places, factors_for, save_analysis
from gcp_tool.audit.viewing import records_viewing
from gcp_tool.domain.errors import EditConflict
from gcp_tool.extensions import db
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes

_WHOLE = "/assessments/<key>/analysis"
_CHILD = "/assessments/<key>/analysis/<child_key>"


@blueprint.get(_WHOLE)
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def analysis(key: str) -> Page:
    """Ask why care is as it is."""
    record = show_open_record(key)
    return _page(record, None, _form(record, None))


@blueprint.post(_WHOLE)
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_whole_analysis(key: str) -> Page | Response:
    """Write down why care is as it is, and go on to the children."""
    return _save(own_record(key), None)


@blueprint.get(_CHILD)
@requires(Permission.ASSESSMENT_WRITE)
@records_viewing
def meaning(key: str, child_key: str) -> Page:
    """Ask what it means for a child."""
    record = show_open_record(key)
    child = find_child(record, child_key)
    return _page(record, child, _form(record, child))


@blueprint.post(_CHILD)
@requires(Permission.ASSESSMENT_WRITE)
@writes
def save_meaning(key: str, child_key: str) -> Page | Response:
    """Write down what it means for a child, and go on to the next."""
    record = own_record(key)
    return _save(record, find_child(record, child_key))


def _save(record: Record, child: Care | None) -> Page | Response:
    form = _form(record, child)
    if not form.validate():
        return _page(record, child, form)
    try:
        save_analysis(
            db.session,
            record=record,
            child=child,
            given=form.given(),
            base_version=form.version.data or 0,
            as_fields=analysis_fields(factors_for(child), about_child=child is not None),
            once=form.once.data,
            by=current_actor(),
        )
    except EditConflict as error:
        form.with_conflict(error.theirs)
        return _page(record, child, form)
    return go_to(_onward(record, child))


def _form(record: Record, child: Care | None) -> AnalysisForm:
    sheet = read_sheet(db.session, record.revision.id, analysis_places(record, child))
    by_age = factors_by_age(record, child) if child else frozenset()
    return analysis_form(factors_for(child), sheet, about_child=child is not None, by_age=by_age)


def _onward(record: Record, child: Care | None) -> str:
    """The next child, or the list of parts after the last."""
    children = words.children(record)
    after = children[children.index(child) + 1 :] if child else children
    if after and after[0].profile.child is not None:
        return _address(record, after[0].profile.child.key)
    return url_for("assessments.show", key=record.assessment.key)


def _address(record: Record, child_key: str) -> str:
    return url_for("assessments.meaning", key=record.assessment.key, child_key=child_key)


def _page(record: Record, child: Care | None, form: AnalysisForm) -> Page:
    return form_page(
        "assessments/analysis_child.html" if child else "assessments/analysis.html",
        form=form,
        overview=present_overview(record),
        autosave=of_analysis(record, child, form),
        name=child_name(child) if child else "",
        children=_children(record),
    )


def _children(record: Record) -> Sequence[tuple[str, str]]:
    return [
        (child_name(care), _address(record, care.profile.child.key))
        for care in words.children(record)
        if care.profile.child is not None
    ]
