"""Tables of people and of what proves who they are."""

from sqlalchemy import CheckConstraint, false
from sqlmodel import Field, SQLModel

from verkstad.kernel.columns import Bytewise


class Installation(SQLModel, table=True):
    """The one row that says what this database is: a demo or the real thing, and its set-up code while empty."""

    __tablename__ = "installation"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: int = Field(default=1, primary_key=True)
    demo: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    setup_code_hash: str | None = None
    created_at: str = Field(sa_type=Bytewise)


class Administration(SQLModel, table=True):
    """A municipal administration (förvaltning); nothing is seen across its border."""

    __tablename__ = "administration"

    id: str = Field(primary_key=True, sa_type=Bytewise)
    name: str
    created_at: str = Field(sa_type=Bytewise)


class User(SQLModel, table=True):
    """A person with an account; without a password until the invitation is accepted."""

    __tablename__ = "user"
    __table_args__ = (
        CheckConstraint("role IN ('admin', 'coordinator', 'employee', 'guest')", name="role"),
        CheckConstraint("language IN ('sv', 'en')", name="language"),
        CheckConstraint("theme IN ('system', 'light', 'dark')", name="theme"),
    )

    id: str = Field(primary_key=True, sa_type=Bytewise)
    administration_id: str = Field(foreign_key="administration.id", index=True, sa_type=Bytewise)
    name: str
    email: str = Field(unique=True, description="Lower case.")
    title: str = ""
    unit: str = ""
    role: str
    password_hash: str | None = None
    language: str
    theme: str = "system"
    introduced: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    disabled_at: str | None = Field(default=None, sa_type=Bytewise)
    created_at: str = Field(sa_type=Bytewise)
    updated_at: str = Field(sa_type=Bytewise)
    updated_by: str | None = Field(default=None, sa_type=Bytewise)


class Session(SQLModel, table=True):
    """A sign-in of one browser; the cookie holds the secret, the row its hash."""

    __tablename__ = "session"

    id: str = Field(primary_key=True, sa_type=Bytewise)
    token_hash: str = Field(unique=True, sa_type=Bytewise)
    user_id: str = Field(foreign_key="user.id", index=True, sa_type=Bytewise)
    agent: str
    created_at: str = Field(sa_type=Bytewise)
    expires_at: str = Field(sa_type=Bytewise)


class AccessToken(SQLModel, table=True):
    """A personal access token for an integration; shown once, kept as a hash."""

    __tablename__ = "access_token"
    __table_args__ = (CheckConstraint("scope IN ('read', 'write')", name="scope"),)

    id: str = Field(primary_key=True, sa_type=Bytewise)
    token_hash: str = Field(unique=True, sa_type=Bytewise)
    user_id: str = Field(foreign_key="user.id", index=True, sa_type=Bytewise)
    name: str
    scope: str
    created_at: str = Field(sa_type=Bytewise)
    expires_at: str | None = Field(default=None, sa_type=Bytewise)
    last_used_at: str | None = Field(default=None, sa_type=Bytewise)


class Invitation(SQLModel, table=True):
    """A one-time link with which a person chooses a password; a used or replaced one is deleted."""

    __tablename__ = "invitation"

    token_hash: str = Field(primary_key=True, sa_type=Bytewise)
    user_id: str = Field(foreign_key="user.id", index=True, sa_type=Bytewise)
    expires_at: str = Field(sa_type=Bytewise)


class Attempt(SQLModel, table=True):
    """Failed sign-ins of one account or from one address, within a window of time."""

    __tablename__ = "attempt"

    key: str = Field(primary_key=True, sa_type=Bytewise)
    failures: int
    since: str = Field(sa_type=Bytewise)
