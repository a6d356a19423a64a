"""Opening a contributor's part for a page, and keeping what came too late."""

from flask import request

from gcp_tool.access.actor import current_actor
from gcp_tool.access.contributing import get_contribution
from gcp_tool.assessments.forms.evidence import EvidenceForm
from gcp_tool.assessments.forms.grading import AreaForm
from gcp_tool.assessments.own_part import OwnPart
from gcp_tool.assessments.queries.contributing import OF_PART, load_own_part
from gcp_tool.assessments.services.autosave import CannotTake, Write, set_aside
from gcp_tool.audit.events import Event
from gcp_tool.audit.viewing import viewed
from gcp_tool.domain.instrument import Area
from gcp_tool.domain.vocabulary import AnswerKind, SetAside
from gcp_tool.extensions import db


def get_part(key: str) -> OwnPart:
    """The actor's own part of this key. Raises NotFound as if it did not exist."""
    return load_own_part(db.session, get_contribution(db.session, current_actor(), key, *OF_PART))


def show_part(key: str) -> OwnPart:
    """The part for a page that shows it: the viewing is recorded with the page."""
    own = get_part(key)
    viewed(
        Event.CONTRIBUTION_VIEWED,
        family_id=own.assessment.family_id,
        subject=("participant", own.contribution.id),
    )
    return own


def keep_aside(own: OwnPart, found: Area, form: AreaForm) -> None:
    """Keep what was typed into a part that takes nothing any more, for its writer alone."""
    for choice in form.choices:
        held = own.answers.get((choice.profile_id(own.cares_in(found)[0]), choice.item.id))
        if choice.choice and (held is None or held.raw.get("choice") != choice.choice):
            raw = {"choice": choice.choice, "reason": choice.reason, "different": choice.different}
            _set_aside(own, AnswerKind.ITEM, choice.item.id, raw, choice.write_id(form.once.data))
    keep_note_aside(own, found.id, form)


def keep_note_aside(own: OwnPart, code: str, form: AreaForm | EvidenceForm) -> None:
    """Keep a note that came too late."""
    if form.words.data:
        on = "/".join(request.form.get(f"on-{name}", "") for name in ("day", "month", "year"))
        raw = {"words": form.words.data, "on": on.strip("/")}
        _set_aside(own, AnswerKind.EVIDENCE, code, raw, f"{form.once.data}.evidence")


def _set_aside(own: OwnPart, kind: AnswerKind, code: str, raw: dict[str, str], write_id: str) -> None:
    write = Write(
        write_id=write_id,
        profile="",
        kind=kind,
        code=code,
        slot=1 if kind is AnswerKind.EVIDENCE else 0,
        revision=own.revision.number,
        base_version=0,
        raw=raw,
    )
    refused = CannotTake(own.assessment.id, SetAside.NOT_OPEN, "Your part was closed when this came.")
    set_aside(db.session, write=write, refused=refused, by=current_actor())
