"""Writing a review: what the record shows with the questions, the decision, the actions."""

from flask import Response, url_for

from gcp_tool.access.actor import current_actor
from gcp_tool.access.guards import requires
from gcp_tool.access.permissions import Permission
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import records_viewing, viewed
from gcp_tool.core import clock
from gcp_tool.domain.errors import EditConflict
from gcp_tool.extensions import db
from gcp_tool.families.queries.holding import list_workers
from gcp_tool.models import Family
from gcp_tool.reviews.blueprint import blueprint
from gcp_tool.reviews.content import AFTER_CLOSING
from gcp_tool.reviews.drafts import ACTION_SLOTS, Step
from gcp_tool.reviews.forms.reviewing import (
    DecisionForm,
    StepForm,
    actions_form,
    decision_form,
    questions_form,
)
from gcp_tool.reviews.presenters.record import present_record
from gcp_tool.reviews.presenters.reviews import list_earlier, since_words, warn_of_own
from gcp_tool.reviews.questions import QUESTIONS
from gcp_tool.reviews.routes.opening import (
    corrected_by,
    find_draft,
    get_reviewed_family,
    held_in,
    read_matter,
    version_of,
)
from gcp_tool.reviews.services.drafting import NEW, DraftGone, save_step
from gcp_tool.web.pages import Page, form_page, go_to
from gcp_tool.web.transactions import writes

_GONE = " What you typed is still here: save it again to begin a new review with it."


@blueprint.get("/families/<key>/review")
@requires(Permission.REVIEW_RECORD)
@records_viewing
def review(key: str) -> Page:
    """What the record shows, and the questions to answer."""
    family = get_reviewed_family(key)
    draft = find_draft(family)
    viewed(Event.FAMILY_VIEWED, family_id=family.id, details={"page": "review"})
    return _questions_page(family, questions_form(held_in(draft, Step.QUESTIONS), version_of(draft)))


@blueprint.post("/families/<key>/review")
@requires(Permission.REVIEW_RECORD)
@records_viewing
@writes
def save_questions(key: str) -> Page | Response:
    """Keep the answers, however many there are."""
    family = get_reviewed_family(key)
    form = questions_form({}, NEW)
    if _is_saved(family, Step.QUESTIONS, form):
        return go_to(url_for("reviews.decision", key=key))
    viewed(Event.FAMILY_VIEWED, family_id=family.id, details={"page": "review"})
    return _questions_page(family, form)


@blueprint.get("/families/<key>/review/decision")
@requires(Permission.REVIEW_RECORD)
@records_viewing
def decision(key: str) -> Page:
    """Ask for the decision."""
    family = get_reviewed_family(key)
    draft = find_draft(family)
    viewed(Event.FAMILY_VIEWED, family_id=family.id, details={"page": "review decision"})
    held = {"on": clock.today().isoformat(), **held_in(draft, Step.DECISION)}
    now = read_matter(family).circumstances(corrects=corrected_by(draft))
    return _decision_page(family, decision_form(now.choices, held, version_of(draft)))


@blueprint.post("/families/<key>/review/decision")
@requires(Permission.REVIEW_RECORD)
@records_viewing
@writes
def save_decision(key: str) -> Page | Response:
    """Keep the decision as far as it is made."""
    family = get_reviewed_family(key)
    now = read_matter(family).circumstances()
    form = decision_form(now.choices, {}, NEW)
    if _is_saved(family, Step.DECISION, form):
        return go_to(url_for("reviews.actions", key=key))
    viewed(Event.FAMILY_VIEWED, family_id=family.id, details={"page": "review decision"})
    return _decision_page(family, form)


@blueprint.get("/families/<key>/review/actions")
@requires(Permission.REVIEW_RECORD)
@records_viewing
def actions(key: str) -> Page:
    """Ask what is to be done, by whom and by when."""
    family = get_reviewed_family(key)
    draft = find_draft(family)
    viewed(Event.FAMILY_VIEWED, family_id=family.id, details={"page": "review actions"})
    workers = list_workers(db.session, [family.team_id])
    return _actions_page(family, actions_form(workers, held_in(draft, Step.ACTIONS), version_of(draft)))


@blueprint.post("/families/<key>/review/actions")
@requires(Permission.REVIEW_RECORD)
@records_viewing
@writes
def save_actions(key: str) -> Page | Response:
    """Keep the actions as far as they are typed."""
    family = get_reviewed_family(key)
    form = actions_form(list_workers(db.session, [family.team_id]), {}, NEW)
    if _is_saved(family, Step.ACTIONS, form):
        return go_to(url_for("reviews.check", key=key))
    viewed(Event.FAMILY_VIEWED, family_id=family.id, details={"page": "review actions"})
    return _actions_page(family, form)


def _is_saved(family: Family, step: Step, form: StepForm) -> bool:
    """Keep what a form holds; what stands in the way is told on the form, and nothing typed is lost."""
    if not form.validate():
        return False
    try:
        save_step(
            db.session,
            family=family,
            step=step,
            held=form.held,
            expected=form.version.data or NEW,
            by=current_actor(),
        )
    except EditConflict as conflict:
        form.with_conflict(conflict.theirs)
        return False
    except DraftGone as gone:
        form.form_errors.append(f"{gone}{_GONE}")
        form.version.data = NEW
        return False
    return True


def _questions_page(family: Family, form: StepForm) -> Page:
    found, draft = read_matter(family), find_draft(family)
    return form_page(
        "reviews/review.html",
        form=form,
        family=family,
        shown=present_record(found),
        questions=[form[question.code] for question in QUESTIONS.current.questions],
        since=since_words(found),
        warning=warn_of_own(found, current_actor().id),
        earlier=list_earlier(found.reviews),
        draft=draft,
        corrected=corrected_by(draft),
    )


def _decision_page(family: Family, form: DecisionForm) -> Page:
    now = read_matter(family).circumstances()
    return form_page(
        "reviews/decision.html",
        form=form,
        family=family,
        now=now,
        lacking=form.lacking(now.lacks),
        after_closing=AFTER_CLOSING,
    )


def _actions_page(family: Family, form: StepForm) -> Page:
    slots = [
        {name: form[f"{name}_{slot}"] for name in ("what", "owner", "words", "due_on")}
        for slot in ACTION_SLOTS
    ]
    return form_page("reviews/actions.html", form=form, family=family, slots=slots)
