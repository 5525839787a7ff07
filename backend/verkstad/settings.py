"""Every setting of an installation, read from VERKSTAD_* variables."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What the one who runs Verkstad may decide; each has a default that works."""

    model_config = SettingsConfigDict(env_prefix="VERKSTAD_", extra="ignore")

    database: str = Field(
        default="var/verkstad.db",
        description="A path to an SQLite file, or postgresql://user@host/name.",
    )
    files: Path | None = Field(
        default=None,
        description=(
            "The folder of attached files. Beside the SQLite file unless told otherwise (`var/verkstad.files`), or "
            "`var/files` with PostgreSQL; servers that share a database must share it too."
        ),
    )
    file_megabytes: int = Field(default=25, ge=1, le=2000, description="How large an attached file may be.")
    demo: bool = Field(default=False, description="Serve the invented administration (set by `verkstad demo`).")
    name: str = Field(default="Verkstad", description="The name shown on every page.", max_length=60)
    language: Literal["sv", "en"] = Field(default="sv", description="The language before anyone has chosen one.")
    timezone: str = Field(default="Europe/Stockholm", description="Says which day is today.")
    public_url: str | None = Field(
        default=None,
        description="The address people use, as https://plan.example.se. Without it the Host header is believed.",
    )
    behind_proxy: bool = Field(
        default=False, description="Believe X-Forwarded-For and X-Forwarded-Proto from a proxy of ours."
    )
    session_days: int = Field(default=30, ge=1, le=365, description="How long a sign-in lasts.")
    invitation_days: int = Field(default=14, ge=1, le=90, description="How long a one-time link works.")
    stream_seconds: float = Field(
        default=300, gt=0, description="When a server-sent stream ends and is asked for again."
    )
    poll_seconds: float = Field(
        default=2, gt=0, description="How often the clocks of watched streams are read, in case a bell was lost."
    )
    threads: int = Field(default=24, ge=4, le=200, description="Threads, and database connections, of one process.")
    ring_events: int = Field(default=1000, ge=1, description="Events of a watched board kept in memory.")
    stale_events: int = Field(
        default=5000, ge=1, description="How far behind a viewer may be before it takes a snapshot."
    )
    silent_weeks: int = Field(
        default=4, ge=1, le=52, description="After so many weeks without a word an assignment under way is warned of."
    )
    warning_days: int = Field(
        default=3, ge=0, le=30, description="So long only the owner and the deputy see a computed warning."
    )
    web: Path | None = Field(default=None, description="Where the built client lies, when not inside the package.")

    @property
    def database_url(self) -> str:
        """The database as SQLAlchemy names it."""
        if self.database.startswith(("postgresql://", "postgres://")):
            return "postgresql+psycopg://" + self.database.split("://", 1)[1]
        if "://" in self.database:
            return self.database
        return f"sqlite:///{Path(self.database).absolute()}"

    @property
    def files_folder(self) -> Path:
        """Where attached files lie."""
        if self.files is not None:
            return self.files
        url = self.database_url
        if not url.startswith("sqlite:///"):
            return Path("var/files")
        return Path(url.removeprefix("sqlite:///")).with_suffix(".files")
