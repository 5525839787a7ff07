"""The whole card."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

bytewise = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

REASONS = "reason IN ('cancelled', 'handed_over', 'merged', 'mistake')"
REASONS_BEFORE = "reason IN ('cancelled', 'handed_over', 'merged')"


def upgrade() -> None:  # noqa: PLR0915 - one statement a table
    """Go one step forward."""
    op.create_table(
        "reader_cursor",
        sa.Column("reader", bytewise, nullable=False),
        sa.Column("stream", bytewise, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("reader", "stream", name=op.f("pk_reader_cursor")),
    )
    op.create_table(
        "custom_field",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("board_id", bytewise, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("choices", sa.String(), nullable=False),
        sa.Column("rank", bytewise, nullable=False),
        sa.Column("removed_at", bytewise, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('text', 'number', 'date', 'choice', 'checkbox')", name=op.f("ck_custom_field_kind")
        ),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_custom_field_board_id_board")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custom_field")),
    )
    with op.batch_alter_table("custom_field", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_custom_field_board_id"), ["board_id"], unique=False)

    op.create_table(
        "label",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("board_id", bytewise, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("tint", sa.Integer(), nullable=False),
        sa.Column("rank", bytewise, nullable=False),
        sa.Column("removed_at", bytewise, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("tint BETWEEN 1 AND 5", name=op.f("ck_label_tint")),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_label_board_id_board")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label")),
    )
    with op.batch_alter_table("label", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_label_board_id"), ["board_id"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("card_id", bytewise, nullable=False),
        sa.Column("made_at", bytewise, nullable=False),
        sa.Column("made_by", bytewise, nullable=False),
        sa.Column("updated_at", bytewise, nullable=False),
        sa.Column("updated_by", bytewise, nullable=False),
        sa.Column("removed_at", bytewise, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("hash", bytewise, nullable=True),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("preview_hash", bytewise, nullable=True),
        sa.CheckConstraint("(kind = 'file') = (hash IS NOT NULL)", name=op.f("ck_attachment_a_file_has_bytes")),
        sa.CheckConstraint("kind IN ('file', 'link', 'folder')", name=op.f("ck_attachment_kind")),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_attachment_card_id_card")),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name=op.f("fk_attachment_made_by_user")),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_attachment_updated_by_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_card_id"), ["card_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_hash"), ["hash"], unique=False)
        batch_op.create_index(batch_op.f("ix_attachment_preview_hash"), ["preview_hash"], unique=False)

    op.create_table(
        "blocker",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("card_id", bytewise, nullable=False),
        sa.Column("made_at", bytewise, nullable=False),
        sa.Column("made_by", bytewise, nullable=False),
        sa.Column("updated_at", bytewise, nullable=False),
        sa.Column("updated_by", bytewise, nullable=False),
        sa.Column("removed_at", bytewise, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("remover_id", bytewise, nullable=True),
        sa.Column("remover", sa.String(), nullable=False),
        sa.Column("answer_by", bytewise, nullable=True),
        sa.Column("resolved_at", bytewise, nullable=True),
        sa.Column("resolved_by", bytewise, nullable=True),
        sa.Column("how", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_blocker_card_id_card")),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name=op.f("fk_blocker_made_by_user")),
        sa.ForeignKeyConstraint(["remover_id"], ["user.id"], name=op.f("fk_blocker_remover_id_user")),
        sa.ForeignKeyConstraint(["resolved_by"], ["user.id"], name=op.f("fk_blocker_resolved_by_user")),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_blocker_updated_by_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocker")),
    )
    with op.batch_alter_table("blocker", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_blocker_card_id"), ["card_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_blocker_remover_id"), ["remover_id"], unique=False)

    op.create_table(
        "checklist",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("card_id", bytewise, nullable=False),
        sa.Column("made_at", bytewise, nullable=False),
        sa.Column("made_by", bytewise, nullable=False),
        sa.Column("updated_at", bytewise, nullable=False),
        sa.Column("updated_by", bytewise, nullable=False),
        sa.Column("removed_at", bytewise, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("rank", bytewise, nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_checklist_card_id_card")),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name=op.f("fk_checklist_made_by_user")),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_checklist_updated_by_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist")),
    )
    with op.batch_alter_table("checklist", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_checklist_card_id"), ["card_id"], unique=False)

    op.create_table(
        "field_value",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("card_id", bytewise, nullable=False),
        sa.Column("made_at", bytewise, nullable=False),
        sa.Column("made_by", bytewise, nullable=False),
        sa.Column("updated_at", bytewise, nullable=False),
        sa.Column("updated_by", bytewise, nullable=False),
        sa.Column("removed_at", bytewise, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("field_id", bytewise, nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_field_value_card_id_card")),
        sa.ForeignKeyConstraint(["field_id"], ["custom_field.id"], name=op.f("fk_field_value_field_id_custom_field")),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name=op.f("fk_field_value_made_by_user")),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_field_value_updated_by_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_value")),
    )
    with op.batch_alter_table("field_value", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_field_value_card_id"), ["card_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_field_value_field_id"), ["field_id"], unique=False)

    op.create_table(
        "labelling",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("card_id", bytewise, nullable=False),
        sa.Column("made_at", bytewise, nullable=False),
        sa.Column("made_by", bytewise, nullable=False),
        sa.Column("updated_at", bytewise, nullable=False),
        sa.Column("updated_by", bytewise, nullable=False),
        sa.Column("removed_at", bytewise, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("label_id", bytewise, nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_labelling_card_id_card")),
        sa.ForeignKeyConstraint(["label_id"], ["label.id"], name=op.f("fk_labelling_label_id_label")),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name=op.f("fk_labelling_made_by_user")),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_labelling_updated_by_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_labelling")),
    )
    with op.batch_alter_table("labelling", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_labelling_card_id"), ["card_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_labelling_label_id"), ["label_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("user_id", bytewise, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("stream", bytewise, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("card_id", bytewise, nullable=False),
        sa.Column("at", bytewise, nullable=False),
        sa.Column("read_at", bytewise, nullable=True),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_notice_card_id_card")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_notice_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("user_id", "stream", "version", name=op.f("uq_notice_user_id_stream_version")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index("ix_notice_user_read", ["user_id", "read_at"], unique=False)

    op.create_table(
        "participation",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("card_id", bytewise, nullable=False),
        sa.Column("made_at", bytewise, nullable=False),
        sa.Column("made_by", bytewise, nullable=False),
        sa.Column("updated_at", bytewise, nullable=False),
        sa.Column("updated_by", bytewise, nullable=False),
        sa.Column("removed_at", bytewise, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("user_id", bytewise, nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_participation_card_id_card")),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name=op.f("fk_participation_made_by_user")),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_participation_updated_by_user")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_participation_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
    )
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_participation_card_id"), ["card_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_participation_user_id"), ["user_id"], unique=False)

    op.create_table(
        "phase",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("card_id", bytewise, nullable=False),
        sa.Column("made_at", bytewise, nullable=False),
        sa.Column("made_by", bytewise, nullable=False),
        sa.Column("updated_at", bytewise, nullable=False),
        sa.Column("updated_by", bytewise, nullable=False),
        sa.Column("removed_at", bytewise, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("rank", bytewise, nullable=False),
        sa.Column("leader_id", bytewise, nullable=True),
        sa.Column("start", bytewise, nullable=True),
        sa.Column("due", bytewise, nullable=True),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_phase_card_id_card")),
        sa.ForeignKeyConstraint(["leader_id"], ["user.id"], name=op.f("fk_phase_leader_id_user")),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name=op.f("fk_phase_made_by_user")),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_phase_updated_by_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phase")),
    )
    with op.batch_alter_table("phase", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_phase_card_id"), ["card_id"], unique=False)

    op.create_table(
        "plan_link",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("card_id", bytewise, nullable=False),
        sa.Column("made_at", bytewise, nullable=False),
        sa.Column("made_by", bytewise, nullable=False),
        sa.Column("updated_at", bytewise, nullable=False),
        sa.Column("updated_by", bytewise, nullable=False),
        sa.Column("removed_at", bytewise, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("board_id", bytewise, nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_plan_link_board_id_board")),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_plan_link_card_id_card")),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name=op.f("fk_plan_link_made_by_user")),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_plan_link_updated_by_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_link")),
    )
    with op.batch_alter_table("plan_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_link_board_id"), ["board_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_link_card_id"), ["card_id"], unique=False)

    op.create_table(
        "relation",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("card_id", bytewise, nullable=False),
        sa.Column("made_at", bytewise, nullable=False),
        sa.Column("made_by", bytewise, nullable=False),
        sa.Column("updated_at", bytewise, nullable=False),
        sa.Column("updated_by", bytewise, nullable=False),
        sa.Column("removed_at", bytewise, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("other_id", bytewise, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('blocks', 'relates', 'duplicates', 'part_of')", name=op.f("ck_relation_kind")),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_relation_card_id_card")),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name=op.f("fk_relation_made_by_user")),
        sa.ForeignKeyConstraint(["other_id"], ["card.id"], name=op.f("fk_relation_other_id_card")),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_relation_updated_by_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relation")),
    )
    with op.batch_alter_table("relation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_relation_card_id"), ["card_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_relation_other_id"), ["other_id"], unique=False)

    op.create_table(
        "checklist_row",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("card_id", bytewise, nullable=False),
        sa.Column("made_at", bytewise, nullable=False),
        sa.Column("made_by", bytewise, nullable=False),
        sa.Column("updated_at", bytewise, nullable=False),
        sa.Column("updated_by", bytewise, nullable=False),
        sa.Column("removed_at", bytewise, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("checklist_id", bytewise, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("rank", bytewise, nullable=False),
        sa.Column("user_id", bytewise, nullable=True),
        sa.Column("due", bytewise, nullable=True),
        sa.Column("done_at", bytewise, nullable=True),
        sa.Column("done_by", bytewise, nullable=True),
        sa.Column("became_id", bytewise, nullable=True),
        sa.ForeignKeyConstraint(["became_id"], ["card.id"], name=op.f("fk_checklist_row_became_id_card")),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_checklist_row_card_id_card")),
        sa.ForeignKeyConstraint(
            ["checklist_id"], ["checklist.id"], name=op.f("fk_checklist_row_checklist_id_checklist")
        ),
        sa.ForeignKeyConstraint(["done_by"], ["user.id"], name=op.f("fk_checklist_row_done_by_user")),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name=op.f("fk_checklist_row_made_by_user")),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_checklist_row_updated_by_user")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_checklist_row_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_row")),
    )
    with op.batch_alter_table("checklist_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_checklist_row_card_id"), ["card_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_checklist_row_checklist_id"), ["checklist_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_checklist_row_user_id"), ["user_id"], unique=False)

    op.create_table(
        "comment",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("card_id", bytewise, nullable=False),
        sa.Column("made_at", bytewise, nullable=False),
        sa.Column("made_by", bytewise, nullable=False),
        sa.Column("updated_at", bytewise, nullable=False),
        sa.Column("updated_by", bytewise, nullable=False),
        sa.Column("removed_at", bytewise, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision_id", bytewise, nullable=False),
        sa.Column("mentions", sa.String(), nullable=False),
        sa.Column("blocker_id", bytewise, nullable=True),
        sa.Column("edited_at", bytewise, nullable=True),
        sa.ForeignKeyConstraint(["blocker_id"], ["blocker.id"], name=op.f("fk_comment_blocker_id_blocker")),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_comment_card_id_card")),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name=op.f("fk_comment_made_by_user")),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_comment_revision_id_revision")),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_comment_updated_by_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comment_card_id"), ["card_id"], unique=False)

    op.create_table(
        "same_blocker",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("card_id", bytewise, nullable=False),
        sa.Column("made_at", bytewise, nullable=False),
        sa.Column("made_by", bytewise, nullable=False),
        sa.Column("updated_at", bytewise, nullable=False),
        sa.Column("updated_by", bytewise, nullable=False),
        sa.Column("removed_at", bytewise, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("blocker_id", bytewise, nullable=False),
        sa.Column("user_id", bytewise, nullable=False),
        sa.ForeignKeyConstraint(["blocker_id"], ["blocker.id"], name=op.f("fk_same_blocker_blocker_id_blocker")),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_same_blocker_card_id_card")),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"], name=op.f("fk_same_blocker_made_by_user")),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_same_blocker_updated_by_user")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_same_blocker_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_same_blocker")),
    )
    with op.batch_alter_table("same_blocker", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_same_blocker_blocker_id"), ["blocker_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_same_blocker_card_id"), ["card_id"], unique=False)

    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_card_reason"), type_="check")
        batch_op.create_check_constraint(op.f("ck_card_reason"), REASONS)
        batch_op.add_column(sa.Column("deputy_id", bytewise, nullable=True))
        batch_op.add_column(sa.Column("due_last", bytewise, nullable=True))
        batch_op.add_column(sa.Column("background_id", bytewise, nullable=True))
        batch_op.add_column(sa.Column("common_need", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("priority", sa.Integer(), nullable=True))
        batch_op.create_check_constraint(op.f("ck_card_priority"), "priority BETWEEN 1 AND 3")
        batch_op.add_column(sa.Column("consultation", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("consulted_on", bytewise, nullable=True))
        batch_op.add_column(sa.Column("processes", sa.String(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("warning_answer", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("warning_answered_at", bytewise, nullable=True))
        batch_op.add_column(sa.Column("warning_answered_by", bytewise, nullable=True))
        batch_op.add_column(sa.Column("label_ids", sa.String(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("row_count", sa.Integer(), server_default=sa.text("0"), nullable=False))
        batch_op.add_column(sa.Column("rows_done", sa.Integer(), server_default=sa.text("0"), nullable=False))
        batch_op.add_column(sa.Column("comment_count", sa.Integer(), server_default=sa.text("0"), nullable=False))
        batch_op.add_column(sa.Column("attachment_count", sa.Integer(), server_default=sa.text("0"), nullable=False))
        batch_op.add_column(sa.Column("blocked_since", bytewise, nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_card_deputy_id_user"), "user", ["deputy_id"], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_card_warning_answered_by_user"), "user", ["warning_answered_by"], ["id"]
        )
        batch_op.create_foreign_key(batch_op.f("fk_card_background_id_revision"), "revision", ["background_id"], ["id"])

    op.execute("UPDATE card SET due_last = due")


def downgrade() -> None:  # noqa: PLR0915
    """Go one step back."""
    op.execute("UPDATE card SET reason = 'cancelled' WHERE reason = 'mistake'")
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_card_priority"), type_="check")
        batch_op.drop_constraint(op.f("ck_card_reason"), type_="check")
        batch_op.create_check_constraint(op.f("ck_card_reason"), REASONS_BEFORE)
        batch_op.drop_constraint(batch_op.f("fk_card_background_id_revision"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_card_warning_answered_by_user"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_card_deputy_id_user"), type_="foreignkey")
        batch_op.drop_column("blocked_since")
        batch_op.drop_column("attachment_count")
        batch_op.drop_column("comment_count")
        batch_op.drop_column("rows_done")
        batch_op.drop_column("row_count")
        batch_op.drop_column("label_ids")
        batch_op.drop_column("warning_answered_by")
        batch_op.drop_column("warning_answered_at")
        batch_op.drop_column("warning_answer")
        batch_op.drop_column("processes")
        batch_op.drop_column("consulted_on")
        batch_op.drop_column("consultation")
        batch_op.drop_column("priority")
        batch_op.drop_column("common_need")
        batch_op.drop_column("background_id")
        batch_op.drop_column("due_last")
        batch_op.drop_column("deputy_id")

    with op.batch_alter_table("same_blocker", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_same_blocker_card_id"))
        batch_op.drop_index(batch_op.f("ix_same_blocker_blocker_id"))

    op.drop_table("same_blocker")
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comment_card_id"))

    op.drop_table("comment")
    with op.batch_alter_table("checklist_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_checklist_row_user_id"))
        batch_op.drop_index(batch_op.f("ix_checklist_row_checklist_id"))
        batch_op.drop_index(batch_op.f("ix_checklist_row_card_id"))

    op.drop_table("checklist_row")
    with op.batch_alter_table("relation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_relation_other_id"))
        batch_op.drop_index(batch_op.f("ix_relation_card_id"))

    op.drop_table("relation")
    with op.batch_alter_table("plan_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_link_card_id"))
        batch_op.drop_index(batch_op.f("ix_plan_link_board_id"))

    op.drop_table("plan_link")
    with op.batch_alter_table("phase", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_phase_card_id"))

    op.drop_table("phase")
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_participation_user_id"))
        batch_op.drop_index(batch_op.f("ix_participation_card_id"))

    op.drop_table("participation")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_user_read")

    op.drop_table("notice")
    with op.batch_alter_table("labelling", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_labelling_label_id"))
        batch_op.drop_index(batch_op.f("ix_labelling_card_id"))

    op.drop_table("labelling")
    with op.batch_alter_table("field_value", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_field_value_field_id"))
        batch_op.drop_index(batch_op.f("ix_field_value_card_id"))

    op.drop_table("field_value")
    with op.batch_alter_table("checklist", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_checklist_card_id"))

    op.drop_table("checklist")
    with op.batch_alter_table("blocker", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_blocker_remover_id"))
        batch_op.drop_index(batch_op.f("ix_blocker_card_id"))

    op.drop_table("blocker")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachment_preview_hash"))
        batch_op.drop_index(batch_op.f("ix_attachment_hash"))
        batch_op.drop_index(batch_op.f("ix_attachment_card_id"))

    op.drop_table("attachment")
    with op.batch_alter_table("label", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_label_board_id"))

    op.drop_table("label")
    with op.batch_alter_table("custom_field", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_custom_field_board_id"))

    op.drop_table("custom_field")
    op.drop_table("reader_cursor")
