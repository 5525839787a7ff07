"""Saved views, and finding what somebody stands in for."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

bytewise = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "saved_view",
        sa.Column("id", bytewise, nullable=False),
        sa.Column("administration_id", bytewise, nullable=False),
        sa.Column("board_id", bytewise, nullable=True),
        sa.Column("owner_id", bytewise, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("view", sa.String(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.Column("settings", sa.String(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("rank", bytewise, nullable=False),
        sa.Column("made_at", bytewise, nullable=False),
        sa.Column("updated_at", bytewise, nullable=False),
        sa.Column("updated_by", bytewise, nullable=False),
        sa.Column("removed_at", bytewise, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "view IN ('board', 'table', 'calendar', 'timeline', 'statistics')", name=op.f("ck_saved_view_view")
        ),
        sa.ForeignKeyConstraint(
            ["administration_id"], ["administration.id"], name=op.f("fk_saved_view_administration_id_administration")
        ),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_saved_view_board_id_board")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_saved_view_owner_id_user")),
        sa.ForeignKeyConstraint(["updated_by"], ["user.id"], name=op.f("fk_saved_view_updated_by_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
    )
    with op.batch_alter_table("saved_view", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_saved_view_board_id"), ["board_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_saved_view_owner_id"), ["owner_id"], unique=False)
    op.create_index(op.f("ix_card_deputy_id"), "card", ["deputy_id"], unique=False)
    op.create_index("ix_event_by_stream", "event", ["by", "stream"], unique=False)


def downgrade() -> None:
    """Go one step back."""
    op.drop_index("ix_event_by_stream", table_name="event")
    op.drop_index(op.f("ix_card_deputy_id"), table_name="card")
    op.drop_table("saved_view")
