"""Other assessments of the same child with the same carer by the same tool: open ones, and those of the same days."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select, tuple_
from sqlalchemy.orm import Session, aliased

from gcp_tool.core.formatting import date_range
from gcp_tool.domain.vocabulary import ProfileKind, RevisionState
from gcp_tool.models import Assessment, InstrumentVersion, Person, Profile, Revision, User

_WORKED_ON = (RevisionState.DRAFT, RevisionState.RETURNED)
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another assessment of a child with a carer: its address, period, state, lead and whom it is about."""

    key: str
    ref: str
    first: date
    last: date
    state: RevisionState
    lead: str
    child_id: int
    child: str
    carer: str

    @property
    def is_worked_on(self) -> bool:
        """Whether answers are still being given there."""
        return self.state in _WORKED_ON

    @property
    def words(self) -> str:
        """Which one it is, in a line."""
        return f"{self.child} with {self.carer}, {date_range(self.first, self.last)}, led by {self.lead} ({self.ref})"


_Child, _Carer = aliased(Person), aliased(Person)
_NEIGHBOURS = (
    select(
        Assessment.key, Assessment.ref, Assessment.window_from, Assessment.window_to, Revision.state,
        User.name, _Child.id, _Child.given_name, _Carer.given_name,
    )
    .join(Revision, Revision.id == Assessment.current_revision_id)
    .join(InstrumentVersion, InstrumentVersion.id == Assessment.instrument_version_id)
    .join(User, User.id == Assessment.lead_user_id)
    .join(Profile, Profile.assessment_id == Assessment.id)
    .join(_Child, _Child.id == Profile.child_id)
    .join(_Carer, _Carer.id == Profile.carer_id)
    .where(
        Assessment.family_id == bindparam("family"),
        Assessment.recorded_in_error_at.is_(None),
        Assessment.id != bindparam("except_id"),
        InstrumentVersion.code == bindparam("tool"),
        Profile.kind == ProfileKind.CHILD_CARER,
        Profile.age_band.is_not(None),
        Revision.state != RevisionState.STOPPED,
        tuple_(Profile.child_id, Profile.carer_id).in_(bindparam("pairs", expanding=True)),
    )
    .order_by(Assessment.window_to, Assessment.id, Profile.id)
)  # fmt: skip


def list_neighbours(
    session: Session,
    *,
    family_id: int,
    pairs: Collection[Pair],
    tool: str,
    except_id: int | None = None,
) -> Sequence[Neighbour]:
    """The other assessments of these pairs of child and carer, by the end of their period; those that count or may."""
    given = {"family": family_id, "except_id": except_id or 0, "tool": tool, "pairs": list(pairs)}
    return [Neighbour(*row) for row in session.execute(_NEIGHBOURS, given)]


def overlapping(neighbours: Sequence[Neighbour], first: date, last: date) -> Sequence[Neighbour]:
    """Those that looked at some of the same days."""
    return [one for one in neighbours if one.first <= last and one.last >= first]
