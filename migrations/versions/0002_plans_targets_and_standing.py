"""Plans, targets, help and events; what is added beside an assessment; where each family stands.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AT = sa.DateTime(timezone=True)


def _points(table: str, column: str, at: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{at}.id"], name=name, ondelete="RESTRICT")


def _partial_index(name: str, table: str, columns: list, *, where: str, unique: bool = True) -> None:
    some = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=some, postgresql_where=some)


def upgrade() -> None:
    """Make the new tables, and two columns of old ones."""
    _partnership()
    _notes_on_tools()
    _targets()
    _what_happens()
    _beside_assessments()
    _standing()
    op.add_column("assessment", sa.Column("together_with", sa.Text(), nullable=True))
    op.add_column("reading", sa.Column("items", sa.JSON(), nullable=True))


def _partnership() -> None:
    """What a partnership settles, who stands in for whom, and which families belong together."""
    op.create_table(
        "policy",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("agency_id", ID, nullable=True),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("effective_at", AT, nullable=False),
        sa.Column("by_id", ID, nullable=True),
        sa.Column("at", AT, nullable=False),
        _points("policy", "agency_id", "agency"),
        _points("policy", "by_id", "app_user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_policy_agency_id", "policy", ["agency_id"])
    op.create_index("ix_policy_by_id", "policy", ["by_id"])
    op.create_index("ix_policy_name_effective_at", "policy", ["name", "effective_at"])
    op.create_table(
        "delegation",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("manager_id", ID, nullable=False),
        sa.Column("cover_id", ID, nullable=False),
        sa.Column("team_id", ID, nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", AT, nullable=False),
        sa.Column("changed_by_id", ID, nullable=True),
        sa.CheckConstraint("cover_id <> manager_id", name=op.f("ck_delegation_somebody_else")),
        sa.CheckConstraint("ended_on >= started_on", name=op.f("ck_delegation_ended_after_started")),
        _points("delegation", "cover_id", "app_user"),
        _points("delegation", "manager_id", "app_user"),
        _points("delegation", "team_id", "team"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_delegation_cover_id_ended_on", "delegation", ["cover_id", "ended_on"])
    op.create_index("ix_delegation_manager_id", "delegation", ["manager_id"])
    op.create_index("ix_delegation_team_id", "delegation", ["team_id"])
    op.create_table(
        "family_link",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("family_id", ID, nullable=False),
        sa.Column("other_id", ID, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by_id", ID, nullable=True),
        sa.Column("at", AT, nullable=False),
        sa.CheckConstraint("family_id <> other_id", name=op.f("ck_family_link_another_family")),
        _points("family_link", "by_id", "app_user"),
        _points("family_link", "family_id", "family"),
        _points("family_link", "other_id", "family"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family_link")),
        sa.UniqueConstraint("family_id", "other_id", name=op.f("uq_family_link_family_id_other_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_family_link_by_id", "family_link", ["by_id"])
    op.create_index("ix_family_link_other_id", "family_link", ["other_id"])


def _notes_on_tools() -> None:
    """What does not fit in the words of a tool."""
    op.create_table(
        "wording_note",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("instrument_version_id", ID, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("band", sa.String(32), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("agency_id", ID, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by_id", ID, nullable=True),
        sa.Column("answered_at", AT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", AT, nullable=False),
        sa.Column("changed_by_id", ID, nullable=True),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answered_by_id IS NULL)", name=op.f("ck_wording_note_answered_whole")
        ),
        sa.CheckConstraint("length(trim(words)) > 0", name=op.f("ck_wording_note_words_given")),
        _points("wording_note", "agency_id", "agency"),
        _points("wording_note", "answered_by_id", "app_user"),
        _points("wording_note", "by_id", "app_user"),
        _points("wording_note", "instrument_version_id", "instrument_version"),
        sa.CheckConstraint(
            "band IN ('unborn', '0-1', '2-4', '5-10', '11-17')", name=op.f("ck_wording_note_band")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording_note")),
        sa.UniqueConstraint("key", name=op.f("uq_wording_note_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_wording_note_agency_id", "wording_note", ["agency_id"])
    op.create_index("ix_wording_note_answered_by_id", "wording_note", ["answered_by_id"])
    op.create_index("ix_wording_note_by_id", "wording_note", ["by_id"])
    op.create_index("ix_wording_note_instrument_version_id", "wording_note", ["instrument_version_id"])


def _targets() -> None:
    """What is to change, and by when."""
    op.create_table(
        "target",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("family_id", ID, nullable=False),
        sa.Column("assessment_id", ID, nullable=False),
        sa.Column("child_id", ID, nullable=False),
        sa.Column("carer_id", ID, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("current", sa.Integer(), nullable=False),
        sa.Column("aim", sa.Integer(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("by_on", sa.Date(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=True),
        sa.Column("actual", sa.Integer(), nullable=True),
        sa.Column("outcome_words", sa.Text(), nullable=False),
        sa.Column("outcome_assessment_id", ID, nullable=True),
        sa.Column("settled_at", AT, nullable=True),
        sa.Column("settled_by_id", ID, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", AT, nullable=False),
        sa.Column("changed_by_id", ID, nullable=True),
        sa.CheckConstraint("(outcome IS NULL) = (settled_at IS NULL)", name=op.f("ck_target_settled_whole")),
        sa.CheckConstraint(
            "actual IS NULL OR outcome IS NOT NULL", name=op.f("ck_target_actual_is_an_outcome")
        ),
        sa.CheckConstraint("aim < current", name=op.f("ck_target_aims_for_better")),
        sa.CheckConstraint("by_on >= set_on", name=op.f("ck_target_due_after_set")),
        _points("target", "assessment_id", "assessment"),
        _points("target", "carer_id", "person"),
        _points("target", "child_id", "person"),
        _points("target", "family_id", "family"),
        _points("target", "outcome_assessment_id", "assessment"),
        _points("target", "settled_by_id", "app_user"),
        sa.CheckConstraint(
            "outcome IN ('met', 'part_met', 'not_met', 'given_up')", name=op.f("ck_target_outcome")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint("key", name=op.f("uq_target_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_target_assessment_id", "target", ["assessment_id"])
    op.create_index(
        "ix_target_by_on_open",
        "target",
        ["by_on"],
        unique=False,
        sqlite_where=sa.text("outcome IS NULL"),
        postgresql_where=sa.text("outcome IS NULL"),
    )
    op.create_index("ix_target_carer_id", "target", ["carer_id"])
    op.create_index("ix_target_child_id", "target", ["child_id"])
    op.create_index("ix_target_family_id_by_on", "target", ["family_id", "by_on"])
    op.create_index("ix_target_outcome_assessment_id", "target", ["outcome_assessment_id"])
    op.create_index("ix_target_settled_by_id", "target", ["settled_by_id"])


def _what_happens() -> None:
    """Plans, referrals, help and events."""
    op.create_table(
        "plan_episode",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("family_id", ID, nullable=False),
        sa.Column("child_id", ID, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("category", sa.String(32), nullable=True),
        sa.Column("neglect", sa.Boolean(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_words", sa.Text(), nullable=False),
        sa.Column("next_meeting_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("source_key", sa.Text(), nullable=True),
        sa.Column("upload_id", ID, nullable=True),
        sa.Column("recorded_in_error_at", AT, nullable=True),
        sa.Column("recorded_in_error_reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", AT, nullable=False),
        sa.Column("changed_by_id", ID, nullable=True),
        sa.CheckConstraint(
            "(recorded_in_error_at IS NULL) = (recorded_in_error_reason IS NULL)",
            name=op.f("ck_plan_episode_recorded_in_error_whole"),
        ),
        sa.CheckConstraint(
            "(source_key IS NULL) OR (source IS NOT NULL)", name=op.f("ck_plan_episode_source_named")
        ),
        sa.CheckConstraint(
            "ended_on IS NULL OR ended_on >= started_on", name=op.f("ck_plan_episode_ended_after_started")
        ),
        _points("plan_episode", "child_id", "person"),
        _points("plan_episode", "family_id", "family"),
        _points("plan_episode", "upload_id", "upload"),
        sa.CheckConstraint(
            "kind IN ('early_help', 'child_in_need', 'child_protection', 'looked_after')",
            name=op.f("ck_plan_episode_kind"),
        ),
        sa.CheckConstraint(
            "category IN ('neglect', 'physical', 'emotional', 'sexual', 'multiple')",
            name=op.f("ck_plan_episode_category"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_episode")),
        sa.UniqueConstraint("key", name=op.f("uq_plan_episode_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_plan_episode_child_id", "plan_episode", ["child_id"])
    op.create_index("ix_plan_episode_family_id_started_on", "plan_episode", ["family_id", "started_on"])
    op.create_index("ix_plan_episode_upload_id", "plan_episode", ["upload_id"])
    _partial_index(
        "uq_plan_episode_source", "plan_episode", ["source", "source_key"], where="source_key IS NOT NULL"
    )
    op.create_table(
        "referral",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("family_id", ID, nullable=False),
        sa.Column("child_id", ID, nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("referred_by", sa.Text(), nullable=False),
        sa.Column("no_further_action", sa.Boolean(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("source_key", sa.Text(), nullable=True),
        sa.Column("upload_id", ID, nullable=True),
        sa.Column("recorded_in_error_at", AT, nullable=True),
        sa.Column("recorded_in_error_reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", AT, nullable=False),
        sa.Column("changed_by_id", ID, nullable=True),
        sa.CheckConstraint(
            "(recorded_in_error_at IS NULL) = (recorded_in_error_reason IS NULL)",
            name=op.f("ck_referral_recorded_in_error_whole"),
        ),
        sa.CheckConstraint(
            "(source_key IS NULL) OR (source IS NOT NULL)", name=op.f("ck_referral_source_named")
        ),
        _points("referral", "child_id", "person"),
        _points("referral", "family_id", "family"),
        _points("referral", "upload_id", "upload"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("key", name=op.f("uq_referral_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_referral_child_id", "referral", ["child_id"])
    op.create_index("ix_referral_family_id_on_date", "referral", ["family_id", "on_date"])
    op.create_index("ix_referral_upload_id", "referral", ["upload_id"])
    _partial_index("uq_referral_source", "referral", ["source", "source_key"], where="source_key IS NOT NULL")
    op.create_table(
        "support",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("family_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("target_id", ID, nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("offered_on", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(32), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("source_key", sa.Text(), nullable=True),
        sa.Column("upload_id", ID, nullable=True),
        sa.Column("recorded_in_error_at", AT, nullable=True),
        sa.Column("recorded_in_error_reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", AT, nullable=False),
        sa.Column("changed_by_id", ID, nullable=True),
        sa.CheckConstraint(
            "(recorded_in_error_at IS NULL) = (recorded_in_error_reason IS NULL)",
            name=op.f("ck_support_recorded_in_error_whole"),
        ),
        sa.CheckConstraint(
            "(source_key IS NULL) OR (source IS NOT NULL)", name=op.f("ck_support_source_named")
        ),
        sa.CheckConstraint(
            "ended_on IS NULL OR ended_on >= started_on", name=op.f("ck_support_ended_after_started")
        ),
        sa.CheckConstraint(
            "ended_on IS NULL OR started_on IS NOT NULL", name=op.f("ck_support_ended_what_started")
        ),
        sa.CheckConstraint(
            "offered_on IS NOT NULL OR started_on IS NOT NULL", name=op.f("ck_support_offered_or_started")
        ),
        _points("support", "family_id", "family"),
        _points("support", "person_id", "person"),
        _points("support", "target_id", "target"),
        _points("support", "upload_id", "upload"),
        sa.CheckConstraint(
            "outcome IN ('completed', 'stopped', 'not_taken_up', 'waiting_list')",
            name=op.f("ck_support_outcome"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support")),
        sa.UniqueConstraint("key", name=op.f("uq_support_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_support_family_id_offered_on", "support", ["family_id", "offered_on"])
    op.create_index("ix_support_person_id", "support", ["person_id"])
    op.create_index("ix_support_target_id", "support", ["target_id"])
    op.create_index("ix_support_upload_id", "support", ["upload_id"])
    _partial_index("uq_support_source", "support", ["source", "source_key"], where="source_key IS NOT NULL")
    op.create_table(
        "event",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("family_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("source_key", sa.Text(), nullable=True),
        sa.Column("upload_id", ID, nullable=True),
        sa.Column("recorded_in_error_at", AT, nullable=True),
        sa.Column("recorded_in_error_reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", AT, nullable=False),
        sa.Column("changed_by_id", ID, nullable=True),
        sa.CheckConstraint(
            "(recorded_in_error_at IS NULL) = (recorded_in_error_reason IS NULL)",
            name=op.f("ck_event_recorded_in_error_whole"),
        ),
        sa.CheckConstraint(
            "(source_key IS NULL) OR (source IS NOT NULL)", name=op.f("ck_event_source_named")
        ),
        _points("event", "family_id", "family"),
        _points("event", "person_id", "person"),
        _points("event", "upload_id", "upload"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("key", name=op.f("uq_event_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_event_family_id_on_date", "event", ["family_id", "on_date"])
    op.create_index("ix_event_person_id", "event", ["person_id"])
    op.create_index("ix_event_upload_id", "event", ["upload_id"])
    _partial_index("uq_event_source", "event", ["source", "source_key"], where="source_key IS NOT NULL")


def _beside_assessments() -> None:
    """What is added beside an assessment, never into it."""
    op.create_table(
        "response",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("assessment_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("at", AT, nullable=False),
        _points("response", "assessment_id", "assessment"),
        _points("response", "by_id", "app_user"),
        _points("response", "person_id", "person"),
        sa.CheckConstraint(
            "kind IN ('seen', 'sees_it_differently', 'chose_not_to', 'absent')", name=op.f("ck_response_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_response_assessment_id", "response", ["assessment_id"])
    op.create_index("ix_response_by_id", "response", ["by_id"])
    op.create_index("ix_response_person_id", "response", ["person_id"])
    op.create_table(
        "feedback",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("assessment_id", ID, nullable=False),
        sa.Column("given_by", sa.String(32), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.CheckConstraint("length(trim(words)) > 0", name=op.f("ck_feedback_words_given")),
        _points("feedback", "assessment_id", "assessment"),
        _points("feedback", "by_id", "app_user"),
        sa.CheckConstraint(
            "given_by IN ('child', 'carer', 'professional')", name=op.f("ck_feedback_given_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feedback_assessment_id", "feedback", ["assessment_id"])
    op.create_index("ix_feedback_by_id", "feedback", ["by_id"])
    op.create_table(
        "sharing",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("assessment_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("by_id", ID, nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.CheckConstraint(
            "given OR length(trim(reason)) > 0", name=op.f("ck_sharing_withheld_for_a_reason")
        ),
        sa.CheckConstraint(
            "person_id IS NOT NULL OR length(trim(recipient)) > 0", name=op.f("ck_sharing_somebody")
        ),
        _points("sharing", "assessment_id", "assessment"),
        _points("sharing", "by_id", "app_user"),
        _points("sharing", "person_id", "person"),
        sa.CheckConstraint("what IN ('sheet', 'report', 'summary', 'whole')", name=op.f("ck_sharing_what")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sharing")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sharing_assessment_id", "sharing", ["assessment_id"])
    op.create_index("ix_sharing_by_id", "sharing", ["by_id"])
    op.create_index("ix_sharing_person_id", "sharing", ["person_id"])
    op.create_table(
        "item_comment",
        sa.Column("id", ID, sa.Identity(), nullable=False),
        sa.Column("status_change_id", ID, nullable=False),
        sa.Column("profile_id", ID, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint("length(trim(words)) > 0", name=op.f("ck_item_comment_words_given")),
        _points("item_comment", "profile_id", "profile"),
        _points("item_comment", "status_change_id", "status_change"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_comment")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_item_comment_profile_id", "item_comment", ["profile_id"])
    op.create_index("ix_item_comment_status_change_id", "item_comment", ["status_change_id"])


def _standing() -> None:
    """Where each family stands, and what a reading is made of."""
    op.create_table(
        "standing",
        sa.Column("family_id", ID, autoincrement=False, nullable=False),
        sa.Column("team_id", ID, nullable=False),
        sa.Column("worker_id", ID, nullable=True),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("summary", sa.Integer(), nullable=True),
        sa.Column("because", sa.JSON(), nullable=False),
        sa.Column("strip", sa.JSON(), nullable=False),
        sa.Column("worst_now", sa.JSON(), nullable=True),
        sa.Column("latest_on", sa.Date(), nullable=True),
        sa.Column("reading_due_on", sa.Date(), nullable=True),
        sa.Column("review_due_on", sa.Date(), nullable=True),
        sa.Column("plan_kind", sa.String(32), nullable=True),
        sa.Column("plan_since_on", sa.Date(), nullable=True),
        sa.Column("as_at_on", sa.Date(), nullable=False),
        sa.Column("recompute_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "recompute_on IS NULL OR recompute_on > as_at_on", name=op.f("ck_standing_recompute_later")
        ),
        sa.CheckConstraint(
            "summary IS NULL OR summary BETWEEN 1 AND 10", name=op.f("ck_standing_summary_is_a_headline")
        ),
        _points("standing", "family_id", "family"),
        _points("standing", "team_id", "team"),
        _points("standing", "worker_id", "app_user"),
        sa.CheckConstraint(
            "plan_kind IN ('early_help', 'child_in_need', 'child_protection', 'looked_after')",
            name=op.f("ck_standing_plan_kind"),
        ),
        sa.PrimaryKeyConstraint("family_id", name=op.f("pk_standing")),
    )
    op.create_index("ix_standing_recompute_on", "standing", ["recompute_on"])
    op.create_index("ix_standing_team_id_review_due_on", "standing", ["team_id", "review_due_on"])
    op.create_index("ix_standing_team_id_summary_latest_on", "standing", ["team_id", "summary", "latest_on"])
    op.create_index("ix_standing_worker_id", "standing", ["worker_id"])
