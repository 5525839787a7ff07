"""What one process has one of."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from verkstad.history.memory import Memory
from verkstad.kernel.bell import Bell
from verkstad.kernel.clock import Clock
from verkstad.kernel.database import Database
from verkstad.kernel.filing import Files
from verkstad.settings import Settings


@dataclass
class House:
    """Settings, clock, database, bell, memory and files of a running server."""

    settings: Settings
    clock: Clock
    database: Database
    bell: Bell
    memory: Memory
    files: Files
    touched: dict[str, dt.datetime] = field(default_factory=dict)
    # What readers of the log keep for the next time, each under a name of its own.
    aside: dict[str, Any] = field(default_factory=dict)
