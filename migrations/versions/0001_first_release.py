"""The tables of the first release.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)


def _points(table: str, column: str, at: str, *, use_alter: bool = False) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{at}.id"], name=name, ondelete="RESTRICT", use_alter=use_alter)


def _partial_index(name: str, table: str, columns: list, *, where: str, unique: bool = True) -> None:
    some = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=some, postgresql_where=some)


def upgrade() -> None:
    """Make every table, and begin the chain of the audit log."""
    _agencies_and_users()
    _families()
    _tools()
    _assessments()
    _answers()
    _kept()
    _audit()
    _join_assessments_to_their_revisions()


def _agencies_and_users() -> None:
    """Agencies, teams, and people with an account."""
    op.create_table(
        "agency",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("merged_into_id", ID, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        _points("agency", "merged_into_id", "agency"),
        sa.CheckConstraint(
            "closed_on IS NULL OR closed_on >= opened_on",
            name=op.f("ck_agency_closed_after_opened"),
        ),
        sa.CheckConstraint(
            "kind IN ('social_care', 'early_help', 'health', 'education', 'police', 'housing', "
            "'voluntary', 'other')",
            name=op.f("ck_agency_kind"),
        ),
        sa.UniqueConstraint("key", name=op.f("uq_agency_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_agency_merged_into_id", "agency", ["merged_into_id"])
    _partial_index("uq_agency_name_open", "agency", [sa.text("lower(name)")], where="closed_on IS NULL")
    op.create_table(
        "team",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("agency_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("duty_line", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        _points("team", "agency_id", "agency"),
        sa.CheckConstraint(
            "closed_on IS NULL OR closed_on >= opened_on",
            name=op.f("ck_team_closed_after_opened"),
        ),
        sa.UniqueConstraint("key", name=op.f("uq_team_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_team_agency_id", "team", ["agency_id"])
    _partial_index(
        "uq_team_name_open",
        "team",
        ["agency_id", sa.text("lower(name)")],
        where="closed_on IS NULL",
    )
    op.create_table(
        "app_user",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.Text(), nullable=False),
        sa.Column("oidc_subject", sa.Text(), nullable=True),
        sa.Column("failed_count", sa.Integer(), nullable=False),
        sa.Column("locked_until", AT, nullable=True),
        sa.Column("created_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_app_user")),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_app_user_email_in_lower_case")),
        sa.CheckConstraint("failed_count >= 0", name=op.f("ck_app_user_failed_count_counts")),
        sa.UniqueConstraint("email", name=op.f("uq_app_user_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_app_user_fs_uniquifier")),
        sa.UniqueConstraint("key", name=op.f("uq_app_user_key")),
        sa.UniqueConstraint("oidc_subject", name=op.f("uq_app_user_oidc_subject")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "user_posting",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("agency_id", ID, nullable=False),
        sa.Column("team_id", ID, nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_posting")),
        _points("user_posting", "agency_id", "agency"),
        _points("user_posting", "team_id", "team"),
        _points("user_posting", "user_id", "app_user"),
        sa.CheckConstraint(
            "ended_on IS NULL OR ended_on >= started_on",
            name=op.f("ck_user_posting_ended_after_started"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_user_posting_agency_id", "user_posting", ["agency_id"])
    op.create_index("ix_user_posting_team_id", "user_posting", ["team_id"])
    op.create_index("ix_user_posting_user_id", "user_posting", ["user_id"])
    _partial_index("uq_user_posting_open", "user_posting", ["user_id"], where="ended_on IS NULL")
    op.create_table(
        "user_role",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("team_id", ID, nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_role")),
        _points("user_role", "team_id", "team"),
        _points("user_role", "user_id", "app_user"),
        sa.CheckConstraint(
            "role <> 'manager' OR team_id IS NOT NULL",
            name=op.f("ck_user_role_manager_has_a_team"),
        ),
        sa.CheckConstraint(
            "role IN ('practitioner', 'manager', 'reviewing_officer', 'coordinator', 'auditor', "
            "'tool_owner', 'administrator')",
            name=op.f("ck_user_role_role"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_user_role_team_id", "user_role", ["team_id"])
    op.create_index("ix_user_role_user_id", "user_role", ["user_id"])
    _partial_index("uq_user_role_open", "user_role", ["user_id", "role", "team_id"], where="ended_on IS NULL")
    _partial_index(
        "uq_user_role_open_without_team",
        "user_role",
        ["user_id", "role"],
        where="team_id IS NULL AND ended_on IS NULL",
    )
    op.create_table(
        "accreditation",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("instrument_code", sa.Text(), nullable=False),
        sa.Column("trained_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accreditation")),
        _points("accreditation", "user_id", "app_user"),
        sa.CheckConstraint(
            "expires_on IS NULL OR expires_on >= trained_on",
            name=op.f("ck_accreditation_expires_after_trained"),
        ),
        sa.UniqueConstraint(
            "user_id",
            "instrument_code",
            "trained_on",
            name=op.f("uq_accreditation_user_id_instrument_code_trained_on"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_accreditation_user_id", "accreditation", ["user_id"])


def _families() -> None:
    """Families and the people in them."""
    op.create_table(
        "family",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("team_id", ID, nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", AT, nullable=False),
        sa.Column("changed_by_id", ID, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family")),
        _points("family", "team_id", "team"),
        sa.CheckConstraint(
            "closed_on IS NULL OR closed_on >= opened_on",
            name=op.f("ck_family_closed_after_opened"),
        ),
        sa.CheckConstraint("length(trim(label)) > 0", name=op.f("ck_family_label_given")),
        sa.UniqueConstraint("key", name=op.f("uq_family_key")),
        sa.UniqueConstraint("ref", name=op.f("uq_family_ref")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_family_team_id", "family", ["team_id"])
    op.create_table(
        "person",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("sounds", sa.Text(), nullable=False),
        sa.Column("birth_on", sa.Date(), nullable=True),
        sa.Column("expected_birth_on", sa.Date(), nullable=True),
        sa.Column("died_on", sa.Date(), nullable=True),
        sa.Column("nhs_number", sa.Text(), nullable=True),
        sa.Column("upn", sa.Text(), nullable=True),
        sa.Column("la_child_id", sa.Text(), nullable=True),
        sa.Column("ethnicity", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("interpreter", sa.Boolean(), nullable=True),
        sa.Column("needs", sa.Text(), nullable=False),
        sa.Column("safe_contact", sa.Text(), nullable=False),
        sa.Column("merged_into_id", ID, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", AT, nullable=False),
        sa.Column("changed_by_id", ID, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        _points("person", "merged_into_id", "person"),
        sa.CheckConstraint(
            "birth_on IS NULL OR expected_birth_on IS NULL",
            name=op.f("ck_person_born_or_due"),
        ),
        sa.CheckConstraint(
            "died_on IS NULL OR birth_on IS NULL OR died_on >= birth_on",
            name=op.f("ck_person_died_after_birth"),
        ),
        sa.CheckConstraint("length(trim(given_name || family_name)) > 0", name=op.f("ck_person_named")),
        sa.UniqueConstraint("key", name=op.f("uq_person_key")),
        sa.UniqueConstraint("ref", name=op.f("uq_person_ref")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_person_birth_on", "person", ["birth_on"])
    op.create_index("ix_person_merged_into_id", "person", ["merged_into_id"])
    op.create_index("ix_person_sounds", "person", ["sounds"])
    _partial_index("uq_person_la_child_id", "person", ["la_child_id"], where="la_child_id IS NOT NULL")
    _partial_index("uq_person_nhs_number", "person", ["nhs_number"], where="nhs_number IS NOT NULL")
    op.create_table(
        "family_member",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("family_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("household", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_member")),
        _points("family_member", "family_id", "family"),
        _points("family_member", "person_id", "person"),
        sa.CheckConstraint(
            "ended_on IS NULL OR ended_on >= started_on",
            name=op.f("ck_family_member_ended_after_started"),
        ),
        sa.CheckConstraint(
            "role IN ('child', 'main_carer', 'second_carer', 'other')",
            name=op.f("ck_family_member_role"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_family_member_family_id", "family_member", ["family_id"])
    op.create_index("ix_family_member_person_id", "family_member", ["person_id"])
    _partial_index(
        "uq_family_member_current",
        "family_member",
        ["family_id", "person_id"],
        where="ended_on IS NULL",
    )
    op.create_table(
        "allocation",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("family_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("team_id", ID, nullable=True),
        sa.Column("lead", sa.Boolean(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("created_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allocation")),
        _points("allocation", "family_id", "family"),
        _points("allocation", "team_id", "team"),
        _points("allocation", "user_id", "app_user"),
        sa.CheckConstraint(
            "ended_on IS NULL OR ended_on >= started_on",
            name=op.f("ck_allocation_ended_after_started"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_allocation_family_id", "allocation", ["family_id"])
    op.create_index("ix_allocation_team_id", "allocation", ["team_id"])
    op.create_index("ix_allocation_user_id_ended_on", "allocation", ["user_id", "ended_on"])
    _partial_index("uq_allocation_lead_open", "allocation", ["family_id"], where="ended_on IS NULL AND lead")


def _tools() -> None:
    """Published tools."""
    op.create_table(
        "instrument_version",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("stored_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument_version")),
        sa.UniqueConstraint("code", "version", name=op.f("uq_instrument_version_code_version")),
        sa.UniqueConstraint("key", name=op.f("uq_instrument_version_key")),
        sqlite_autoincrement=True,
    )


def _assessments() -> None:
    """Assessments, their revisions and who takes part."""
    op.create_table(
        "upload",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("as_at_on", sa.Date(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("by_id", ID, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
        _points("upload", "by_id", "app_user"),
        sa.UniqueConstraint("key", name=op.f("uq_upload_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_upload_by_id", "upload", ["by_id"])
    op.create_index("ix_upload_sha256", "upload", ["sha256"])
    op.create_table(
        "assessment",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("family_id", ID, nullable=False),
        sa.Column("instrument_version_id", ID, nullable=False),
        sa.Column("purpose", sa.String(32), nullable=False),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("window_from", sa.Date(), nullable=False),
        sa.Column("window_to", sa.Date(), nullable=False),
        sa.Column("lead_user_id", ID, nullable=False),
        sa.Column("lead_agency_id", ID, nullable=False),
        sa.Column("lead_team_id", ID, nullable=True),
        sa.Column("started_at", AT, nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("completed_quarter", sa.Integer(), nullable=True),
        sa.Column("completed_agency_id", ID, nullable=True),
        sa.Column("completed_team_id", ID, nullable=True),
        sa.Column("current_revision_id", ID, nullable=True),
        sa.Column("origin", sa.String(32), nullable=False),
        sa.Column("upload_id", ID, nullable=True),
        sa.Column("recorded_in_error_at", AT, nullable=True),
        sa.Column("recorded_in_error_by_id", ID, nullable=True),
        sa.Column("recorded_in_error_reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", AT, nullable=False),
        sa.Column("changed_by_id", ID, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        _points("assessment", "completed_agency_id", "agency"),
        _points("assessment", "completed_team_id", "team"),
        _points("assessment", "current_revision_id", "revision", use_alter=True),
        _points("assessment", "family_id", "family"),
        _points("assessment", "instrument_version_id", "instrument_version"),
        _points("assessment", "lead_agency_id", "agency"),
        _points("assessment", "lead_team_id", "team"),
        _points("assessment", "lead_user_id", "app_user"),
        _points("assessment", "recorded_in_error_by_id", "app_user"),
        _points("assessment", "upload_id", "upload"),
        sa.CheckConstraint(
            "(completed_on IS NULL) = (completed_quarter IS NULL) AND (completed_on IS NULL) = "
            "(completed_agency_id IS NULL)",
            name=op.f("ck_assessment_completion_whole"),
        ),
        sa.CheckConstraint(
            "(origin = 'imported') = (upload_id IS NOT NULL)",
            name=op.f("ck_assessment_imported_from_an_upload"),
        ),
        sa.CheckConstraint("origin IN ('typed', 'paper', 'imported')", name=op.f("ck_assessment_origin")),
        sa.CheckConstraint("window_to >= window_from", name=op.f("ck_assessment_period_in_order")),
        sa.CheckConstraint("purpose IN ('baseline', 'review')", name=op.f("ck_assessment_purpose")),
        sa.CheckConstraint(
            "(recorded_in_error_at IS NULL) = (recorded_in_error_reason IS NULL)",
            name=op.f("ck_assessment_recorded_in_error_whole"),
        ),
        sa.UniqueConstraint("key", name=op.f("uq_assessment_key")),
        sa.UniqueConstraint("ref", name=op.f("uq_assessment_ref")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_assessment_completed_agency_id", "assessment", ["completed_agency_id"])
    op.create_index("ix_assessment_completed_team_id", "assessment", ["completed_team_id"])
    op.create_index("ix_assessment_current_revision_id", "assessment", ["current_revision_id"])
    op.create_index("ix_assessment_family_id_window_to", "assessment", ["family_id", "window_to"])
    op.create_index("ix_assessment_instrument_version_id", "assessment", ["instrument_version_id"])
    op.create_index("ix_assessment_lead_agency_id", "assessment", ["lead_agency_id"])
    op.create_index("ix_assessment_lead_team_id", "assessment", ["lead_team_id"])
    op.create_index("ix_assessment_lead_user_id", "assessment", ["lead_user_id"])
    _partial_index(
        "ix_assessment_lead_user_id_open",
        "assessment",
        ["lead_user_id"],
        where="completed_on IS NULL",
        unique=False,
    )
    op.create_index("ix_assessment_recorded_in_error_by_id", "assessment", ["recorded_in_error_by_id"])
    op.create_index("ix_assessment_upload_id", "assessment", ["upload_id"])
    op.create_table(
        "revision",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("assessment_id", ID, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("submitted_at", AT, nullable=True),
        sa.Column("signed_off_at", AT, nullable=True),
        sa.Column("signed_off_by_id", ID, nullable=True),
        sa.Column("content_sha256", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", AT, nullable=False),
        sa.Column("changed_by_id", ID, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        _points("revision", "assessment_id", "assessment"),
        _points("revision", "signed_off_by_id", "app_user"),
        sa.CheckConstraint("kind IN ('care', 'second')", name=op.f("ck_revision_kind")),
        sa.CheckConstraint(
            "signed_off_by_id IS NULL OR signed_off_at IS NOT NULL",
            name=op.f("ck_revision_signed_off_by_whom"),
        ),
        sa.CheckConstraint(
            "(signed_off_at IS NULL) = (content_sha256 IS NULL)",
            name=op.f("ck_revision_signed_off_is_sealed"),
        ),
        sa.CheckConstraint(
            "(state IN ('signed_off', 'superseded')) = (signed_off_at IS NOT NULL)",
            name=op.f("ck_revision_signed_off_when"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'returned', 'signed_off', 'superseded', 'stopped')",
            name=op.f("ck_revision_state"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('submitted', 'signed_off', 'superseded') OR submitted_at IS NOT NULL",
            name=op.f("ck_revision_submitted_when"),
        ),
        sa.UniqueConstraint(
            "assessment_id",
            "kind",
            "number",
            name=op.f("uq_revision_assessment_id_kind_number"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_revision_assessment_id", "revision", ["assessment_id"])
    op.create_index("ix_revision_signed_off_by_id", "revision", ["signed_off_by_id"])
    op.create_index("ix_revision_state_submitted_at", "revision", ["state", "submitted_at"])
    _partial_index(
        "uq_revision_open",
        "revision",
        ["assessment_id", "kind"],
        where="state IN ('draft', 'submitted', 'returned')",
    )
    _partial_index(
        "uq_revision_signed_off_care",
        "revision",
        ["assessment_id"],
        where="state = 'signed_off' AND kind = 'care'",
    )
    op.create_table(
        "status_change",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("revision_id", ID, nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("from_state", sa.String(32), nullable=True),
        sa.Column("to_state", sa.String(32), nullable=False),
        sa.Column("by_id", ID, nullable=True),
        sa.Column("at", AT, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_change")),
        _points("status_change", "by_id", "app_user"),
        _points("status_change", "revision_id", "revision"),
        sa.CheckConstraint(
            "from_state IN ('draft', 'submitted', 'returned', 'signed_off', 'superseded', 'stopped')",
            name=op.f("ck_status_change_from_state"),
        ),
        sa.CheckConstraint(
            "to_state IN ('draft', 'submitted', 'returned', 'signed_off', 'superseded', 'stopped')",
            name=op.f("ck_status_change_to_state"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_status_change_by_id", "status_change", ["by_id"])
    op.create_index("ix_status_change_revision_id", "status_change", ["revision_id"])
    op.create_table(
        "profile",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("assessment_id", ID, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("household", sa.Text(), nullable=True),
        sa.Column("child_id", ID, nullable=True),
        sa.Column("carer_id", ID, nullable=True),
        sa.Column("carer_role", sa.String(32), nullable=True),
        sa.Column("age_band", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile")),
        _points("profile", "assessment_id", "assessment"),
        _points("profile", "carer_id", "person"),
        _points("profile", "child_id", "person"),
        sa.CheckConstraint(
            "age_band IN ('unborn', '0-1', '2-4', '5-10', '11-17')",
            name=op.f("ck_profile_age_band"),
        ),
        sa.CheckConstraint(
            "carer_role IN ('child', 'main_carer', 'second_carer', 'other')",
            name=op.f("ck_profile_carer_role"),
        ),
        sa.CheckConstraint(
            "kind IN ('household', 'child_carer', 'child', 'whole')",
            name=op.f("ck_profile_kind"),
        ),
        sa.CheckConstraint(
            "(kind = 'household' AND household IS NOT NULL AND child_id IS NULL AND carer_id IS NULL) "
            "OR (kind = 'child_carer' AND child_id IS NOT NULL AND carer_id IS NOT NULL) OR (kind = "
            "'child' AND child_id IS NOT NULL AND carer_id IS NULL) OR (kind = 'whole' AND household "
            "IS NULL AND child_id IS NULL AND carer_id IS NULL)",
            name=op.f("ck_profile_kind_fits"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_profile_assessment_id", "profile", ["assessment_id"])
    op.create_index("ix_profile_carer_id", "profile", ["carer_id"])
    op.create_index("ix_profile_child_id", "profile", ["child_id"])
    _partial_index("uq_profile_child", "profile", ["assessment_id", "child_id"], where="kind = 'child'")
    _partial_index(
        "uq_profile_child_carer",
        "profile",
        ["assessment_id", "child_id", "carer_id"],
        where="kind = 'child_carer'",
    )
    _partial_index(
        "uq_profile_household",
        "profile",
        ["assessment_id", "household"],
        where="kind = 'household'",
    )
    _partial_index("uq_profile_whole", "profile", ["assessment_id"], where="kind = 'whole'")
    op.create_table(
        "participant",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("assessment_id", ID, nullable=False),
        sa.Column("part", sa.String(32), nullable=False),
        sa.Column("user_id", ID, nullable=True),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("agency_id", ID, nullable=True),
        sa.Column("domains", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        _points("participant", "agency_id", "agency"),
        _points("participant", "assessment_id", "assessment"),
        _points("participant", "person_id", "person"),
        _points("participant", "user_id", "app_user"),
        sa.CheckConstraint(
            "part IN ('lead', 'contributor', 'carer', 'second_scorer')",
            name=op.f("ck_participant_part"),
        ),
        sa.CheckConstraint(
            "user_id IS NOT NULL OR person_id IS NOT NULL",
            name=op.f("ck_participant_somebody"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_participant_agency_id", "participant", ["agency_id"])
    op.create_index("ix_participant_assessment_id", "participant", ["assessment_id"])
    op.create_index("ix_participant_person_id", "participant", ["person_id"])
    op.create_index("ix_participant_user_id", "participant", ["user_id"])
    _partial_index("uq_participant_lead", "participant", ["assessment_id"], where="part = 'lead'")
    op.create_table(
        "participant_user",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("assessment_id", ID, nullable=False),
        sa.Column("participant_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant_user")),
        _points("participant_user", "assessment_id", "assessment"),
        _points("participant_user", "participant_id", "participant"),
        _points("participant_user", "user_id", "app_user"),
        sa.UniqueConstraint(
            "assessment_id",
            "user_id",
            "participant_id",
            name=op.f("uq_participant_user_assessment_id_user_id_participant_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_participant_user_participant_id", "participant_user", ["participant_id"])
    op.create_index("ix_participant_user_user_id", "participant_user", ["user_id"])


def _answers() -> None:
    """Answers, what they were before, and what they add up to."""
    op.create_table(
        "answer",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("revision_id", ID, nullable=False),
        sa.Column("participant_id", ID, nullable=False),
        sa.Column("profile_id", ID, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("raw", sa.JSON(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=True),
        sa.Column("source", sa.String(32), nullable=True),
        sa.Column("agency_id", ID, nullable=True),
        sa.Column("reason", sa.String(32), nullable=True),
        sa.Column("shared_with", sa.JSON(), nullable=False),
        sa.Column("copied_from_profile_id", ID, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("write_id", sa.Text(), nullable=False),
        sa.Column("by_id", ID, nullable=True),
        sa.Column("at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        _points("answer", "agency_id", "agency"),
        _points("answer", "by_id", "app_user"),
        _points("answer", "copied_from_profile_id", "profile"),
        _points("answer", "participant_id", "participant"),
        _points("answer", "profile_id", "profile"),
        _points("answer", "revision_id", "revision"),
        sa.CheckConstraint(
            "grade IS NULL OR grade BETWEEN 1 AND 20",
            name=op.f("ck_answer_grade_is_a_level"),
        ),
        sa.CheckConstraint(
            "(state = 'graded') = (grade IS NOT NULL)",
            name=op.f("ck_answer_graded_has_a_grade"),
        ),
        sa.CheckConstraint(
            "kind IN ('item', 'area', 'domain', 'evidence', 'voice', 'told', 'factor', 'analysis')",
            name=op.f("ck_answer_kind"),
        ),
        sa.CheckConstraint(
            "reason IN ('not_seen', 'refused', 'not_asked', 'not_for_this_child', 'other')",
            name=op.f("ck_answer_reason"),
        ),
        sa.CheckConstraint(
            "reason IS NULL OR state IN ('not_applicable', 'not_known')",
            name=op.f("ck_answer_reason_is_for_no_grade"),
        ),
        sa.CheckConstraint(
            "source IN ('seen_at_visit', 'child_said', 'carer_said', 'professional_said', 'record')",
            name=op.f("ck_answer_source"),
        ),
        sa.CheckConstraint(
            "state IN ('graded', 'not_applicable', 'not_known', 'words', 'invalid', 'removed')",
            name=op.f("ck_answer_state"),
        ),
        sa.UniqueConstraint(
            "revision_id",
            "participant_id",
            "profile_id",
            "kind",
            "code",
            "slot",
            name=op.f("uq_answer_place"),
        ),
        sa.UniqueConstraint("write_id", name=op.f("uq_answer_write_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_answer_agency_id", "answer", ["agency_id"])
    op.create_index("ix_answer_by_id", "answer", ["by_id"])
    op.create_index("ix_answer_copied_from_profile_id", "answer", ["copied_from_profile_id"])
    op.create_index("ix_answer_participant_id", "answer", ["participant_id"])
    op.create_index("ix_answer_profile_id", "answer", ["profile_id"])
    op.create_table(
        "answer_history",
        sa.Column("answer_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("raw", sa.JSON(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=True),
        sa.Column("source", sa.String(32), nullable=True),
        sa.Column("agency_id", ID, nullable=True),
        sa.Column("reason", sa.String(32), nullable=True),
        sa.Column("shared_with", sa.JSON(), nullable=False),
        sa.Column("copied_from_profile_id", ID, nullable=True),
        sa.Column("write_id", sa.Text(), nullable=False),
        sa.Column("by_id", ID, nullable=True),
        sa.Column("at", AT, nullable=False),
        sa.PrimaryKeyConstraint("answer_id", "version", name=op.f("pk_answer_history")),
        _points("answer_history", "answer_id", "answer"),
        sa.CheckConstraint(
            "reason IN ('not_seen', 'refused', 'not_asked', 'not_for_this_child', 'other')",
            name=op.f("ck_answer_history_reason"),
        ),
        sa.CheckConstraint(
            "source IN ('seen_at_visit', 'child_said', 'carer_said', 'professional_said', 'record')",
            name=op.f("ck_answer_history_source"),
        ),
        sa.CheckConstraint(
            "state IN ('graded', 'not_applicable', 'not_known', 'words', 'invalid', 'removed')",
            name=op.f("ck_answer_history_state"),
        ),
        sa.UniqueConstraint("write_id", name=op.f("uq_answer_history_write_id")),
    )
    op.create_table(
        "evidence_link",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("answer_id", ID, nullable=False),
        sa.Column("profile_id", ID, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_link")),
        _points("evidence_link", "answer_id", "answer"),
        _points("evidence_link", "profile_id", "profile"),
        sa.UniqueConstraint(
            "answer_id",
            "profile_id",
            "code",
            name=op.f("uq_evidence_link_answer_id_profile_id_code"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_evidence_link_profile_id", "evidence_link", ["profile_id"])
    op.create_table(
        "reading",
        sa.Column("assessment_id", ID, nullable=False),
        sa.Column("profile_id", ID, nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("revision_id", ID, nullable=False),
        sa.Column("family_id", ID, nullable=False),
        sa.Column("child_id", ID, nullable=False),
        sa.Column("carer_id", ID, nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=True),
        sa.Column("because_code", sa.Text(), nullable=True),
        sa.Column("graded", sa.Integer(), nullable=False),
        sa.Column("of_items", sa.Integer(), nullable=False),
        sa.Column("held", sa.JSON(), nullable=False),
        sa.Column("signed_off", sa.Boolean(), nullable=False),
        sa.Column("scorer_id", ID, nullable=False),
        sa.Column("judged", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("assessment_id", "profile_id", "domain", name=op.f("pk_reading")),
        _points("reading", "assessment_id", "assessment"),
        _points("reading", "carer_id", "person"),
        _points("reading", "child_id", "person"),
        _points("reading", "family_id", "family"),
        _points("reading", "profile_id", "profile"),
        _points("reading", "revision_id", "revision"),
        _points("reading", "scorer_id", "app_user"),
        sa.CheckConstraint("(grade IS NULL) = (graded = 0)", name=op.f("ck_reading_graded_has_a_grade")),
        sa.CheckConstraint("graded >= 0 AND of_items >= graded", name=op.f("ck_reading_graded_of_items")),
    )
    op.create_index("ix_reading_carer_id", "reading", ["carer_id"])
    op.create_index("ix_reading_child_id", "reading", ["child_id"])
    op.create_index("ix_reading_profile_id", "reading", ["profile_id"])
    op.create_index("ix_reading_revision_id", "reading", ["revision_id"])
    op.create_index("ix_reading_scorer_id", "reading", ["scorer_id"])
    op.create_index(
        "ix_reading_series",
        "reading",
        ["family_id", "child_id", "carer_id", "line", "domain", "on_date", "grade"],
    )


def _kept() -> None:
    """What the tool keeps for its own working."""
    op.create_table(
        "search",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("expires_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search")),
        _points("search", "user_id", "app_user"),
        sa.UniqueConstraint("key", name=op.f("uq_search_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_search_expires_at", "search", ["expires_at"])
    op.create_index("ix_search_user_id", "search", ["user_id"])
    op.create_table(
        "once",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("location", sa.Text(), nullable=True),
        sa.Column("at", AT, nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_once")),
        _points("once", "user_id", "app_user"),
    )
    op.create_index("ix_once_at", "once", ["at"])
    op.create_index("ix_once_user_id", "once", ["user_id"])
    op.create_table(
        "held_input",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("expires_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_input")),
        _points("held_input", "user_id", "app_user"),
        sa.UniqueConstraint("key", name=op.f("uq_held_input_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_held_input_expires_at", "held_input", ["expires_at"])
    op.create_index("ix_held_input_user_id", "held_input", ["user_id"])
    op.create_table(
        "chart",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("svg_gz", sa.LargeBinary(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_chart")),
    )


def _audit() -> None:
    """The audit log and the beginning of its chain."""
    op.create_table(
        "audit_event",
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("seq", ID, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("family_id", ID, nullable=True),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("subject_kind", sa.Text(), nullable=True),
        sa.Column("subject_id", ID, nullable=True),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.Column("canonical", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_audit_event")),
        sa.CheckConstraint("seq > 0", name=op.f("ck_audit_event_seq_counts_from_one")),
    )
    op.create_index("ix_audit_event_actor_id_at", "audit_event", ["actor_id", "at"])
    op.create_index("ix_audit_event_family_id_at", "audit_event", ["family_id", "at"])
    op.create_index("ix_audit_event_person_id_at", "audit_event", ["person_id", "at"])
    op.create_table(
        "audit_head",
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("seq", ID, nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "audit_note",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_note")),
        sqlite_autoincrement=True,
    )
    head = sa.table("audit_head", sa.column("chain"), sa.column("seq"), sa.column("hash"))
    op.execute(head.insert().values(chain="main", seq=0, hash="0" * 64))


def _join_assessments_to_their_revisions() -> None:
    """The two tables point at each other; SQLite takes the key with the table, PostgreSQL when both are there."""
    if op.get_bind().dialect.name == "sqlite":
        return
    op.create_foreign_key(
        op.f("fk_assessment_current_revision_id"),
        "assessment",
        "revision",
        ["current_revision_id"],
        ["id"],
        ondelete="RESTRICT",
    )
