"""What was measured, beside what was aimed at."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass
class Figure:
    """One row: a figure, what it was compared with, and whether the aim was reached (None: no aim)."""

    name: str
    value: float
    unit: str
    aim: str = ""
    reached: bool | None = None
    bare: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.value / self.bare if self.bare else None


@dataclass
class Table:
    """All figures of one run."""

    rows: list[Figure] = field(default_factory=list)

    def at_most(self, name: str, value: float, unit: str, aim: float) -> None:
        self._add(Figure(name, value, unit, f"≤ {aim:g} {unit}", value <= aim))

    def at_most_times_bare(self, name: str, value: float, unit: str, *, bare: float, times: float) -> None:
        self._add(Figure(name, value, unit, f"≤ {times:g} × bare", value <= times * bare, bare))

    def at_least_times_bare(self, name: str, value: float, unit: str, *, bare: float, times: float) -> None:
        self._add(Figure(name, value, unit, f"≥ {times:g} × bare", value >= times * bare, bare))

    def noted(self, name: str, value: float, unit: str, *, bare: float | None = None) -> None:
        self._add(Figure(name, value, unit, bare=bare))

    def _add(self, row: Figure) -> None:
        self.rows.append(row)
        print(shown(row), flush=True)

    def write(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = [{**asdict(row), "ratio": row.ratio} for row in self.rows]
        path.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")


HEADING = f"{'figure':64} {'measured':>15} {'bare':>10} {'ratio':>7}  {'aim':16} verdict"


def shown(row: Figure) -> str:
    verdict = {True: "OK", False: "MISS", None: "·"}[row.reached]
    bare = f"{row.bare:10.3g}" if row.bare is not None else " " * 10
    ratio = f"{row.ratio:6.2f}×" if row.ratio is not None else " " * 7
    return f"{row.name:64} {number(row.value):>8} {row.unit:6} {bare} {ratio}  {row.aim:16} {verdict}"


def number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(values: Sequence[float]) -> float:
    return percentile(values, 0.5)
