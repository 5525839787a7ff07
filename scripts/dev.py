"""Installs, starts, checks, measures and builds Verkstad; needs only Python, and Node where the client is built.

The Makefile calls it; without make: `python3 scripts/dev.py run --port 8000`, `python3 scripts/dev.py test`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Self

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
FRONTEND = ROOT / "frontend"
WEB = ROOT / "backend" / "verkstad" / "web"
WORDS = ROOT / "backend" / "verkstad" / "kernel" / "words"
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")
# Whoever has nothing left takes from the other, so that no slow test at the end keeps one core waiting.
BOTH_CORES = ("-n", "auto", "--dist", "worksteal")
RED = ROOT / ".pytest_cache" / "v" / "cache" / "lastfailed"
FEW_RED = 3
Command = tuple[str, list[str], Path]
"""What is run: its name, its words, and where."""

FONTS = ("fonts-dejavu-core", "fonts-noto-color-emoji")
OLDEST_PYTHON = (3, 11)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")

sys.path.insert(0, str(ROOT))


def main() -> None:
    """Do what the command line asks."""
    use_a_new_enough_python()
    os.chdir(ROOT)
    # Servers and tests start a hundred times: without compiled files each start costs twice as much.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="start the demo").add_argument("--port", default="8000")
    commands.add_parser("test", help="check everything, or the named parts").add_argument(
        "parts", nargs="*", choices=[*READING, *PARTS, []], metavar="part", help=" ".join([*READING, *PARTS])
    )
    commands.add_parser("contract", help="write openapi/*.json and the client's types anew")
    commands.add_parser("bench", help="measure against a bare server").add_argument("parts", nargs="*")
    commands.add_parser("screenshots", help="pictures of every screen")
    commands.add_parser("build", help="a wheel in dist/")
    commands.add_parser("lock", help="lock the newest allowed versions")
    commands.add_parser("need-chromium", help="find Chromium, or install it where that is possible")
    commands.add_parser("install", help="everything that the tests need, without running them")
    commands.add_parser("client", help="build the client into the backend's package, where it has changed")
    commands.add_parser("clean", help="remove what is built and installed")
    asked = parser.parse_args()
    try:
        dispatch(asked)
    except subprocess.CalledProcessError as failure:
        stop(f"{' '.join(str(word) for word in failure.cmd)} ended with {failure.returncode}.")
    except KeyboardInterrupt:
        sys.exit(130)


def dispatch(asked: argparse.Namespace) -> None:
    if asked.command == "run":
        run(asked.port)
    elif asked.command == "test":
        test(asked.parts)
    elif asked.command == "bench":
        bench(asked.parts)
    else:
        simple: dict[str, Callable[[], object]] = {
            "contract": contract,
            "screenshots": screenshots,
            "build": build,
            "lock": lock,
            "need-chromium": need_chromium,
            "install": install_for_tests,
            "client": build_client,
            "clean": clean,
        }
        simple[asked.command]()


# ---- commands


def run(port: str) -> NoReturn:
    """Become the demo server, so that Ctrl-C reaches it and nothing stands between."""
    install_packages("requirements.lock")
    build_client()
    sys.stdout.flush()
    os.execv(tool("verkstad"), ["verkstad", "demo", "--port", port])


def bench(parts: list[str]) -> None:
    install_for_tests()
    build_client()
    environment = {**os.environ, "VERKSTAD_CHROMIUM": find_chromium() or ""}
    subprocess.run([tool("python"), "-m", "tests.benchmarks", *parts], check=True, env=environment)


def screenshots() -> None:
    install_for_tests()
    build_client()
    chromium = need_chromium()
    subprocess.run(
        [tool("python"), "scripts/screenshots.py"], check=True, env={**os.environ, "VERKSTAD_CHROMIUM": chromium}
    )


def contract() -> None:
    install_for_tests()
    subprocess.run([tool("python"), "scripts/contract.py"], check=True)


def build() -> None:
    install_packages("requirements-dev.lock")
    build_client()
    subprocess.run(
        [tool("uv"), "build", "--python", tool("python"), "--no-build-isolation", "--wheel", "--out-dir", "dist"],
        check=True,
        env={**os.environ, "VERKSTAD_CLIENT_BUILT": "1"},
    )


def lock() -> None:
    """Names, versions and hashes, never addresses: `uv.lock` would record the index of whoever made it."""
    install_tools()
    compile_lock = [tool("uv"), "pip", "compile", "--universal", "--generate-hashes", "--no-annotate", "--no-header"]
    compile_lock += ["--python-version", "3.11", "--upgrade", "--quiet"]
    subprocess.run([*compile_lock, "pyproject.toml", "-o", LOCKS[0]], check=True)
    subprocess.run([*compile_lock, "pyproject.toml", "--group", "dev", "-c", LOCKS[0], "-o", LOCKS[1]], check=True)
    build_tools = b"hatchling\nuv\neditables\n"
    subprocess.run([*compile_lock, "-", "-o", LOCKS[2]], input=build_tools, check=True)


def clean() -> None:
    for folder in (VENV, FRONTEND / "node_modules", WEB, ROOT / "dist"):
        shutil.rmtree(folder, ignore_errors=True)
    for cache in (*ROOT.glob(".*_cache"), ROOT / ".hypothesis"):
        shutil.rmtree(cache, ignore_errors=True)
    print("Removed .venv, node_modules, the built client, dist and caches. var/ is untouched.")


# ---- installing


def use_a_new_enough_python() -> None:
    """Hand over to a newer Python where `python3` is an old one."""
    if sys.version_info >= OLDEST_PYTHON:
        return
    for name in NEWER_PYTHONS:
        path = shutil.which(name)
        if path and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            os.execv(path, [path, *sys.argv])
    stop(
        f"Verkstad needs Python 3.11 or later; this is {sys.version.split()[0]}. "
        "Install one, or name it: make run PYTHON=/path/to/python3"
    )


def install_for_tests() -> None:
    install_packages("requirements-dev.lock")
    install_node_packages()


def install_packages(lock_name: str) -> None:
    """Install one of the locks and ourselves, only what has changed since the last time."""
    install_tools()
    uv = [tool("uv"), "pip", "install", "--python", tool("python"), "--quiet"]
    with Stamp(VENV / f"verkstad-{lock_name}.stamp", [ROOT / lock_name]) as stamp:
        if stamp.is_old:
            say(f"Installing the packages of {lock_name} …")
            subprocess.run([*uv, "--require-hashes", "-r", lock_name], check=True)
    with Stamp(VENV / "verkstad-itself.stamp", [ROOT / "pyproject.toml"]) as stamp:
        if stamp.is_old:
            subprocess.run([*uv, "--no-deps", "--no-build-isolation", "-e", "."], check=True)


def install_tools() -> None:
    """Make .venv with the standard library, and in it the pinned installer."""
    moved = VENV / "verkstad-place"
    if moved.exists() and moved.read_text() != str(ROOT):
        say("The folder has moved: making .venv anew …")
        shutil.rmtree(VENV)
    if not Path(tool("python")).exists():
        if subprocess.run(
            [sys.executable, "-c", "import ensurepip, venv"], capture_output=True, check=False
        ).returncode:
            version = ".".join(map(str, sys.version_info[:2]))
            stop(
                "Python's venv module is incomplete here. "
                f"Debian, Ubuntu: apt-get install python{version}-venv (or python3-venv)"
            )
        say("Making .venv …")
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    with Stamp(VENV / "verkstad-tools.stamp", [ROOT / "requirements-build.lock"]) as stamp:
        if stamp.is_old:
            pip = [tool("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            subprocess.run([*pip, "--require-hashes", "-r", "requirements-build.lock"], check=True)
            moved.write_text(str(ROOT))


def install_node_packages() -> None:
    with Stamp(FRONTEND / "node_modules" / ".verkstad-stamp", [FRONTEND / "package-lock.json"]) as stamp:
        if stamp.is_old:
            say("Installing the client's packages …")
            subprocess.run([npm(), "ci", "--loglevel=error"], cwd=FRONTEND, check=True)


def build_client() -> None:
    """Build the client into the backend's package, only when its sources have changed."""
    sources = [*files_below(FRONTEND, leave_out={"node_modules", "tests", "coverage"}), *sorted(WORDS.glob("*.json"))]
    with Stamp(VENV / "verkstad-client.stamp", sources) as stamp:
        if stamp.is_old or not (WEB / "index.html").exists():
            install_node_packages()
            say("Building the client …")
            subprocess.run([npm(), "run", "--silent", "build", "--", "--logLevel", "error"], cwd=FRONTEND, check=True)


