"""The tables as the database has them, of whatever revision, in an order in which they can be filled."""

from collections import defaultdict

from sqlalchemy import Connection, MetaData, Table, inspect, text
from sqlalchemy.schema import sort_tables_and_constraints

from verkstad.kernel.derived import is_derived

ALEMBIC = "alembic_version"


def tables_of(connection: Connection) -> dict[str, Table]:
    """Read what tables there are, but for the one that says their revision and those that are made from the others."""
    known = MetaData()
    known.reflect(connection, only=lambda name, _: name != ALEMBIC and not is_derived(name))
    return dict(sorted(known.tables.items()))


def drop_derived(connection: Connection) -> None:
    """Drop what is made from other tables; what stands on a table goes with it, so it may be gone already."""
    for name in sorted(inspect(connection).get_table_names()):
        if is_derived(name):
            connection.execute(text(f'DROP TABLE IF EXISTS "{name}"'))


def revision_of(connection: Connection) -> str:
    """Read which revision the tables are of."""
    found: str = connection.execute(text(f"SELECT version_num FROM {ALEMBIC}")).scalar_one()  # noqa: S608 - our name
    return found


def in_order(tables: dict[str, Table]) -> tuple[list[Table], dict[str, set[str]]]:
    """Order tables so that what is pointed at comes first, and name the columns that must wait until all are there."""
    order: list[Table] = []
    waiting: dict[str, set[str]] = defaultdict(set)
    for table, constraints in sort_tables_and_constraints(tables.values()):  # type: ignore[no-untyped-call]
        if table is not None:
            order.append(table)
            continue
        for constraint in constraints:
            waiting[constraint.table.name] |= set(constraint.column_keys)
    for table in order:
        for key in table.foreign_keys:
            if key.column.table is table:
                waiting[table.name].add(key.parent.name)
    return order, waiting
