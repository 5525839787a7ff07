"""Finding at once: the index knows the plan of each assignment, and whether it is closed."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

bytewise = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

GROUPS = ("title", "signs", "texts", "steps", "comments", "files", "history")
MEANS = (("index_card_words_title", GROUPS[:1]), ("index_card_words", GROUPS))
FUNCTIONS = (("words_title", "index_card_titled"), ("words_all", "index_card_with"))
# The planner does not know what unpacking a tsvector costs, and would go through all of them for a common word.
BY_THE_WORDS = "LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off"


def upgrade() -> None:
    """Go one step forward."""
    if op.get_bind().dialect.name == "sqlite":
        # Before the texts: what stands behind them is read through them.
        place = sa.Column("board_id", bytewise, nullable=False), sa.Column("closed", sa.Boolean(), nullable=False)
        _lay_rows_anew(*place)
    else:
        op.add_column("index_card", sa.Column("board_id", bytewise, nullable=True))
        op.add_column("index_card", sa.Column("closed", sa.Boolean(), nullable=True))
        op.execute(
            "UPDATE index_card SET board_id = card.board_id, closed = card.closed_at IS NOT NULL"
            " FROM card WHERE card.id = index_card.card_id"
        )
        op.alter_column("index_card", "board_id", nullable=False)
        op.alter_column("index_card", "closed", nullable=False)
        for column, function in FUNCTIONS:
            op.execute(f"DROP FUNCTION IF EXISTS {function}(tsquery)")
            _lay_functions(column, function)


def downgrade() -> None:
    """Go one step back."""
    if op.get_bind().dialect.name == "sqlite":
        _lay_rows_anew()
    else:
        for column, function in FUNCTIONS:
            op.execute(f"DROP FUNCTION IF EXISTS {function}(tsquery, text[], text[], integer)")
            op.execute(f"DROP FUNCTION IF EXISTS {function}_newest(tsquery, text[], text[], integer, tsquery)")
            having = f"SELECT seq, card_id FROM index_card WHERE {column} @@ $1"  # noqa: S608
            op.execute(
                f"CREATE OR REPLACE FUNCTION {function}(tsquery) RETURNS TABLE (seq integer, card_id text) "
                f"ROWS 500 {BY_THE_WORDS} AS '{having}'"
            )
        op.drop_column("index_card", "closed")
        op.drop_column("index_card", "board_id")


def _lay_rows_anew(*columns: sa.Column) -> None:
    """Copy the rows into a table with other columns; the words' own tables go by `seq`, which stays."""
    for table, _groups in MEANS:
        for when in ("added", "removed", "changed"):
            op.execute(f"DROP TRIGGER {table}_{when}")
    op.drop_index(op.f("ix_index_card_analysis"), table_name="index_card")
    op.rename_table("index_card", "index_card_before")
    op.create_table(
        "index_card",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("card_id", bytewise, nullable=False),
        *columns,
        sa.Column("analysis", sa.Integer(), server_default="0", nullable=False),
        *(sa.Column(name, sa.String(), server_default="", nullable=False) for name in GROUPS),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_index_card_card_id_card")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_index_card")),
        sa.UniqueConstraint("card_id", name=op.f("uq_index_card_card_id")),
    )
    kept = ", ".join(("seq", "card_id", "analysis", *GROUPS))
    more, told = (", board_id, closed", ", board_id, closed_at IS NOT NULL") if columns else ("", "")
    op.execute(
        f"INSERT INTO index_card ({kept}{more}) SELECT {kept}{told} FROM index_card_before"  # noqa: S608 - our own names
        + (" JOIN (SELECT id, board_id, closed_at FROM card) AS c ON c.id = card_id" if columns else "")
    )
    op.drop_table("index_card_before")
    op.create_index(op.f("ix_index_card_analysis"), "index_card", ["analysis"], unique=False)
    for table, groups in MEANS:
        _lay_triggers(table, groups)


def _lay_triggers(table: str, groups: tuple[str, ...]) -> None:
    forget, learn = (
        f"INSERT INTO {table} ({named}rowid, terms) VALUES ({command}{row}.seq, {_joined(row, groups)})"  # noqa: S608
        for named, command, row in ((f"{table}, ", "'delete', ", "old"), ("", "", "new"))
    )
    op.execute(f"CREATE TRIGGER {table}_added AFTER INSERT ON index_card BEGIN {learn}; END")
    op.execute(f"CREATE TRIGGER {table}_removed AFTER DELETE ON index_card BEGIN {forget}; END")
    of = ", ".join(groups)
    op.execute(f"CREATE TRIGGER {table}_changed AFTER UPDATE OF {of} ON index_card BEGIN {forget}; {learn}; END")


def _joined(row: str, groups: tuple[str, ...]) -> str:
    return " || ' ' || ".join(f"{row}.{group}" for group in groups)


def _lay_functions(column: str, function: str) -> None:
    """Lay two ways of asking for what has the words, on the plans of which open and of which closed ones are wanted.

    The first ends as soon as it has as many as were asked for. The second gives the newest, but for those whose title
    has other words: it sorts before it looks at plans, so that it looks at no more than it needs.
    """
    told = "TABLE (seq integer, card_id text, board_id text, closed boolean)"
    # Each list becomes a hash; `= ANY` would go through it for every row.
    there = "CASE WHEN closed THEN board_id IN (SELECT unnest($3)) ELSE board_id IN (SELECT unnest($2)) END"
    some = f"SELECT seq, card_id, board_id, closed FROM index_card WHERE {column} @@ $1 AND {there} LIMIT $4"  # noqa: S608
    asked = "tsquery, text[], text[], integer"
    op.execute(f"CREATE OR REPLACE FUNCTION {function}({asked}) RETURNS {told} ROWS 100 {BY_THE_WORDS} AS '{some}'")
    read = "seq, card_id, board_id, closed"
    newest = (
        f"SELECT {read} FROM (SELECT {read}, words_title FROM index_card WHERE {column} @@ $1"  # noqa: S608
        f" ORDER BY seq DESC OFFSET 0) AS found WHERE {there} AND ($5 IS NULL OR NOT words_title @@ $5)"
        " ORDER BY seq DESC LIMIT $4"
    )
    op.execute(
        f"CREATE OR REPLACE FUNCTION {function}_newest({asked}, tsquery) RETURNS {told} ROWS 20 "
        f"{BY_THE_WORDS} SET work_mem = '16MB' AS '{newest}'"
    )
