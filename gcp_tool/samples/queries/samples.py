"""The samples that somebody may open: those they drew, and those they were asked to audit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from gcp_tool.access import scope
from gcp_tool.access.actor import Actor
from gcp_tool.core.pagination import PAGE_SIZE, PageOfRows, offset_of
from gcp_tool.domain.errors import NotFound
from gcp_tool.models import Action, Audit, Family, Sample, SampleAuditor, SampleFamily, Team, User

_NOT_HERE = "There is no such sample, or it is not one of yours."


@dataclass(frozen=True, slots=True)
class DrawnFamily:
    """A family of a sample: by its label where the actor may still open it, and how many audits of it are done."""

    key: str
    place: int
    family_key: str | None
    label: str | None
    begun: int
    finished: int


def list_samples(session: Session, actor: Actor, *, number: int) -> PageOfRows[Sample]:
    """A page of the samples that the actor drew or audits, the last drawn first."""
    where = _mine(actor)
    total = session.scalar(select(func.count()).select_from(Sample).where(where)) or 0
    number = min(number, PageOfRows((), 1, PAGE_SIZE, total).pages)
    statement = select(Sample).where(where).order_by(Sample.drawn_on.desc(), Sample.id.desc())
    rows = session.scalars(statement.limit(PAGE_SIZE).offset(offset_of(number)))
    return PageOfRows(rows.all(), number, PAGE_SIZE, total)


def get_sample(session: Session, actor: Actor, key: str) -> Sample:
    """The sample of this key with who drew it, if the actor drew it or audits it.

    Raises:
        NotFound: as if it did not exist.
    """
    statement = select(Sample).where(Sample.key == key, _mine(actor)).options(joinedload(Sample.by))
    row = session.scalars(statement).one_or_none()
    if row is None:
        raise NotFound(_NOT_HERE)
    return row


def get_drawn(session: Session, actor: Actor, key: str) -> SampleFamily:
    """The drawn family of this key with its sample and family, if the actor audits the sample and may open the family.

    Raises:
        NotFound: as if it did not exist: also once the sample is closed.
    """
    statement = (
        select(SampleFamily)
        .join(Family, Family.id == SampleFamily.family_id)
        .join(Sample, Sample.id == SampleFamily.sample_id)
        .where(SampleFamily.key == key, _audited(actor), scope.families(actor))
        .options(joinedload(SampleFamily.sample), joinedload(SampleFamily.family).joinedload(Family.team))
    )
    row = session.scalars(statement).one_or_none()
    if row is None:
        raise NotFound(_NOT_HERE)
    return row


def _mine(actor: Actor) -> ColumnElement[bool]:
    return or_(Sample.by_id == actor.id, _audited(actor))


def _audited(actor: Actor) -> ColumnElement[bool]:
    return exists().where(SampleAuditor.sample_id == Sample.id, SampleAuditor.user_id == actor.id)


def is_auditor(session: Session, actor: Actor, sample: Sample) -> bool:
    """Whether the actor was asked to audit the sample."""
    asked = exists().where(SampleAuditor.sample_id == sample.id, SampleAuditor.user_id == actor.id)
    return bool(session.scalar(select(asked)))


def list_auditors(session: Session, sample: Sample) -> Sequence[User]:
    """Who was asked to audit the sample, by name."""
    statement = (
        select(User)
        .join(SampleAuditor, SampleAuditor.user_id == User.id)
        .where(SampleAuditor.sample_id == sample.id)
        .order_by(func.lower(User.name), User.id)
    )
    return session.scalars(statement).all()


def list_teams(session: Session, team_ids: Sequence[int]) -> Sequence[Team]:
    """These teams, by name."""
    return session.scalars(
        select(Team).where(Team.id.in_(team_ids)).order_by(func.lower(Team.name), Team.id)
    ).all()


def list_drawn(session: Session, actor: Actor, sample: Sample, *, number: int) -> PageOfRows[DrawnFamily]:
    """A page of the families of a sample in the order of the draw, and how far their audits are."""
    mine = exists().where(Family.id == SampleFamily.family_id, scope.families(actor)).correlate(SampleFamily)
    begun = select(func.count(Audit.id)).where(Audit.sample_family_id == SampleFamily.id).scalar_subquery()
    finished = (
        select(func.count(Audit.finished_at))
        .where(Audit.sample_family_id == SampleFamily.id)
        .scalar_subquery()
    )
    statement = (
        select(
            SampleFamily.key, SampleFamily.place, SampleFamily.family_id,
            mine.label("may_open"), begun.label("begun"), finished.label("finished"),
        )
        .where(SampleFamily.sample_id == sample.id)
        .order_by(SampleFamily.place)
        .limit(PAGE_SIZE)
        .offset(offset_of(number))
    )  # fmt: skip
    rows = session.execute(statement).all()
    labels = _labels(session, [row.family_id for row in rows if row.may_open])
    drawn = []
    for row in rows:
        family_key, label = labels.get(row.family_id, (None, None))
        drawn.append(DrawnFamily(row.key, row.place, family_key, label, row.begun, row.finished))
    return PageOfRows(drawn, number, PAGE_SIZE, sample.size)


def _labels(session: Session, family_ids: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    statement = select(Family.id, Family.key, Family.label).where(Family.id.in_(family_ids))
    return {row.id: (row.key, row.label) for row in session.execute(statement)}


def find_audit(session: Session, drawn: SampleFamily, actor: Actor) -> Audit | None:
    """The actor's own audit of a drawn family, if they have begun one."""
    statement = select(Audit).where(Audit.sample_family_id == drawn.id, Audit.by_id == actor.id)
    return session.scalars(statement).one_or_none()


def list_finished(session: Session, sample: Sample) -> Sequence[Audit]:
    """The finished audits of a sample with their families and auditors, in the order of the draw."""
    statement = (
        select(Audit)
        .join(SampleFamily, SampleFamily.id == Audit.sample_family_id)
        .where(SampleFamily.sample_id == sample.id, Audit.finished_at.is_not(None))
        .options(joinedload(Audit.sample_family).joinedload(SampleFamily.family), joinedload(Audit.by))
        .order_by(SampleFamily.place, Audit.id)
    )
    return session.scalars(statement).all()


def list_actions(session: Session, sample: Sample) -> Sequence[Action]:
    """What is to be done because of the audits of a sample, the soonest first."""
    statement = (
        select(Action)
        .join(Audit, Audit.id == Action.audit_id)
        .join(SampleFamily, SampleFamily.id == Audit.sample_family_id)
        .where(SampleFamily.sample_id == sample.id)
        .options(joinedload(Action.owner), joinedload(Action.family))
        .order_by(Action.due_on, Action.id)
    )
    return session.scalars(statement).all()
