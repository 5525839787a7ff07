"""What statistics remember, kept for the next start."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

bytewise = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "index_trail",
        sa.Column("board_id", bytewise, nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_index_trail_board_id_board")),
        sa.PrimaryKeyConstraint("board_id", name=op.f("pk_index_trail")),
    )


def downgrade() -> None:
    """Go one step back."""
    op.drop_table("index_trail")
