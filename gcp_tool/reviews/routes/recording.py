"""Checking a review before it is recorded, recording it, and giving a draft up."""

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core.formatting import clock_time
from gcp_tool.domain.errors import EditConflict, Invalid
from gcp_tool.extensions import db
from gcp_tool.families.queries.holding import list_workers
from gcp_tool.models import Family, ReviewDraft
from gcp_tool.reviews.blueprint import blueprint
from gcp_tool.reviews.drafts import find_gaps
from gcp_tool.reviews.forms.reviewing import DiscardForm, RecordForm
from gcp_tool.reviews.matter import ReviewMatter
from gcp_tool.reviews.presenters.record import present_record
from gcp_tool.reviews.presenters.reviews import present_check, present_gaps
from gcp_tool.reviews.questions import QUESTIONS
from gcp_tool.reviews.routes.opening import corrected_by, find_draft, get_reviewed_family, read_matter
from gcp_tool.reviews.services.drafting import NEW, DraftGone, discard_draft
from gcp_tool.reviews.services.recording import Basis, record_review
from gcp_tool.reviews.shown import as_snapshot
from gcp_tool.web.forms import VersionedForm
from gcp_tool.web.pages import CONFLICT, Page, form_page, go_to, page
from gcp_tool.web.transactions import writes


@blueprint.get("/families/<key>/review/check")
@requires(Permission.REVIEW_RECORD)
@records_viewing
def check(key: str) -> Page | Response:
    """Show what will be recorded, and what is still missing."""
    family = get_reviewed_family(key)
    draft = find_draft(family)
    viewed(Event.FAMILY_VIEWED, family_id=family.id, details={"page": "review check"})
    if draft is None:
        return go_to(url_for("reviews.review", key=key))
    return _check_page(family, draft, RecordForm(data={"version": draft.version}))


@blueprint.post("/families/<key>/review/check")
@requires(Permission.REVIEW_RECORD)
@records_viewing
@writes
def record(key: str) -> Page | Response:
    """Record the review; from now on it stays as it is."""
    family, form = get_reviewed_family(key), RecordForm()
    draft = find_draft(family)
    if draft is None:
        raise DraftGone("Somebody recorded this review or gave it up meanwhile.")
    if not form.validate():
        return _check_page(family, draft, form)
    found = read_matter(family)
    try:
        made = record_review(
            db.session,
            family=family,
            basis=_basis(found, draft),
            expected=form.version.data or NEW,
            by=current_actor(),
        )
    except Invalid as error:
        form.add_problems(error)
        return _check_page(family, draft, form)
    except EditConflict as conflict:
        return _changed_page(family, draft, form, conflict)
    return go_to(url_for("reviews.show", key=made.key))


@blueprint.get("/families/<key>/review/discard")
@requires(Permission.REVIEW_RECORD)
@records_viewing
def ask_discard(key: str) -> Page | Response:
    """Ask whether the draft is really to go."""
    family = get_reviewed_family(key)
    draft = find_draft(family)
    viewed(Event.FAMILY_VIEWED, family_id=family.id, details={"page": "review"})
    if draft is None:
        return go_to(url_for("reviews.review", key=key))
    return _discard_page(family, draft, DiscardForm(data={"version": draft.version}))


@blueprint.post("/families/<key>/review/discard")
@requires(Permission.REVIEW_RECORD)
@records_viewing
@writes
def discard(key: str) -> Page | Response:
    """Give the draft up."""
    family, form = get_reviewed_family(key), DiscardForm()
    draft = find_draft(family)
    if draft is None:
        raise DraftGone("There is no review being written: somebody recorded it or gave it up.")
    if not form.validate():
        return _discard_page(family, draft, form)
    try:
        discard_draft(db.session, family=family, expected=form.version.data or NEW, by=current_actor())
    except EditConflict as conflict:
        form.version.data = conflict.theirs.version
        form.form_errors.append(_wrote(conflict, "Read what they wrote before you give it up."))
        return _discard_page(family, draft, form, status=CONFLICT)
    return go_to(url_for("history.show", key=key))


def _basis(found: ReviewMatter, draft: ReviewDraft) -> Basis:
    return Basis(
        found.circumstances(corrects=corrected_by(draft)),
        found.matter.told.summary.number,
        as_snapshot(present_record(found)),
    )


def _changed_page(family: Family, draft: ReviewDraft, form: RecordForm, conflict: EditConflict) -> Page:
    """Somebody wrote in the draft since it was read: it is shown as it is now, and nothing is recorded."""
    form.version.data = conflict.theirs.version
    form.form_errors.append(_wrote(conflict, "Read it again below, then record it."))
    return _check_page(family, draft, form, status=CONFLICT)


def _wrote(conflict: EditConflict, what_now: str) -> str:
    return f"{conflict.theirs.by} wrote in this review at {clock_time(conflict.theirs.at)}. {what_now}"


def _check_page(
    family: Family, draft: ReviewDraft, form: VersionedForm, *, status: int | None = None
) -> Page:
    corrected = corrected_by(draft)
    now = read_matter(family).circumstances(corrects=corrected)
    workers = list_workers(db.session, [family.team_id])
    gaps = find_gaps(draft.answers, QUESTIONS.current, now, {worker.key for worker in workers})
    context = {
        "family": family,
        "groups": present_check(draft, now, workers),
        "gaps": present_gaps(gaps),
        "corrected": corrected,
        "why_corrected": draft.answers.get("corrects", {}).get("why", ""),
    }
    return _with(form, "reviews/check.html", context, status)


def _discard_page(
    family: Family, draft: ReviewDraft, form: VersionedForm, *, status: int | None = None
) -> Page:
    return _with(form, "reviews/discard.html", {"family": family, "draft": draft}, status)


def _with(form: VersionedForm, template: str, context: dict[str, object], status: int | None) -> Page:
    if status is None:
        return form_page(template, form=form, **context)
    return page(template, status=status, form=form, **context)
