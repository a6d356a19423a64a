"""Families, the people in them, who lives where, and who is allocated."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gcp_tool.domain.vocabulary import MemberRole
from gcp_tool.models.agencies import Team
from gcp_tool.models.base import Base, Id, Keyed, Numbered, Versioned, codes, table_args
from gcp_tool.models.users import User


class Family(Keyed, Versioned, Base):
    """The case: its reference, what it is called, the team that holds it."""

    __tablename__ = "family"
    __table_args__ = table_args(
        CheckConstraint("closed_on IS NULL OR closed_on >= opened_on", name="closed_after_opened"),
        CheckConstraint("length(trim(label)) > 0", name="label_given"),
    )

    ref: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str]
    area: Mapped[str] = mapped_column(default="")
    team_id: Mapped[int] = mapped_column(Id, ForeignKey("team.id", ondelete="RESTRICT"), index=True)
    restricted: Mapped[bool] = mapped_column(default=False)
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]

    team: Mapped[Team] = relationship()
    members: Mapped[list["FamilyMember"]] = relationship(back_populates="family", viewonly=True)


class Person(Keyed, Versioned, Base):
    """A child, born or due, or an adult. Merging points at the record kept; nothing is moved."""

    __tablename__ = "person"
    __table_args__ = table_args(
        CheckConstraint("birth_on IS NULL OR expected_birth_on IS NULL", name="born_or_due"),
        CheckConstraint(
            "died_on IS NULL OR birth_on IS NULL OR died_on >= birth_on", name="died_after_birth"
        ),
        CheckConstraint("length(trim(given_name || family_name)) > 0", name="named"),
        Index(
            "uq_person_nhs_number",
            "nhs_number",
            unique=True,
            sqlite_where=text("nhs_number IS NOT NULL"),
            postgresql_where=text("nhs_number IS NOT NULL"),
        ),
        Index(
            "uq_person_la_child_id",
            "la_child_id",
            unique=True,
            sqlite_where=text("la_child_id IS NOT NULL"),
            postgresql_where=text("la_child_id IS NOT NULL"),
        ),
    )

    ref: Mapped[str] = mapped_column(unique=True)
    given_name: Mapped[str]
    family_name: Mapped[str] = mapped_column(default="")
    sounds: Mapped[str] = mapped_column(index=True, default="")
    birth_on: Mapped[date | None] = mapped_column(index=True)
    expected_birth_on: Mapped[date | None]
    died_on: Mapped[date | None]
    nhs_number: Mapped[str | None]
    upn: Mapped[str | None]
    la_child_id: Mapped[str | None]
    ethnicity: Mapped[str | None]
    language: Mapped[str | None]
    interpreter: Mapped[bool | None]
    needs: Mapped[str] = mapped_column(default="")
    safe_contact: Mapped[str] = mapped_column(default="")
    merged_into_id: Mapped[int | None] = mapped_column(
        Id, ForeignKey("person.id", ondelete="RESTRICT"), index=True
    )

    @property
    def name(self) -> str:
        """The name as people say it."""
        return f"{self.given_name} {self.family_name}".strip()


class FamilyMember(Numbered, Base):
    """A person in a family, from and to, as what, and in which household."""

    __tablename__ = "family_member"
    __table_args__ = table_args(
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="ended_after_started"),
        Index(
            "uq_family_member_current",
            "family_id",
            "person_id",
            unique=True,
            sqlite_where=text("ended_on IS NULL"),
            postgresql_where=text("ended_on IS NULL"),
        ),
    )

    family_id: Mapped[int] = mapped_column(Id, ForeignKey("family.id", ondelete="RESTRICT"), index=True)
    person_id: Mapped[int] = mapped_column(Id, ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    role: Mapped[MemberRole] = mapped_column(codes(MemberRole, "role"))
    household: Mapped[str] = mapped_column(default="Home")
    started_on: Mapped[date]
    ended_on: Mapped[date | None]

    family: Mapped[Family] = relationship(back_populates="members", viewonly=True)
    person: Mapped[Person] = relationship()


class Allocation(Numbered, Base):
    """A worker allocated to a family, from and to. One open lead allocation a family."""

    __tablename__ = "allocation"
    __table_args__ = table_args(
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="ended_after_started"),
        Index(
            "uq_allocation_lead_open",
            "family_id",
            unique=True,
            sqlite_where=text("ended_on IS NULL AND lead"),
            postgresql_where=text("ended_on IS NULL AND lead"),
        ),
        Index("ix_allocation_user_id_ended_on", "user_id", "ended_on"),
    )

    family_id: Mapped[int] = mapped_column(Id, ForeignKey("family.id", ondelete="RESTRICT"), index=True)
    user_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"))
    team_id: Mapped[int | None] = mapped_column(Id, ForeignKey("team.id", ondelete="RESTRICT"), index=True)
    lead: Mapped[bool] = mapped_column(default=True)
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    created_at: Mapped[datetime]

    family: Mapped[Family] = relationship()
    user: Mapped[User] = relationship()


class FamilyLink(Numbered, Base):
    """That two families belong together, why, and who said so. Held once, from either side."""

    __tablename__ = "family_link"
    __table_args__ = table_args(
        UniqueConstraint("family_id", "other_id"),
        CheckConstraint("family_id <> other_id", name="another_family"),
    )

    family_id: Mapped[int] = mapped_column(Id, ForeignKey("family.id", ondelete="RESTRICT"))
    other_id: Mapped[int] = mapped_column(Id, ForeignKey("family.id", ondelete="RESTRICT"), index=True)
    why: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int | None] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    at: Mapped[datetime]

    family: Mapped[Family] = relationship(foreign_keys=[family_id])
    other: Mapped[Family] = relationship(foreign_keys=[other_id])
