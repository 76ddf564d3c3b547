"""A session with Spark, or a clear word about why there is none."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import SaysoError, UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["started"]

_INSTALL = "pip install 'sayso[spark]'"
_LOCAL = re.compile(r"local(\[(\d+|\*)\])?")
_STANDALONE = re.compile(r"spark://[^,:]+:\d+(,[^,:]+:\d+)*")
_KNOCK_S, _ATTEND_S, _POLL_S = 10, 60, 0.2
_TASKS_A_CORE = 4
"""Into so many a step is cut: of large ones each must fit, and small ones are put together again."""
_SILENT = Path(__file__).with_name("log4j2.properties")
_SETTINGS = {
    "spark.app.name": "sayso",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={_SILENT.as_uri()}",
    "spark.driver.maxResultSize": "0",
    "spark.locality.wait": "0s",  # all is on storage that all see: no place is worth waiting for
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.executorEnv.OPENBLAS_NUM_THREADS": "1",  # a task is given one core
}


def started(master: str, settings: Mapping[str, str]) -> SparkSession:
    """A session of our own with a master: ``spark://HOST:PORT``, or ``local[CORES]`` for processes of this machine.

    Raises UsageError where pyspark or Java is missing or a session is there already, SaysoError where the master can't
    be reached or has no worker for us.
    """
    try:
        from pyspark import SparkContext
        from pyspark.sql import SparkSession

        import_module("sqlglot")  # Spark needs it later
    except ImportError as error:
        raise UsageError(f"Spark needs {error.name}, which is not installed: {_INSTALL}") from error
    if SparkContext._active_spark_context is not None:
        raise UsageError("this process has a session with Spark already, and Spark allows one; stop it first")
    _find_java()
    host = _own_address(master)
    os.environ["PYSPARK_PYTHON"] = sys.executable
    # As multiprocessing does: who works for us finds modules where we do.
    found_in = {"spark.executorEnv.PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    builder = SparkSession.builder.master(master)
    for name, value in {**_SETTINGS, **found_in, "spark.driver.host": host, **settings}.items():
        builder = builder.config(name, value)
    session = _session(builder, master)
    if not _LOCAL.fullmatch(master):
        _await_workers(session, master)
    if "spark.sql.shuffle.partitions" not in settings:
        cores = session.sparkContext.defaultParallelism
        session.conf.set("spark.sql.shuffle.partitions", cores * _TASKS_A_CORE)
    return session


def _find_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java", path=str(Path(home) / "bin") if home else None) is None:
        where = f"in JAVA_HOME ({home})" if home else "on the PATH, and JAVA_HOME is not set"
        raise UsageError(f"Spark needs Java 17 or newer, and there is no java {where}; Debian: openjdk-17-jre-headless")


def _own_address(master: str) -> str:
    """Our address as the master sees it. Spark itself would knock in vain for a minute, and then say little."""
    if _LOCAL.fullmatch(master):
        return "127.0.0.1"
    if not _STANDALONE.fullmatch(master):
        raise UsageError(f"{master} is no address of a Spark master; expected spark://HOST:PORT or local[CORES]")
    refused = []
    for address in master.removeprefix("spark://").split(","):
        host, _, port = address.rpartition(":")
        try:
            with socket.create_connection((host.strip("[]"), int(port)), _KNOCK_S) as connection:
                return str(connection.getsockname()[0])
        except (OSError, OverflowError) as error:
            refused.append(str(error))
    raise SaysoError(f"the Spark master {master} can't be reached: {'; '.join(refused)}")


def _session(builder: SparkSession.Builder, master: str) -> SparkSession:
    from py4j.protocol import Py4JError
    from pyspark import SparkContext
    from pyspark.errors import PySparkException

    try:
        return builder.getOrCreate()
    except PySparkException as error:
        raise SaysoError(f"Java could not start Spark, which needs Java 17 or newer: {_first_line(error)}") from error
    except Py4JError as error:
        if SparkContext._active_spark_context is not None:  # it began before the master gave no answer
            SparkContext._active_spark_context.stop()
        raise SaysoError(
            f"no session with the Spark master {master}: is it one, and is it Spark 4? {_first_line(error)}"
        ) from error


def _await_workers(session: SparkSession, master: str) -> None:
    """Without a worker the first job would wait for ever."""
    context = session.sparkContext._jsc.sc()
    end = time.monotonic() + _ATTEND_S
    while context.getExecutorMemoryStatus().size() < 2:  # we are one of them
        if time.monotonic() > end or context.isStopped():
            with suppress(Exception):
                session.stop()
            raise SaysoError(
                f"the Spark master {master} gave us no worker in {_ATTEND_S} s; does it have any, with cores to spare?"
            )
        time.sleep(_POLL_S)


def _first_line(error: Exception) -> str:
    return next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
