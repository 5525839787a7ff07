"""Run our migrations on the database that the caller names."""

import sqlmodel  # noqa: F401 - the column types that migrations name
from alembic import context
from sqlalchemy import create_engine, pool
from sqlmodel import SQLModel

from verkstad import tables
from verkstad.kernel.derived import is_own_means

target = tables.all_tables(SQLModel.metadata)


def run() -> None:
    """Migrate within one transaction; on SQLite tables are rebuilt where ALTER does not reach."""
    engine = create_engine(context.config.attributes["url"], poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=target,
            render_as_batch=True,
            compare_type=True,
            include_name=lambda name, _kind, _parents: not is_own_means(name),
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
