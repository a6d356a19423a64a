"""Assessments, their revisions, and who takes part. Answers are in `answers`."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gcp_tool.core import clock
from gcp_tool.domain.vocabulary import (
    AgeBand,
    MemberRole,
    Origin,
    Part,
    ProfileKind,
    Purpose,
    RevisionKind,
    RevisionState,
)
from gcp_tool.models.agencies import Agency, Team
from gcp_tool.models.base import Base, Id, Keyed, Numbered, Versioned, codes, table_args
from gcp_tool.models.families import Family, Person
from gcp_tool.models.instruments import InstrumentVersion
from gcp_tool.models.users import User

OPEN_STATES = "('draft', 'submitted', 'returned')"


def _partial(name: str, *columns: str, where: str) -> Index:
    return Index(name, *columns, unique=True, sqlite_where=text(where), postgresql_where=text(where))


class Upload(Keyed, Base):
    """A file that was imported: what it was, by its hash, and as at which day. The file itself is not kept.

    An import that was undone says when, by whom and why; `undone_by_id` is a user.
    """

    __tablename__ = "upload"

    kind: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    as_at_on: Mapped[date]
    rows: Mapped[int]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(Id)
    undone_reason: Mapped[str | None]


class Assessment(Keyed, Versioned, Base):
    """One family, one version of one tool, one lead, one period looked at.

    `completed_*` are stamped at the first submission and never change: agency counts rest on them. `scope` holds the
    ids of the areas of a focused review, and nothing when everything is looked at. `together_with` says who was there
    when grading is done together with the family or core group; none when it is not.
    """

    __tablename__ = "assessment"
    __table_args__ = table_args(
        CheckConstraint("window_to >= window_from", name="period_in_order"),
        CheckConstraint(
            "(completed_on IS NULL) = (completed_quarter IS NULL)"
            " AND (completed_on IS NULL) = (completed_agency_id IS NULL)",
            name="completion_whole",
        ),
        CheckConstraint(
            "(recorded_in_error_at IS NULL) = (recorded_in_error_reason IS NULL)",
            name="recorded_in_error_whole",
        ),
        CheckConstraint("(origin = 'imported') = (upload_id IS NOT NULL)", name="imported_from_an_upload"),
        Index("ix_assessment_family_id_window_to", "family_id", "window_to"),
        Index(
            "ix_assessment_lead_user_id_open",
            "lead_user_id",
            sqlite_where=text("completed_on IS NULL"),
            postgresql_where=text("completed_on IS NULL"),
        ),
    )

    ref: Mapped[str] = mapped_column(unique=True)
    family_id: Mapped[int] = mapped_column(Id, ForeignKey("family.id", ondelete="RESTRICT"))
    instrument_version_id: Mapped[int] = mapped_column(
        Id, ForeignKey("instrument_version.id", ondelete="RESTRICT"), index=True
    )
    purpose: Mapped[Purpose] = mapped_column(codes(Purpose, "purpose"))
    scope: Mapped[list[Any]] = mapped_column(default=list)
    window_from: Mapped[date]
    window_to: Mapped[date]
    lead_user_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    lead_agency_id: Mapped[int] = mapped_column(Id, ForeignKey("agency.id", ondelete="RESTRICT"), index=True)
    lead_team_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("team.id", ondelete="RESTRICT"), index=True
    )
    started_at: Mapped[datetime]
    completed_on: Mapped[date | None]
    completed_quarter: Mapped[int | None]
    completed_agency_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("agency.id", ondelete="RESTRICT"), index=True
    )
    completed_team_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("team.id", ondelete="RESTRICT"), index=True
    )
    current_revision_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("revision.id", ondelete="RESTRICT", use_alter=True), index=True
    )
    origin: Mapped[Origin] = mapped_column(codes(Origin, "origin"), default=Origin.TYPED)
    upload_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("upload.id", ondelete="RESTRICT"), index=True
    )
    recorded_in_error_at: Mapped[datetime | None]
    recorded_in_error_by_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True
    )
    recorded_in_error_reason: Mapped[str | None]
    together_with: Mapped[str | None]

    family: Mapped[Family] = relationship()
    instrument_version: Mapped[InstrumentVersion] = relationship()
    lead_user: Mapped[User] = relationship(foreign_keys=[lead_user_id])
    lead_agency: Mapped[Agency] = relationship(foreign_keys=[lead_agency_id])
    lead_team: Mapped[Team | None] = relationship(foreign_keys=[lead_team_id])
    current_revision: Mapped["Revision | None"] = relationship(
        foreign_keys=[current_revision_id], post_update=True
    )
    profiles: Mapped[list["Profile"]] = relationship(back_populates="assessment", order_by="Profile.id")


class Revision(Numbered, Versioned, Base):
    """One telling of an assessment, from draft to locked. An amendment is a new revision."""

    __tablename__ = "revision"
    __table_args__ = table_args(
        UniqueConstraint("assessment_id", "kind", "number"),
        CheckConstraint(
            "(state IN ('signed_off', 'superseded')) = (signed_off_at IS NOT NULL)", name="signed_off_when"
        ),
        CheckConstraint("signed_off_by_id IS NULL OR signed_off_at IS NOT NULL", name="signed_off_by_whom"),
        CheckConstraint(
            "state NOT IN ('submitted', 'signed_off', 'superseded') OR submitted_at IS NOT NULL",
            name="submitted_when",
        ),
        CheckConstraint("(signed_off_at IS NULL) = (content_sha256 IS NULL)", name="signed_off_is_sealed"),
        _partial("uq_revision_open", "assessment_id", "kind", where=f"state IN {OPEN_STATES}"),
        _partial(
            "uq_revision_signed_off_care", "assessment_id", where="state = 'signed_off' AND kind = 'care'"
        ),
        Index("ix_revision_state_submitted_at", "state", "submitted_at"),
    )

    assessment_id: Mapped[int] = mapped_column(
        Id, ForeignKey("assessment.id", ondelete="RESTRICT"), index=True
    )
    kind: Mapped[RevisionKind] = mapped_column(codes(RevisionKind, "kind"), default=RevisionKind.CARE)
    number: Mapped[int] = mapped_column(default=1)
    state: Mapped[RevisionState] = mapped_column(codes(RevisionState, "state"), default=RevisionState.DRAFT)
    submitted_at: Mapped[datetime | None]
    signed_off_at: Mapped[datetime | None]
    signed_off_by_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True
    )
    content_sha256: Mapped[str | None]
    why: Mapped[str] = mapped_column(default="")

    assessment: Mapped[Assessment] = relationship(foreign_keys=[assessment_id])
    signed_off_by: Mapped[User | None] = relationship(foreign_keys=[signed_off_by_id])


class StatusChange(Numbered, Base):
    """A step in a revision's life: what happened, by whom, when, with which words. Append-only."""

    __tablename__ = "status_change"

    revision_id: Mapped[int] = mapped_column(Id, ForeignKey("revision.id", ondelete="RESTRICT"), index=True)
    event: Mapped[str]
    from_state: Mapped[RevisionState | None] = mapped_column(codes(RevisionState, "from_state"))
    to_state: Mapped[RevisionState] = mapped_column(codes(RevisionState, "to_state"))
    by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    at: Mapped[datetime]
    words: Mapped[str] = mapped_column(default="")

    by: Mapped[User | None] = relationship()


