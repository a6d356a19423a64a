"""People with an account: where they work, what they may do, which tools they are trained to use."""

from datetime import date, datetime

from flask_security import RoleMixin, UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gcp_tool.core import clock
from gcp_tool.domain.vocabulary import Role
from gcp_tool.models.agencies import Agency, Team
from gcp_tool.models.base import Base, Id, Keyed, Numbered, codes, table_args


class User(Keyed, Base, UserMixin):
    """A person with an account. Without a password they are known to the tool but cannot sign in."""

    __tablename__ = "app_user"
    __table_args__ = table_args(
        CheckConstraint("email = lower(email)", name="email_in_lower_case"),
        CheckConstraint("failed_count >= 0", name="failed_count_counts"),
    )

    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    password: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(unique=True)
    oidc_subject: Mapped[str | None] = mapped_column(unique=True)
    failed_count: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]

    @property
    def roles(self) -> list[RoleMixin]:  # type: ignore[override]  # read-only here, on purpose
        """Flask-Security's own roles are not used: permissions come from postings and `UserRole`."""
        return []

    def is_locked(self, form_error: list[str] | None = None) -> bool:
        """Whether sign-in is refused for now; the same words as for a wrong password, on purpose."""
        locked = self.locked_until is not None and self.locked_until > clock.now()
        if locked and form_error is not None:
            form_error.append("Enter a correct email address and password")
        return locked


class UserPosting(Numbered, Base):
    """Where a user works, from and to. One open posting a user."""

    __tablename__ = "user_posting"
    __table_args__ = table_args(
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="ended_after_started"),
        Index(
            "uq_user_posting_open",
            "user_id",
            unique=True,
            sqlite_where=text("ended_on IS NULL"),
            postgresql_where=text("ended_on IS NULL"),
        ),
    )

    user_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    agency_id: Mapped[int] = mapped_column(Id, ForeignKey("agency.id", ondelete="RESTRICT"), index=True)
    team_id: Mapped[int | None] = mapped_column(Id, ForeignKey("team.id", ondelete="RESTRICT"), index=True)
    started_on: Mapped[date]
    ended_on: Mapped[date | None]

    user: Mapped[User] = relationship()
    agency: Mapped[Agency] = relationship()
    team: Mapped[Team | None] = relationship()


class UserRole(Numbered, Base):
    """A role a user holds, from and to, over one team where the role has a team (a manager's)."""

    __tablename__ = "user_role"
    __table_args__ = table_args(
        Index(
            "uq_user_role_open",
            "user_id",
            "role",
            "team_id",
            unique=True,
            sqlite_where=text("ended_on IS NULL"),
            postgresql_where=text("ended_on IS NULL"),
        ),
        Index(
            "uq_user_role_open_without_team",
            "user_id",
            "role",
            unique=True,
            sqlite_where=text("team_id IS NULL AND ended_on IS NULL"),
            postgresql_where=text("team_id IS NULL AND ended_on IS NULL"),
        ),
        CheckConstraint("role <> 'manager' OR team_id IS NOT NULL", name="manager_has_a_team"),
    )

    user_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    role: Mapped[Role] = mapped_column(codes(Role, "role"))
    team_id: Mapped[int | None] = mapped_column(Id, ForeignKey("team.id", ondelete="RESTRICT"), index=True)
    ended_on: Mapped[date | None]

    user: Mapped[User] = relationship()
    team: Mapped[Team | None] = relationship()


class Accreditation(Numbered, Base):
    """That a user is trained to use a tool, since when and until when."""

    __tablename__ = "accreditation"
    __table_args__ = table_args(
        UniqueConstraint("user_id", "instrument_code", "trained_on"),
        CheckConstraint("expires_on IS NULL OR expires_on >= trained_on", name="expires_after_trained"),
    )

    user_id: Mapped[int] = mapped_column(Id, ForeignKey("app_user.id", ondelete="RESTRICT"), index=True)
    instrument_code: Mapped[str]
    trained_on: Mapped[date]
    expires_on: Mapped[date | None]
