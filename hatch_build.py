"""Puts the built client and the migrations into the wheel."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ClientAndMigrations(BuildHookInterface[Any]):
    """Runs when a wheel or an sdist is built; an editable install reads both from the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        if not self._is_built(root):
            self._build(root / "frontend")
        if self.target_name == "wheel":
            build_data["force_include"][str(root / "migrations")] = "verkstad/_migrations"

    def _is_built(self, root: Path) -> bool:
        built = (root / "backend/verkstad/web/index.html").exists()
        # An sdist carries the built client; in a checkout it may be older than its sources.
        return built and (not (root / ".git").exists() or os.environ.get("VERKSTAD_CLIENT_BUILT") == "1")

    def _build(self, frontend: Path) -> None:
        npm = shutil.which("npm")
        if npm is None:
            self.app.abort("Building Verkstad from a checkout needs Node ≥ 20.19 with npm.")
            return
        subprocess.run([npm, "ci"], cwd=frontend, check=True)
        subprocess.run([npm, "run", "build"], cwd=frontend, check=True)