_HOUSEHOLD = "kind = 'household' AND household IS NOT NULL AND child_id IS NULL AND carer_id IS NULL"
_CHILD_CARER = "kind = 'child_carer' AND child_id IS NOT NULL AND carer_id IS NOT NULL"
_CHILD = "kind = 'child' AND child_id IS NOT NULL AND carer_id IS NULL"
_WHOLE = "kind = 'whole' AND household IS NULL AND child_id IS NULL AND carer_id IS NULL"


class Profile(Numbered, Base):
    """Whom answers are about: a household, one child with one carer, a child, or the whole assessment."""

    __tablename__ = "profile"
    __table_args__ = table_args(
        CheckConstraint(f"({_HOUSEHOLD}) OR ({_CHILD_CARER}) OR ({_CHILD}) OR ({_WHOLE})", name="kind_fits"),
        _partial("uq_profile_household", "assessment_id", "household", where="kind = 'household'"),
        _partial(
            "uq_profile_child_carer", "assessment_id", "child_id", "carer_id", where="kind = 'child_carer'"
        ),
        _partial("uq_profile_child", "assessment_id", "child_id", where="kind = 'child'"),
        _partial("uq_profile_whole", "assessment_id", where="kind = 'whole'"),
    )

    assessment_id: Mapped[int] = mapped_column(
        Id, ForeignKey("assessment.id", ondelete="RESTRICT"), index=True
    )
    kind: Mapped[ProfileKind] = mapped_column(codes(ProfileKind, "kind"))
    household: Mapped[str | None]
    child_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    carer_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    carer_role: Mapped[MemberRole | None] = mapped_column(codes(MemberRole, "carer_role"))
    age_band: Mapped[AgeBand | None] = mapped_column(codes(AgeBand, "age_band"))

    assessment: Mapped[Assessment] = relationship(back_populates="profiles")
    child: Mapped[Person | None] = relationship(foreign_keys=[child_id])
    carer: Mapped[Person | None] = relationship(foreign_keys=[carer_id])


