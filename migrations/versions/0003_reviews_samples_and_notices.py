"""Six-month reviews, samples, challenges, notices, contributions asked for, and imports that can be undone.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)


def _points(table: str, column: str, at: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{at}.id"], name=name, ondelete="RESTRICT")


def _partial_index(name: str, table: str, columns: list, *, where: str, unique: bool) -> None:
    some = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=some, postgresql_where=some)


def upgrade() -> None:
    """Make the new tables, and the new columns of old ones."""
    _reviews()
    _samples()
    _what_follows()
    _kept()
    _months()
    _log()
    _break_glass()
    _completions()
    _columns()


def _reviews() -> None:
    """What managers decide."""
    op.create_table(
        "review",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("family_id", ID, nullable=False),
        sa.Column("team_id", ID, nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("plan_kind", sa.String(32), nullable=True),
        sa.Column("decision", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("summary", sa.Integer(), nullable=True),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("snapshot_sha256", sa.Text(), nullable=False),
        sa.Column("supersedes_id", ID, nullable=True),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.CheckConstraint(
            "decision IN ('continue', 'changed_plan', 'refer', 'strategy_discussion', "
            "'family_group_conference', 'practice_challenge_panel', 'legal_planning', 'step_down', 'close', "
            "'recommend_continue', 'recommend_changed_plan', 'recommend_legal_planning', "
            "'recommend_step_down', 'recommend_end')",
            name=op.f("ck_review_decision"),
        ),
        sa.CheckConstraint("next_on IS NULL OR next_on > on_date", name=op.f("ck_review_next_is_later")),
        sa.CheckConstraint(
            "plan_kind IN ('early_help', 'child_in_need', 'child_protection', 'looked_after')",
            name=op.f("ck_review_plan_kind"),
        ),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_review_reason_given")),
        sa.CheckConstraint(
            "summary IS NULL OR summary BETWEEN 1 AND 10", name=op.f("ck_review_summary_is_a_headline")
        ),
        _points("review", "by_id", "app_user"),
        _points("review", "family_id", "family"),
        _points("review", "supersedes_id", "review"),
        _points("review", "team_id", "team"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
        sa.UniqueConstraint("key", name=op.f("uq_review_key")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_review_supersedes_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_review_by_id", "review", ["by_id"])
    op.create_index("ix_review_decision_on_date", "review", ["decision", "on_date"])
    op.create_index("ix_review_family_id_on_date", "review", ["family_id", "on_date"])
    op.create_index("ix_review_team_id", "review", ["team_id"])
    op.create_table(
        "review_draft",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("family_id", ID, nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", AT, nullable=False),
        sa.Column("changed_by_id", ID, nullable=True),
        _points("review_draft", "by_id", "app_user"),
        _points("review_draft", "family_id", "family"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_draft")),
        sa.UniqueConstraint("family_id", name=op.f("uq_review_draft_family_id")),
        sa.UniqueConstraint("key", name=op.f("uq_review_draft_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_review_draft_by_id", "review_draft", ["by_id"])


def _samples() -> None:
    """Dip samples and their audits."""
    op.create_table(
        "sample",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("agency_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("population_sha256", sa.Text(), nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("closed_at", AT, nullable=True),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", AT, nullable=False),
        sa.Column("changed_by_id", ID, nullable=True),
        sa.CheckConstraint("size > 0 AND size <= population", name=op.f("ck_sample_size_within_population")),
        _points("sample", "agency_id", "agency"),
        _points("sample", "by_id", "app_user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample")),
        sa.UniqueConstraint("key", name=op.f("uq_sample_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sample_agency_id_drawn_on", "sample", ["agency_id", "drawn_on"])
    op.create_index("ix_sample_by_id", "sample", ["by_id"])
    op.create_table(
        "sample_auditor",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("sample_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        _points("sample_auditor", "sample_id", "sample"),
        _points("sample_auditor", "user_id", "app_user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_auditor")),
        sa.UniqueConstraint("sample_id", "user_id", name=op.f("uq_sample_auditor_sample_id_user_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sample_auditor_user_id", "sample_auditor", ["user_id"])
    op.create_table(
        "sample_family",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("sample_id", ID, nullable=False),
        sa.Column("family_id", ID, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        _points("sample_family", "family_id", "family"),
        _points("sample_family", "sample_id", "sample"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_family")),
        sa.UniqueConstraint("key", name=op.f("uq_sample_family_key")),
        sa.UniqueConstraint("sample_id", "family_id", name=op.f("uq_sample_family_sample_id_family_id")),
        sa.UniqueConstraint("sample_id", "place", name=op.f("uq_sample_family_sample_id_place")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sample_family_family_id", "sample_family", ["family_id"])
    op.create_table(
        "audit",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("sample_family_id", ID, nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("finished_at", AT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", AT, nullable=False),
        sa.Column("changed_by_id", ID, nullable=True),
        _points("audit", "by_id", "app_user"),
        _points("audit", "sample_family_id", "sample_family"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sa.UniqueConstraint("key", name=op.f("uq_audit_key")),
        sa.UniqueConstraint("sample_family_id", "by_id", name=op.f("uq_audit_sample_family_id_by_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_by_id", "audit", ["by_id"])


def _what_follows() -> None:
    """Actions and challenges."""
    op.create_table(
        "action",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("family_id", ID, nullable=False),
        sa.Column("review_id", ID, nullable=True),
        sa.Column("audit_id", ID, nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("owner_id", ID, nullable=True),
        sa.Column("owner_words", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_words", sa.Text(), nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", AT, nullable=False),
        sa.Column("changed_by_id", ID, nullable=True),
        sa.CheckConstraint(
            "done_on IS NULL OR length(trim(done_words)) > 0", name=op.f("ck_action_done_says_how")
        ),
        sa.CheckConstraint("review_id IS NULL OR audit_id IS NULL", name=op.f("ck_action_from_one_place")),
        sa.CheckConstraint(
            "owner_id IS NOT NULL OR length(trim(owner_words)) > 0", name=op.f("ck_action_somebody")
        ),
        sa.CheckConstraint("length(trim(what)) > 0", name=op.f("ck_action_what_given")),
        _points("action", "audit_id", "audit"),
        _points("action", "by_id", "app_user"),
        _points("action", "family_id", "family"),
        _points("action", "owner_id", "app_user"),
        _points("action", "review_id", "review"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
        sa.UniqueConstraint("key", name=op.f("uq_action_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_action_audit_id", "action", ["audit_id"])
    op.create_index("ix_action_by_id", "action", ["by_id"])
    _partial_index("ix_action_due_on_open", "action", ["due_on"], where="done_on IS NULL", unique=False)
    op.create_index("ix_action_family_id_due_on", "action", ["family_id", "due_on"])
    op.create_index("ix_action_owner_id", "action", ["owner_id"])
    op.create_index("ix_action_review_id", "action", ["review_id"])
    op.create_table(
        "challenge",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("family_id", ID, nullable=False),
        sa.Column("assessment_id", ID, nullable=True),
        sa.Column("review_id", ID, nullable=True),
        sa.Column("about", sa.String(32), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("agency_id", ID, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("replied_by_id", ID, nullable=True),
        sa.Column("replied_at", AT, nullable=True),
        sa.Column("outcome", sa.String(32), nullable=True),
        sa.Column("outcome_words", sa.Text(), nullable=False),
        sa.Column("settled_by_id", ID, nullable=True),
        sa.Column("settled_at", AT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", AT, nullable=False),
        sa.Column("changed_by_id", ID, nullable=True),
        sa.CheckConstraint("about IN ('grade', 'improvement', 'decision')", name=op.f("ck_challenge_about")),
        sa.CheckConstraint(
            "assessment_id IS NOT NULL OR review_id IS NOT NULL", name=op.f("ck_challenge_of_something")
        ),
        sa.CheckConstraint("outcome IN ('settled', 'escalated')", name=op.f("ck_challenge_outcome")),
        sa.CheckConstraint(
            "(outcome IS NULL) = (settled_at IS NULL) AND (outcome IS NULL) = (settled_by_id IS NULL)",
            name=op.f("ck_challenge_outcome_whole"),
        ),
        sa.CheckConstraint(
            "(replied_at IS NULL) = (reply IS NULL) AND (replied_at IS NULL) = (replied_by_id IS NULL)",
            name=op.f("ck_challenge_reply_whole"),
        ),
        sa.CheckConstraint("length(trim(words)) > 0", name=op.f("ck_challenge_words_given")),
        _points("challenge", "agency_id", "agency"),
        _points("challenge", "assessment_id", "assessment"),
        _points("challenge", "by_id", "app_user"),
        _points("challenge", "family_id", "family"),
        _points("challenge", "replied_by_id", "app_user"),
        _points("challenge", "review_id", "review"),
        _points("challenge", "settled_by_id", "app_user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge")),
        sa.UniqueConstraint("key", name=op.f("uq_challenge_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_challenge_agency_id", "challenge", ["agency_id"])
    op.create_index("ix_challenge_assessment_id", "challenge", ["assessment_id"])
    op.create_index("ix_challenge_by_id", "challenge", ["by_id"])
    op.create_index("ix_challenge_family_id_at", "challenge", ["family_id", "at"])
    op.create_index("ix_challenge_replied_by_id", "challenge", ["replied_by_id"])
    op.create_index("ix_challenge_review_id", "challenge", ["review_id"])
    op.create_index("ix_challenge_settled_by_id", "challenge", ["settled_by_id"])


def _kept() -> None:
    """What is kept for one person, and how spreadsheets name their columns."""
    op.create_table(
        "notice",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("family_id", ID, nullable=True),
        sa.Column("assessment_id", ID, nullable=True),
        sa.Column("by_id", ID, nullable=True),
        sa.Column("at", AT, nullable=False),
        sa.Column("seen_at", AT, nullable=True),
        sa.CheckConstraint(
            "kind IN ('allocated', 'allocation_ended', 'assessment_submitted', 'assessment_signed_off', "
            "'invited', 'invitation_answered', 'invitation_withdrawn', 'challenged', 'challenge_answered', "
            "'action_given', 'review_decided', 'sample_opened', 'draft_old', 'restricted_looked_up', "
            "'family_opened', 'opening_noted', 'opening_reviewed')",
            name=op.f("ck_notice_kind"),
        ),
        _points("notice", "assessment_id", "assessment"),
        _points("notice", "by_id", "app_user"),
        _points("notice", "family_id", "family"),
        _points("notice", "user_id", "app_user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("key", name=op.f("uq_notice_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notice_assessment_id", "notice", ["assessment_id"])
    op.create_index("ix_notice_by_id", "notice", ["by_id"])
    op.create_index("ix_notice_family_id", "notice", ["family_id"])
    op.create_index("ix_notice_user_id", "notice", ["user_id"])
    _partial_index(
        "ix_notice_user_id_unseen", "notice", ["user_id", "at"], where="seen_at IS NULL", unique=False
    )
    op.create_table(
        "left_over",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("write_id", sa.Text(), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("assessment_id", ID, nullable=False),
        sa.Column("profile_id", ID, nullable=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("raw", sa.JSON(), nullable=False),
        sa.Column("why", sa.String(32), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.CheckConstraint(
            "kind IN ('item', 'area', 'domain', 'evidence', 'voice', 'told', 'factor', 'analysis')",
            name=op.f("ck_left_over_kind"),
        ),
        sa.CheckConstraint("why IN ('no_longer_applies', 'not_open')", name=op.f("ck_left_over_why")),
        _points("left_over", "assessment_id", "assessment"),
        _points("left_over", "profile_id", "profile"),
        _points("left_over", "user_id", "app_user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_left_over")),
        sa.UniqueConstraint("key", name=op.f("uq_left_over_key")),
        sa.UniqueConstraint("write_id", name=op.f("uq_left_over_write_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_left_over_assessment_id", "left_over", ["assessment_id"])
    op.create_index("ix_left_over_profile_id", "left_over", ["profile_id"])
    op.create_index("ix_left_over_user_id", "left_over", ["user_id"])
    op.create_table(
        "column_mapping",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("by_id", ID, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", AT, nullable=False),
        sa.Column("changed_by_id", ID, nullable=True),
        _points("column_mapping", "by_id", "app_user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_mapping")),
        sa.UniqueConstraint("key", name=op.f("uq_column_mapping_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_column_mapping_by_id", "column_mapping", ["by_id"])
    op.create_index("uq_column_mapping_name", "column_mapping", [sa.text("lower(name)")], unique=True)
    op.create_table(
        "held_file",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("expires_at", AT, nullable=False),
        _points("held_file", "user_id", "app_user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_file")),
        sa.UniqueConstraint("key", name=op.f("uq_held_file_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_held_file_expires_at", "held_file", ["expires_at"])
    op.create_index("ix_held_file_user_id", "held_file", ["user_id"])


def _months() -> None:
    """Where families stood at the end of each month."""
    op.create_table(
        "standing_month",
        sa.Column("family_id", ID, nullable=False, autoincrement=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("team_id", ID, nullable=False),
        sa.Column("summary", sa.Integer(), nullable=True),
        sa.Column("review_overdue", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "summary IS NULL OR summary BETWEEN 1 AND 10",
            name=op.f("ck_standing_month_summary_is_a_headline"),
        ),
        _points("standing_month", "family_id", "family"),
        _points("standing_month", "team_id", "team"),
        sa.PrimaryKeyConstraint("family_id", "month", name=op.f("pk_standing_month")),
    )
    op.create_index("ix_standing_month_team_id_month", "standing_month", ["team_id", "month", "summary"])


def _completions() -> None:
    """Which agencies are counted for each completed assessment, and how many there are; the past is counted here."""
    op.create_table(
        "assessment_agency",
        sa.Column("assessment_id", ID, nullable=False, autoincrement=False),
        sa.Column("agency_id", ID, nullable=False, autoincrement=False),
        sa.Column("part", sa.String(32), nullable=False),
        sa.Column("fin_quarter", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("part IN ('lead', 'contributed')", name=op.f("ck_assessment_agency_part")),
        _points("assessment_agency", "agency_id", "agency"),
        _points("assessment_agency", "assessment_id", "assessment"),
        sa.PrimaryKeyConstraint("assessment_id", "agency_id", name=op.f("pk_assessment_agency")),
    )
    op.create_index(
        "ix_assessment_agency_agency_id_fin_quarter", "assessment_agency", ["agency_id", "fin_quarter"]
    )
    places = ["fin_quarter", "agency_id", "part", "purpose", "instrument_version_id", "month"]
    op.create_table(
        "completion_tally",
        sa.Column("fin_quarter", sa.SmallInteger(), nullable=False, autoincrement=False),
        sa.Column("agency_id", ID, nullable=False, autoincrement=False),
        sa.Column("part", sa.String(32), nullable=False),
        sa.Column("purpose", sa.String(32), nullable=False),
        sa.Column("instrument_version_id", ID, nullable=False, autoincrement=False),
        sa.Column("month", sa.SmallInteger(), nullable=False, autoincrement=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.CheckConstraint("children >= 0", name=op.f("ck_completion_tally_children_counted")),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name=op.f("ck_completion_tally_month_of_a_year")),
        sa.CheckConstraint("n > 0", name=op.f("ck_completion_tally_something_counted")),
        sa.CheckConstraint("part IN ('lead', 'contributed')", name=op.f("ck_completion_tally_part")),
        sa.CheckConstraint("purpose IN ('baseline', 'review')", name=op.f("ck_completion_tally_purpose")),
        _points("completion_tally", "agency_id", "agency"),
        _points("completion_tally", "instrument_version_id", "instrument_version"),
        sa.PrimaryKeyConstraint(*places, name=op.f("pk_completion_tally")),
    )
    covered = [*places, "n", "children"]
    op.create_index("ix_completion_tally_fin_quarter_agency_id_part", "completion_tally", covered)
    op.create_index("ix_completion_tally_agency_id", "completion_tally", ["agency_id", "fin_quarter"])
    op.create_index(
        "ix_completion_tally_instrument_version_id", "completion_tally", ["instrument_version_id"]
    )
    # nobody contributed before this release: the lead's agency is all there is to count
    op.execute(
        "INSERT INTO assessment_agency SELECT id, completed_agency_id, 'lead', completed_quarter"
        " FROM assessment WHERE completed_on IS NOT NULL AND recorded_in_error_at IS NULL"
    )
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    month = "CAST(strftime('%m', completed_on) AS INTEGER)" if on_sqlite else "EXTRACT(MONTH FROM completed_on)"
    op.execute(
        "INSERT INTO completion_tally SELECT fin_quarter, agency_id, part, purpose, instrument_version_id, month,"
        f" count(*), sum(children) FROM (SELECT g.fin_quarter, g.agency_id, g.part, a.purpose,"
        f" a.instrument_version_id, {month} AS month, (SELECT count(DISTINCT p.child_id) FROM profile p"
        " WHERE p.assessment_id = a.id AND p.kind = 'child_carer' AND p.age_band IS NOT NULL) AS children"
        " FROM assessment_agency g JOIN assessment a ON a.id = g.assessment_id) AS one"
        " GROUP BY fin_quarter, agency_id, part, purpose, instrument_version_id, month"
    )


def _break_glass() -> None:
    """The role of those on duty, and the families that they open for a few hours."""
    kept = {"sqlite_autoincrement": True}
    with op.batch_alter_table(
        "user_role", reflect_kwargs={"resolve_fks": False}, table_kwargs=kept
    ) as batch:
        batch.drop_constraint(op.f("ck_user_role_role"), type_="check")
        batch.create_check_constraint(
            op.f("ck_user_role_role"),
            "role IN ('practitioner', 'manager', 'reviewing_officer', 'coordinator', 'auditor', "
            "'tool_owner', 'administrator', 'duty')",
        )
    op.create_table(
        "break_glass",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("family_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("until", AT, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("noted_at", AT, nullable=True),
        sa.Column("verdict", sa.String(32), nullable=True),
        sa.Column("review_words", sa.Text(), nullable=False),
        sa.Column("reviewed_by_id", ID, nullable=True),
        sa.Column("reviewed_at", AT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", AT, nullable=False),
        sa.Column("changed_by_id", ID, nullable=True),
        sa.CheckConstraint("(noted_at IS NULL) = (note = '')", name=op.f("ck_break_glass_note_whole")),
        sa.CheckConstraint(
            "reason IN ('risk_now', 'new_contact', 'strategy_discussion', 'worker_away', 'other')",
            name=op.f("ck_break_glass_reason"),
        ),
        sa.CheckConstraint(
            "(verdict IS NULL) = (reviewed_at IS NULL) AND (verdict IS NULL) = (reviewed_by_id IS NULL)"
            " AND (verdict IS NULL) = (review_words = '')",
            name=op.f("ck_break_glass_review_whole"),
        ),
        sa.CheckConstraint(
            "reviewed_by_id <> user_id", name=op.f("ck_break_glass_reviewed_by_somebody_else")
        ),
        sa.CheckConstraint("until > at", name=op.f("ck_break_glass_until_is_later")),
        sa.CheckConstraint("verdict IN ('accepted', 'not_justified')", name=op.f("ck_break_glass_verdict")),
        sa.CheckConstraint("length(trim(words)) > 0", name=op.f("ck_break_glass_words_given")),
        _points("break_glass", "family_id", "family"),
        _points("break_glass", "reviewed_by_id", "app_user"),
        _points("break_glass", "user_id", "app_user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_break_glass")),
        sa.UniqueConstraint("key", name=op.f("uq_break_glass_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_break_glass_at", "break_glass", ["at"])
    op.create_index("ix_break_glass_family_id_at", "break_glass", ["family_id", "at"])
    op.create_index("ix_break_glass_reviewed_by_id", "break_glass", ["reviewed_by_id"])
    op.create_index("ix_break_glass_user_id_until", "break_glass", ["user_id", "until"])


def _log() -> None:
    """By what the log is read: what happened, and when."""
    op.create_index("ix_audit_event_event_at", "audit_event", ["event", "at"])
    op.create_index("ix_audit_event_at", "audit_event", ["at"])


def _columns() -> None:
    """What older tables also hold from now on. How families stand is worked out again: the rows say more now."""
    op.execute(sa.text("DELETE FROM standing"))
    new = {
        "standing": {"decided_on": sa.Date(), "check_due_on": sa.Date()},
        "upload": {"undone_at": AT, "undone_by_id": ID, "undone_reason": sa.Text()},
        "participant": {"key": sa.Text(), "asked": sa.Text(), "due_on": sa.Date(), "invited_by_id": ID},
    }
    for table, columns in new.items():
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind, nullable=True))
    _partial_index("uq_participant_key", "participant", ["key"], where="key IS NOT NULL", unique=True)
