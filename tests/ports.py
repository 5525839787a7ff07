"""Ports for the servers of the tests."""

from __future__ import annotations

import random
import socket

# Below those that the system gives to whoever connects: none of these is taken between being found and being used.
PORTS = range(20_000, 32_000)


def free_port() -> int:
    """Give a port of this machine that nobody answers on."""
    while True:
        port = random.SystemRandom().choice(PORTS)
        with socket.socket() as asking:
            try:
                asking.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
