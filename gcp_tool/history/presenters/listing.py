"""The assessments of a family as its list shows them."""

from dataclasses import dataclass

from gcp_tool.access.actor import Actor
from gcp_tool.access.permissions import Permission
from gcp_tool.assessments.content import PURPOSE_WORDS, STATE_COLOURS, STATE_WORDS
from gcp_tool.core.formatting import date_range
from gcp_tool.core.pagination import PageOfRows
from gcp_tool.domain.vocabulary import Origin, RevisionState
from gcp_tool.history.queries.assessments import AssessmentRow

_OPEN = (RevisionState.DRAFT, RevisionState.RETURNED)
_COUNTING = (RevisionState.SUBMITTED, RevisionState.SIGNED_OFF)


@dataclass(frozen=True, slots=True)
class Tag:
    """A word on a colour that says no more than the word."""

    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """An assessment of the family, and what this person may do with it."""

    key: str
    title: str
    about: str
    details: str
    tags: tuple[Tag, ...]
    may_open: bool
    may_continue: bool
    may_give_sheet: bool


def present_assessments(page: PageOfRows[AssessmentRow], actor: Actor) -> PageOfRows[AssessmentView]:
    """A page of the list in words."""
    return PageOfRows([_view(row, actor) for row in page.rows], page.number, page.size, page.total)


def _view(row: AssessmentRow, actor: Actor) -> AssessmentView:
    # who may open a family may open every assessment of it, as access.scope says
    may_open = actor.may(Permission.ASSESSMENT_READ)
    return AssessmentView(
        key=row.key,
        title=date_range(row.window_from, row.window_to),
        about="; ".join(f"{child}, cared for by {carer}" for child, carer in row.cares),
        details=(
            f"{PURPOSE_WORDS[row.purpose]} · {row.tool}, version {row.version} · led by {row.lead}, {row.agency}"
            f" · {row.ref}"
        ),
        tags=_tags(row),
        may_open=may_open,
        may_continue=may_open and _is_mine_to_continue(row, actor),
        may_give_sheet=may_open and _counts(row) and actor.may(Permission.REPORT_MAKE),
    )


def _tags(row: AssessmentRow) -> tuple[Tag, ...]:
    state = Tag(STATE_WORDS[row.state], STATE_COLOURS[row.state])
    if row.in_error_at is not None:
        state = Tag("Recorded in error", "red")
    return (state, Tag("Imported", "blue")) if row.origin is Origin.IMPORTED else (state,)


def _counts(row: AssessmentRow) -> bool:
    return row.state in _COUNTING and row.in_error_at is None


def _is_mine_to_continue(row: AssessmentRow, actor: Actor) -> bool:
    return (
        row.state in _OPEN
        and row.lead_user_id == actor.id
        and row.in_error_at is None
        and actor.may(Permission.ASSESSMENT_WRITE)
    )
