"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

bytewise = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "administration",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", bytewise, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_administration")),
    )
    op.create_table(
        "attempt",
        sa.Column("key", bytewise, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", bytewise, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempt")),
    )
    op.create_table(
        "event",
        sa.Column("stream", bytewise, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("op", bytewise, nullable=False),
        sa.Column("by", bytewise, nullable=True),
        sa.Column("subject", bytewise, nullable=True),
        sa.Column("recorded_at", bytewise, nullable=False),
        sa.Column("happened_at", bytewise, nullable=True),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("stream", "version", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index("ix_event_stream_op", ["stream", "op"], unique=False)
        batch_op.create_index("ix_event_stream_subject", ["stream", "subject", "version"], unique=False)

    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("demo", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("setup_code_hash", sa.String(), nullable=True),
        sa.Column("created_at", bytewise, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_installation_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
    )
    op.create_table(
        "operation",
        sa.Column("user_id", bytewise, nullable=False),
        sa.Column("key", bytewise, nullable=False),
        sa.Column("request_hash", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("at", bytewise, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "key", name=op.f("pk_operation")),
    )
    with op.batch_alter_table("operation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_operation_at"), ["at"], unique=False)

    op.create_table(
        "revision",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("stream", bytewise, nullable=False),
        sa.Column("subject", bytewise, nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by", bytewise, nullable=False),
        sa.Column("at", bytewise, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
    )
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_revision_subject"), ["subject"], unique=False)

    op.create_table(
        "stream_clock",
        sa.Column("stream", bytewise, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("stream", name=op.f("pk_stream_clock")),
    )
    op.create_table(
        "user",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("administration_id", bytewise, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("introduced", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("disabled_at", bytewise, nullable=True),
        sa.Column("created_at", bytewise, nullable=False),
        sa.Column("updated_at", bytewise, nullable=False),
        sa.Column("updated_by", bytewise, nullable=True),
        sa.CheckConstraint("language IN ('sv', 'en')", name=op.f("ck_user_language")),
        sa.CheckConstraint("role IN ('admin', 'coordinator', 'employee', 'guest')", name=op.f("ck_user_role")),
        sa.CheckConstraint("theme IN ('system', 'light', 'dark')", name=op.f("ck_user_theme")),
        sa.ForeignKeyConstraint(
            ["administration_id"], ["administration.id"], name=op.f("fk_user_administration_id_administration")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("email", name=op.f("uq_user_email")),
    )
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_user_administration_id"), ["administration_id"], unique=False)

    op.create_table(
        "access_token",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("token_hash", bytewise, nullable=False),
        sa.Column("user_id", bytewise, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("created_at", bytewise, nullable=False),
        sa.Column("expires_at", bytewise, nullable=True),
        sa.Column("last_used_at", bytewise, nullable=True),
        sa.CheckConstraint("scope IN ('read', 'write')", name=op.f("ck_access_token_scope")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_access_token_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_access_token_token_hash")),
    )
    with op.batch_alter_table("access_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_access_token_user_id"), ["user_id"], unique=False)

    op.create_table(
        "board",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("administration_id", bytewise, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("owner_id", bytewise, nullable=True),
        sa.Column("period_start", bytewise, nullable=True),
        sa.Column("period_end", bytewise, nullable=True),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("restricted", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.Column("closed_at", bytewise, nullable=True),
        sa.Column("created_at", bytewise, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["administration_id"], ["administration.id"], name=op.f("fk_board_administration_id_administration")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_board_owner_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board")),
    )
    with op.batch_alter_table("board", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_board_administration_id"), ["administration_id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("token_hash", bytewise, nullable=False),
        sa.Column("user_id", bytewise, nullable=False),
        sa.Column("expires_at", bytewise, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_invitation_user_id_user")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_invitation")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_user_id"), ["user_id"], unique=False)

    op.create_table(
        "session",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("token_hash", bytewise, nullable=False),
        sa.Column("user_id", bytewise, nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("created_at", bytewise, nullable=False),
        sa.Column("expires_at", bytewise, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_session_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_session_token_hash")),
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_user_id"), ["user_id"], unique=False)

    op.create_table(
        "lane",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("board_id", bytewise, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("wip_limit", sa.Integer(), nullable=True),
        sa.Column("wip_rule", sa.String(), nullable=False),
        sa.Column("rank", bytewise, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("stage IN ('planned', 'active', 'waiting', 'done')", name=op.f("ck_lane_stage")),
        sa.CheckConstraint("wip_rule IN ('warn', 'refuse')", name=op.f("ck_lane_wip_rule")),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_lane_board_id_board")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lane")),
        sa.UniqueConstraint("board_id", "rank", name=op.f("uq_lane_board_id_rank")),
    )
    op.create_table(
        "membership",
        sa.Column("board_id", bytewise, nullable=False),
        sa.Column("user_id", bytewise, nullable=False),
        sa.Column("at", bytewise, nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_membership_board_id_board")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_membership_user_id_user")),
        sa.PrimaryKeyConstraint("board_id", "user_id", name=op.f("pk_membership")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_user_id"), ["user_id"], unique=False)

    op.create_table(
        "card",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("board_id", bytewise, nullable=False),
        sa.Column("lane_id", bytewise, nullable=True),
        sa.Column("left_lane_id", bytewise, nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rank", bytewise, nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("owner_id", bytewise, nullable=True),
        sa.Column("start", bytewise, nullable=True),
        sa.Column("due", bytewise, nullable=True),
        sa.Column("health", sa.String(), nullable=False),
        sa.Column("health_note", sa.String(), nullable=False),
        sa.Column("health_at", bytewise, nullable=True),
        sa.Column("health_by", bytewise, nullable=True),
        sa.Column("description_id", bytewise, nullable=True),
        sa.Column("since", bytewise, nullable=False),
        sa.Column("created_at", bytewise, nullable=False),
        sa.Column("created_by", bytewise, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", bytewise, nullable=False),
        sa.Column("updated_by", bytewise, nullable=False),
        sa.Column("closed_at", bytewise, nullable=True),
        sa.Column("closed_by", bytewise, nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("health IN ('on_track', 'at_risk', 'off_track', 'unknown')", name=op.f("ck_card_health")),
        sa.CheckConstraint("reason IN ('cancelled', 'handed_over', 'merged')", name=op.f("ck_card_reason")),
        sa.CheckConstraint("(lane_id IS NULL) = (closed_at IS NOT NULL)", name=op.f("ck_card_closed_has_no_lane")),
        sa.CheckConstraint("(lane_id IS NULL) = (rank IS NULL)", name=op.f("ck_card_rank_is_in_a_lane")),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_card_board_id_board")),
        sa.ForeignKeyConstraint(["closed_by"], ["user.id"], name=op.f("fk_card_closed_by_user")),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_card_created_by_user")),
        sa.ForeignKeyConstraint(["description_id"], ["revision.id"], name=op.f("fk_card_description_id_revision")),
        sa.ForeignKeyConstraint(["health_by"], ["user.id"], name=op.f("fk_card_health_by_user")),
        sa.ForeignKeyConstraint(["lane_id"], ["lane.id"], name=op.f("fk_card_lane_id_lane")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_card_owner_id_user")),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_card_updated_by_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sa.UniqueConstraint("board_id", "number", name=op.f("uq_card_board_id_number")),
        sa.UniqueConstraint("lane_id", "rank", name=op.f("uq_card_lane_id_rank")),
    )
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.create_index("ix_card_board_closed", ["board_id", "closed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_card_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "former_number",
        sa.Column("board_id", bytewise, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("card_id", bytewise, nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_former_number_board_id_board")),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_former_number_card_id_card")),
        sa.PrimaryKeyConstraint("board_id", "number", name=op.f("pk_former_number")),
    )
    with op.batch_alter_table("former_number", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_former_number_card_id"), ["card_id"], unique=False)

    op.execute("INSERT INTO installation (id, created_at) VALUES (1, '')")


def downgrade() -> None:
    """Go one step back."""
    with op.batch_alter_table("former_number", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_former_number_card_id"))

    op.drop_table("former_number")
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_card_owner_id"))
        batch_op.drop_index("ix_card_board_closed")

    op.drop_table("card")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_membership_user_id"))

    op.drop_table("membership")
    op.drop_table("lane")
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_user_id"))

    op.drop_table("session")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_user_id"))

    op.drop_table("invitation")
    with op.batch_alter_table("board", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_board_administration_id"))

    op.drop_table("board")
    with op.batch_alter_table("access_token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_token_user_id"))

    op.drop_table("access_token")
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_user_administration_id"))

    op.drop_table("user")
    op.drop_table("stream_clock")
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revision_subject"))

    op.drop_table("revision")
    with op.batch_alter_table("operation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_operation_at"))

    op.drop_table("operation")
    op.drop_table("installation")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index("ix_event_stream_subject")
        batch_op.drop_index("ix_event_stream_op")

    op.drop_table("event")
    op.drop_table("attempt")
    op.drop_table("administration")
