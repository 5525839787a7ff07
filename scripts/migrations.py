"""Walks the migrations up, compares them with the tables, down to nothing and up again: on one kind of database."""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine, inspect

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.databases import PostgresDatabases, postgres_server
from verkstad.kernel.migrating import alembic_config, migrate


def main(kind: str) -> None:
    with ExitStack() as stack:
        if kind == "sqlite":
            url = f"sqlite:///{stack.enter_context(tempfile.TemporaryDirectory())}/migrations.db"
        else:
            url = stack.enter_context(PostgresDatabases(stack.enter_context(postgres_server()))).empty()
        migrate(url)
        command.check(alembic_config(url))
        command.downgrade(alembic_config(url), "base")
        left = tables_in(url) - {"alembic_version"}
        if left:
            sys.exit(f"Downgrading to base left tables behind: {', '.join(sorted(left))}")
        migrate(url)
        print(f"{kind}: up, compared, down and up again; {len(tables_in(url)) - 1} tables.")


def tables_in(url: str) -> set[str]:
    engine = create_engine(url)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1])
