"""Column types that mean the same on both databases, and names for every constraint."""

from sqlalchemy import Text
from sqlmodel import SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# Ids, times and ranks are compared byte by byte, whatever the language of the database.
Bytewise = Text().with_variant(Text(collation="C"), "postgresql")
