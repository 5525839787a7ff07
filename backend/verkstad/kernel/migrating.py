"""Bringing a database up to date; a file of its own, since Alembic is needed only when there is something to do."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, inspect, pool, text
from sqlalchemy.engine import make_url

if TYPE_CHECKING:
    from alembic.config import Config


def migrations() -> Path:
    """Find our migrations, in a checkout or inside the wheel."""
    package = Path(__file__).parent.parent
    inside = package / "_migrations"
    return inside if inside.exists() else package.parent.parent / "migrations"


def latest_revision() -> str:
    """Name the newest migration; their file names begin with their revision and rise."""
    return max(file.name.partition("_")[0] for file in (migrations() / "versions").glob("[0-9]*.py"))


def migrate(url: str, revision: str = "head") -> None:
    """Bring the database at `url` to a revision, making the SQLite file where there is none."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    if revision == "head" and _is_up_to_date(url):
        return
    from alembic import command  # noqa: PLC0415 - half a second and twelve megabytes, seldom needed

    command.upgrade(alembic_config(url), revision)


def alembic_config(url: str) -> "Config":
    """Point Alembic at our migrations and at a database."""
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(migrations()))
    config.attributes["url"] = url
    return config


def is_laid(url: str) -> bool:
    """Tell whether there are tables of ours in a database; an SQLite file is not made by asking."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").is_file():
        return False
    engine = create_engine(url, poolclass=pool.NullPool)
    try:
        with engine.connect() as connection:
            return inspect(connection).has_table("alembic_version")
    finally:
        engine.dispose()


def _is_up_to_date(url: str) -> bool:
    engine = create_engine(url, poolclass=pool.NullPool)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return False
            at = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
            return at == latest_revision()
    finally:
        engine.dispose()