class Stamp:
    """A mark of what something was made from; written only when the making succeeded."""

    def __init__(self, path: Path, sources: Iterable[Path]) -> None:
        self._path = path
        digest = hashlib.sha256()
        for source in sources:
            digest.update(str(source.relative_to(ROOT)).encode())
            digest.update(source.read_bytes())
        self._now = digest.hexdigest()
        self.is_old = not path.exists() or path.read_text() != self._now

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None and self._path.parent.exists():
            self._path.write_text(self._now)


def files_below(folder: Path, leave_out: set[str]) -> list[Path]:
    found = []
    for entry in sorted(folder.iterdir()):
        if entry.name in leave_out or (entry.name.startswith(".") and entry.is_dir()):
            continue
        if entry.is_dir():
            found += files_below(entry, leave_out)
        else:
            found.append(entry)
    return found


def npm() -> str:
    """The path of npm, once it is sure that Node is new enough for the client's tools."""
    path = shutil.which("npm")
    node = shutil.which("node")
    if not node:
        stop("Verkstad's client needs Node 20.19 or later to be built: https://nodejs.org")
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = tuple(int(part) for part in re.findall(r"\d+", said)[:2])
    if not ((20, 19) <= version < (21, 0) or version >= (22, 12)):
        stop(f"Verkstad's client needs Node 20.19 or later (of 20), or 22.12 or later; this is {said.strip()}.")
    if not path:
        stop("Node is here but npm is not. Debian, Ubuntu: apt-get install npm")
    return path


