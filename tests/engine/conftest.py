"""Spark for tests: where it is missing they are skipped, unless SAYSO_REQUIRE_SPARK=1."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import pytest

# What runs for seconds has no use for the better code that takes seconds to compile.
JAVA_OPTIONS = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
SMALL = {
    "spark.executor.memory": "512m",
    "spark.executor.extraJavaOptions": JAVA_OPTIONS,
    "spark.sql.shuffle.partitions": "2",
}
_PATIENCE_S, _POLL_S = 60, 0.1


@pytest.fixture(scope="session")
def spark_home() -> Path:
    """Where Spark is."""
    found = find_spec("pyspark")
    missing = "pyspark" if found is None or found.origin is None else "" if shutil.which("java") else "Java"
    if missing and os.environ.get("SAYSO_REQUIRE_SPARK") == "1":
        pytest.fail(f"SAYSO_REQUIRE_SPARK=1, and {missing} is missing")
    if missing or found is None or found.origin is None:
        pytest.skip(f"{missing} is missing")
    os.environ["SPARK_SUBMIT_OPTS"] = JAVA_OPTIONS
    return Path(found.origin).parent


@pytest.fixture(scope="module")
def master(spark_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a standalone master on the loopback with two workers of one core each."""
    folder = tmp_path_factory.mktemp("cluster")
    with ExitStack() as stack:
        listen = ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]
        log = stack.enter_context(_daemon(spark_home, "master.Master", listen, folder / "master.log"))
        address = _awaited(log, r"Starting Spark master at (spark://\S+)")
        size = ["--cores", "1", "--memory", "1G"]
        workers = [
            stack.enter_context(
                _daemon(
                    spark_home,
                    "worker.Worker",
                    [*listen, *size, "--work-dir", str(folder / f"work-{number}"), address],
                    folder / f"worker-{number}.log",
                )
            )
            for number in range(2)
        ]
        for each in workers:
            _awaited(each, r"Successfully registered with master (\S+)")
        yield address


@contextmanager
def _daemon(home: Path, name: str, arguments: list[str], log: Path) -> Iterator[Path]:
    settings = {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_JAVA_OPTS": f"{JAVA_OPTIONS} -Dspark.master.rest.enabled=false",
        "SPARK_DAEMON_MEMORY": "256m",
    }
    command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", *arguments]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, stdout=out, stderr=out, env={**os.environ, **settings}, start_new_session=True
        )
    try:
        yield log
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """It, and what it started: they are a group of their own."""
    for asked in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, asked)
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)


def _awaited(log: Path, pattern: str) -> str:
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        found = re.search(pattern, log.read_text("utf-8", "replace"))
        if found is not None:
            return found[1]
        time.sleep(_POLL_S)
    pytest.fail(f"no line like {pattern!r} in {_PATIENCE_S} s:\n{log.read_text('utf-8', 'replace')[-2000:]}")
