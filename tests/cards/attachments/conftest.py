"""A house of one's own for files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from verkstad.settings import Settings


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """A house with a folder of files that no other test sees."""
    return settings.model_copy(update={"files": tmp_path / "files"})
