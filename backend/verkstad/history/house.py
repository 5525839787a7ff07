"""What one process has one of."""

import datetime as dt
from dataclasses import dataclass, field

from verkstad.history.memory import Memory
from verkstad.kernel.bell import Bell
from verkstad.kernel.clock import Clock
from verkstad.kernel.database import Database
from verkstad.settings import Settings


@dataclass
class House:
    """Settings, clock, database, bell and memory of a running server."""

    settings: Settings
    clock: Clock
    database: Database
    bell: Bell
    memory: Memory
    touched: dict[str, dt.datetime] = field(default_factory=dict)