def tool(name: str) -> str:
    """The path of a program that the locks installed."""
    return str(BIN / name)


def find_chromium() -> str | None:
    from tests import chromium  # noqa: PLC0415 - on the path only since this file put it there

    return chromium.find()


def need_chromium() -> str:
    """Find Chromium, or install it by apt as a build server's root."""
    from tests import chromium  # noqa: PLC0415 - as above

    path = chromium.find()
    if path is None and os.environ.get("CI") == "true" and os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installing Chromium …")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=environment)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *FONTS]
        # Not every system packs the engine alone.
        if subprocess.run([*install, "chromium-headless-shell"], check=False, env=environment).returncode:
            subprocess.run([*install, "chromium"], check=True, env=environment)
        path = chromium.find()
    if path is None:
        stop(f"Chromium is missing: {chromium.HOW}.")
    return path


# ---- checking


class Report:
    """What was run, what failed, and what was skipped and how to get it."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str, float, str]] = []
        self.skipped: list[str] = []
        self.failed: list[str] = []
        self.red_at_first: list[str] = []

    def command(
        self, part: str, command: list[str], *, cwd: Path = ROOT, environment: dict[str, str] | None = None
    ) -> None:
        """Run one command, show what it says, and keep its verdict and the line that a test run closes with."""
        say(self._head(part, command))
        self._run(part, command, cwd, environment, say)

    def together(self, *commands: Command) -> None:
        """Run commands that use one core each beside each other; each says what it has to say when it has ended."""

        def run(part: str, command: list[str], cwd: Path) -> None:
            lines = [self._head(part, command)]
            self._run(part, command, cwd, None, lines.append)
            say("\n".join(lines))

        with ThreadPoolExecutor(max_workers=2) as pool:
            for each in [pool.submit(run, *command) for command in commands]:
                each.result()

    def _head(self, part: str, command: list[str]) -> str:
        return f"── {part}: {' '.join(shown(word) for word in command)}"

    def _run(
        self,
        part: str,
        command: list[str],
        cwd: Path,
        environment: dict[str, str] | None,
        tell: Callable[[str], object],
    ) -> None:
        started = time.monotonic()
        coloured = {"FORCE_COLOR": "1", "PY_COLORS": "1"} if sys.stdout.isatty() else {}
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env={**os.environ, **coloured, **(environment or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        closing = ""
        for line in process.stdout or ():
            tell(line.rstrip("\n"))
            plain = re.sub(r"\x1b\[[0-9;]*m", "", line).strip()
            if re.search(r"\d+ (passed|failed|errors?)\b", plain):
                closing = plain
        self.add(part, passed=process.wait() == 0, seconds=time.monotonic() - started, closing=closing)
        skipped = re.search(r"(\d+) skipped", closing)
        if skipped:
            self.skip(f"{skipped[1]} in {part} (its reasons stand above)")

    def add(self, part: str, *, passed: bool, seconds: float, closing: str = "") -> None:
        self.rows.append((part, "ok" if passed else "FAILED", seconds, closing))
        if not passed:
            self.failed.append(part)

    def skip(self, what: str) -> None:
        self.skipped.append(what)
        say(f"skipped: {what}")

    def close(self) -> NoReturn:
        print("\n── Summary")
        for part, verdict, seconds, closing in self.rows:
            print(f"{verdict:7} {part:32} {seconds:6.1f} s  {closing}")
        for test in self.red_at_first:
            print(f"RED AT FIRST, green when it was run again: {test}")
        for what in self.skipped:
            print(f"SKIPPED {what}")
        if self.skipped and nothing_may_be_skipped():
            print("Nothing may be skipped here (CI=true or VERKSTAD_REQUIRE_ALL=1): that is a failure.")
        elif self.skipped:
            print("With CI=true a skip is a failure.")
        else:
            print("Nothing was skipped.")
        sys.exit(1 if self.failed or (self.skipped and nothing_may_be_skipped()) else 0)


def test(parts: list[str]) -> NoReturn:
    """Run the named parts, or all; one failing does not hide another."""
    install_for_tests()
    report = Report()
    asked = parts or [*READING, *PARTS]
    report.together(*[command for part in asked if part in READING for command in READING[part]()])
    for part in asked:
        if part in PARTS:
            PARTS[part](report)
    report.close()


def check_locks(report: Report) -> None:
    """No lock may name an address, and a run must get what the tests were run with."""
    started = time.monotonic()
    faults = [f"{name} names an address" for name in LOCKS if "://" in (ROOT / name).read_text()]
    if '"resolved"' in (FRONTEND / "package-lock.json").read_text():
        faults.append("frontend/package-lock.json records where its packages came from")
    shipped, tested = pins(LOCKS[0]), pins(LOCKS[1])
    faults += [f"{pin} is not what {LOCKS[1]} has" for pin in sorted(shipped - tested)]
    for fault in faults:
        print(f"{fault}: run `make lock`")
    report.add("locks", passed=not faults, seconds=time.monotonic() - started)


def pins(lock_name: str) -> set[str]:
    return set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / lock_name).read_text(), flags=re.MULTILINE))


def lint() -> list[Command]:
    return [
        ("lint: client", [npm(), "run", "--silent", "lint"], FRONTEND),
        ("lint: ruff", [tool("ruff"), "check"], ROOT),
        ("lint: format", [tool("ruff"), "format", "--check"], ROOT),
        ("lint: import rules", [tool("lint-imports")], ROOT),
    ]


def types() -> list[Command]:
    return [
        ("types: client", [npm(), "run", "--silent", "check"], FRONTEND),
        ("types: backend", [tool("mypy")], ROOT),
    ]


def fresh_contract() -> list[Command]:
    return [("contract", [tool("python"), "scripts/contract.py", "--check"], ROOT)]


def check_migrations(report: Report) -> None:
    commands = [("migrations: SQLite", [tool("python"), "scripts/migrations.py", "sqlite"], ROOT)]
    if has_postgres(report, "migrations: PostgreSQL"):
        commands += [("migrations: PostgreSQL", [tool("python"), "scripts/migrations.py", "postgresql"], ROOT)]
    # Beside them, on the other core: what the suites need next.
    report.together(("client build", [tool("python"), "scripts/dev.py", "client"], ROOT), *commands)


def check_backend_on_sqlite(report: Report) -> None:
    pytest(report, "backend on SQLite", ["-m", "not browser", *BOTH_CORES], VERKSTAD_TEST_ON="sqlite")


def check_backend_on_postgresql(report: Report) -> None:
    if has_postgres(report, "backend on PostgreSQL"):
        pytest(report, "backend on PostgreSQL", ["-m", "not browser", *BOTH_CORES], VERKSTAD_TEST_ON="postgresql")


def check_client(report: Report) -> None:
    report.command("client", [npm(), "run", "--silent", "test"], cwd=FRONTEND)


def check_browser(report: Report) -> None:
    if find_chromium() is None and not nothing_may_be_skipped():
        from tests import chromium  # noqa: PLC0415 - as above

        report.skip(f"browser tests: {chromium.HOW}")
        return
    path = need_chromium()
    pytest(report, "browser", ["-m", "browser", *BOTH_CORES], VERKSTAD_CHROMIUM=path)


def pytest(report: Report, part: str, options: list[str], **environment: str) -> None:
    started = time.monotonic()
    try:
        # For every suite: what a test sees must not hang on whether somebody has built the client before.
        build_client()
    except subprocess.CalledProcessError:
        report.add(f"{part}: client build", passed=False, seconds=time.monotonic() - started)
    RED.unlink(missing_ok=True)
    report.command(part, [tool("python"), "-m", "pytest", *options], environment=environment)
    if part in report.failed and RED.exists():
        try_again(report, part, environment)


def try_again(report: Report, part: str, environment: dict[str, str]) -> None:
    """Run the few tests of a part that were red once more, by themselves; that they were red is told in any case.

    Thousands of tests with servers, sockets and browsers run on a machine that is at times half as fast as at others:
    what chance alone made red must not hide what is broken, and what is broken is red again.
    """
    red = sorted(json.loads(RED.read_text()))
    if len(red) > FEW_RED:
        return
    again = f"{part}: again"
    report.command(again, [tool("python"), "-m", "pytest", *red], environment=environment)
    if again not in report.failed:
        report.failed.remove(part)
        report.red_at_first += red


def has_postgres(report: Report, part: str) -> bool:
    looking = "from tests.databases import find_postgres; raise SystemExit(find_postgres() is None)"
    found = (
        os.environ.get("VERKSTAD_TEST_POSTGRES")
        or not subprocess.run([tool("python"), "-c", looking], check=False).returncode
    )
    if not found:
        said = subprocess.run(
            [tool("python"), "-c", "from tests.databases import HOW; print(HOW)"],
            capture_output=True,
            text=True,
            check=True,
        )
        report.skip(f"{part}: {said.stdout.strip()}")
    return bool(found)


# What only reads the sources, on one core each.
READING: dict[str, Callable[[], list[Command]]] = {
    "lint": lint,
    "types": types,
    "contract": fresh_contract,
}
PARTS: dict[str, Callable[[Report], None]] = {
    "locks": check_locks,
    "migrations": check_migrations,
    "backend-sqlite": check_backend_on_sqlite,
    "backend-postgresql": check_backend_on_postgresql,
    "client": check_client,
    "browser": check_browser,
}


# ---- telling


def nothing_may_be_skipped() -> bool:
    return os.environ.get("CI") == "true" or os.environ.get("VERKSTAD_REQUIRE_ALL") == "1"


def shown(word: str) -> str:
    return Path(word).name if word.startswith("/") else word


def say(sentence: str) -> None:
    print(sentence, flush=True)


def stop(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    main()
