"""Names every slice's tables once, for migrations."""

from sqlalchemy import MetaData

import verkstad.boards.tables
import verkstad.cards.tables
import verkstad.history.tables
import verkstad.notifications.tables
import verkstad.search.tables
import verkstad.statistics.tables
import verkstad.users.tables  # noqa: F401 - a table is known when its class is


def all_tables(metadata: MetaData) -> MetaData:
    """Give the metadata that the imports above have filled."""
    return metadata