class Participant(Numbered, Base):
    """A part in an assessment: its lead, a contributor, a carer, a second scorer. One lead.

    `since_at` is when whoever holds the part now was given it. A contributor has a `key`, the state of what they were
    asked (`invited`, `active`, `done`, `declined`, `withdrawn`), what they were `asked` in words, and by when.
    """

    __tablename__ = "participant"
    __table_args__ = table_args(
        CheckConstraint("user_id IS NOT NULL OR person_id IS NOT NULL", name="somebody"),
        _partial("uq_participant_lead", "assessment_id", where="part = 'lead'"),
        _partial("uq_participant_key", "key", where="key IS NOT NULL"),
    )

    assessment_id: Mapped[int] = mapped_column(
        Id, ForeignKey("assessment.id", ondelete="RESTRICT"), index=True
    )
    part: Mapped[Part] = mapped_column(codes(Part, "part"))
    user_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True
    )
    person_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("person.id", ondelete="RESTRICT"), index=True
    )
    agency_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("agency.id", ondelete="RESTRICT"), index=True
    )
    domains: Mapped[list[Any]] = mapped_column(default=list)
    state: Mapped[str] = mapped_column(default="active")
    reason: Mapped[str] = mapped_column(default="")
    since_at: Mapped[datetime] = mapped_column(default=clock.now)
    key: Mapped[str | None]
    asked: Mapped[str | None]
    due_on: Mapped[date | None]
    invited_by_id: Mapped[int | None] = mapped_column(Id)

    assessment: Mapped[Assessment] = relationship()
    user: Mapped[User | None] = relationship()
    agency: Mapped[Agency | None] = relationship()


class ParticipantUser(Numbered, Base):
    """Everyone who ever held a part: none of them may sign the assessment off.

    Append-only, and written by the database itself whenever a part is given to a user.
    """

    __tablename__ = "participant_user"
    __table_args__ = table_args(UniqueConstraint("assessment_id", "user_id", "participant_id"))

    assessment_id: Mapped[int] = mapped_column(Id, ForeignKey("assessment.id", ondelete="RESTRICT"))
    participant_id: Mapped[int] = mapped_column(
        Id, ForeignKey("participant.id", ondelete="RESTRICT"), index=True
    )
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    at: Mapped[datetime]
