"""What `make build` makes is a whole installation: the client and the migrations inside, and no Node."""

import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content, built from this checkout with the client that is there."""
    folder = tmp_path_factory.mktemp("wheel")
    built = (ROOT / "backend/verkstad/web/index.html").exists()
    subprocess.run(
        [BIN / "uv", "build", "--quiet", "--python", sys.executable, "--no-build-isolation", "--wheel", "-o", folder],
        cwd=ROOT,
        check=True,
        env={**os.environ, "VERKSTAD_CLIENT_BUILT": "1" if built else "0"},
    )
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "unpacked")
    return folder / "unpacked"


@pytest.fixture(scope="module")
def address(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server out of the wheel, in an empty folder, with nothing on its PATH."""
    port = free_port()
    folder = tmp_path_factory.mktemp("installed")
    start = "from verkstad.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", start, "serve", "--port", str(port)],
        cwd=folder,
        env={"PYTHONPATH": str(unpacked), "PYTHONDONTWRITEBYTECODE": "1", "PATH": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        yield _answering(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _answering(address: str, process: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + 100
    while time.monotonic() < until:
        if process.poll() is not None:
            said = process.communicate()[0].decode()
            pytest.fail(f"The server ended: {said}")
        try:
            httpx2.get(f"{address}/health", timeout=30).raise_for_status()
        except httpx2.TransportError:
            time.sleep(0.05)
        else:
            return address
    raise TimeoutError(address)


@pytest.mark.slow
def test_the_wheel_carries_client_and_migrations_and_serves_without_node(
    unpacked: Path, request: pytest.FixtureRequest
) -> None:
    """One test, since two workers would each build a wheel."""
    package = unpacked / "verkstad"
    assert (package / "web/index.html").is_file()
    assert list((package / "_migrations/versions").glob("0001_*.py"))
    assert not list(package.rglob("__pycache__"))

    address: str = request.getfixturevalue("address")
    page = httpx2.get(address, timeout=30)
    assert page.status_code == 200
    script = re.search(r'src="(/assets/[^"]+\.js)"', page.text)
    assert script is not None
    assert httpx2.get(address + script[1], timeout=30).headers["content-type"].startswith("text/javascript")
    # It has migrated itself.
    assert httpx2.get(f"{address}/api/v1/setup", timeout=30).json()["needed"] is True
