"""Finding."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

bytewise = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

GROUPS = ("title", "signs", "texts", "steps", "comments", "files", "history")


def upgrade() -> None:
    """Go one step forward."""
    op.create_table(
        "index_card",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("card_id", bytewise, nullable=False),
        sa.Column("analysis", sa.Integer(), server_default="0", nullable=False),
        *(sa.Column(name, sa.String(), server_default="", nullable=False) for name in GROUPS),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"], name=op.f("fk_index_card_card_id_card")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_index_card")),
        sa.UniqueConstraint("card_id", name=op.f("uq_index_card_card_id")),
    )
    with op.batch_alter_table("index_card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_index_card_analysis"), ["analysis"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        _lay_fts5()
    else:
        _lay_tsvectors()
    # Empty, in the order in which the assignments were made; the server fills them when it starts.
    op.execute("INSERT INTO index_card (card_id) SELECT id FROM card ORDER BY id")


def downgrade() -> None:
    """Go one step back."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE index_card_words")
        op.execute("DROP TABLE index_card_words_title")
    else:
        op.execute("DROP FUNCTION index_card_with(tsquery)")
        op.execute("DROP FUNCTION index_card_titled(tsquery)")
    op.drop_table("index_card")


def _lay_fts5() -> None:
    """Terms are plain ASCII words or begin beyond ASCII, which this tokenizer never splits nor folds."""
    for table, groups in (("index_card_words_title", GROUPS[:1]), ("index_card_words", GROUPS)):
        forget, learn = (
            f"INSERT INTO {table} ({named}rowid, terms) VALUES ({command}{row}.seq, {_joined(row, groups)})"  # noqa: S608
            for named, command, row in ((f"{table}, ", "'delete', ", "old"), ("", "", "new"))
        )
        op.execute(
            f"CREATE VIRTUAL TABLE {table} USING fts5(terms, content='', tokenize='ascii', detail='none', "
            "prefix='2 3', columnsize=0)"
        )
        of = ", ".join(groups)
        op.execute(f"CREATE TRIGGER {table}_added AFTER INSERT ON index_card BEGIN {learn}; END")
        op.execute(f"CREATE TRIGGER {table}_removed AFTER DELETE ON index_card BEGIN {forget}; END")
        op.execute(f"CREATE TRIGGER {table}_changed AFTER UPDATE OF {of} ON index_card BEGIN {forget}; {learn}; END")


def _joined(row: str, groups: tuple[str, ...]) -> str:
    return " || ' ' || ".join(f"{row}.{group}" for group in groups)


def _lay_tsvectors() -> None:
    """No parser and no locale: the terms are taken as they are. They lie beside the rows, which stay narrow."""
    for column, function, groups in (
        ("words_title", "index_card_titled", GROUPS[:1]),
        ("words_all", "index_card_with", GROUPS),
    ):
        every = " || ' ' || ".join(groups)
        terms = f"array_to_tsvector(array_remove(string_to_array({every}, ' '), ''))"
        op.execute(f"ALTER TABLE index_card ADD COLUMN {column} tsvector GENERATED ALWAYS AS ({terms}) STORED")
        # What has not been taken into the index yet is read through by every search: little of it.
        op.execute(f"CREATE INDEX {column}_gin ON index_card USING gin ({column}) WITH (gin_pending_list_limit = 256)")
        # The planner does not know what unpacking a tsvector costs, and would go through all of them for a common word.
        having = f"SELECT seq, card_id FROM index_card WHERE {column} @@ $1"  # noqa: S608
        op.execute(
            f"CREATE OR REPLACE FUNCTION {function}(tsquery) RETURNS TABLE (seq integer, card_id text) "
            f"LANGUAGE sql STABLE ROWS 500 SET enable_seqscan = off SET enable_indexscan = off AS '{having}'"
        )
    op.execute("ALTER TABLE index_card SET (toast_tuple_target = 128)")
