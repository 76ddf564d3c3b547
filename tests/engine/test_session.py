"""Why there is no session with Spark, in words that help."""

from __future__ import annotations

import gc
import socket
import sys
from pathlib import Path

import pytest

from sayso.engine.spark import Spark
from sayso.errors import SaysoError, UsageError


def test_pyspark_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(UsageError, match=r"needs pyspark, which is not installed: pip install 'sayso\[spark\]'"):
        Spark("local[1]", tmp_path)


@pytest.mark.spark
@pytest.mark.usefixtures("spark_home")
class TestWithPyspark:
    """Before anything is started."""

    def test_java_is_missing(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.delenv("JAVA_HOME", raising=False)
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(UsageError, match="Java 17 or newer, and there is no java on the PATH"):
            Spark("local[1]", tmp_path)
        monkeypatch.setenv("JAVA_HOME", str(tmp_path))
        with pytest.raises(UsageError, match="no java in JAVA_HOME"):
            Spark("local[1]", tmp_path)

    @pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # of the pipe that pyspark left open
    def test_java_does_not_start(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        java = tmp_path / "bin" / "java"
        java.parent.mkdir()
        java.write_text("#!/bin/sh\nexit 1\n")
        java.chmod(0o755)
        monkeypatch.setenv("JAVA_HOME", str(tmp_path))
        monkeypatch.setattr("pyspark.SparkContext._gateway", None)
        with pytest.raises(SaysoError, match="Java could not start Spark"):
            Spark("local[1]", tmp_path)
        gc.collect()

    @pytest.mark.parametrize("master", ["spark://", "spark://127.0.0.1", "spark://127.0.0.1:port", "mars", "local[x"])
    def test_no_address_of_a_master(self, master: str, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="is no address of a Spark master"):
            Spark(master, tmp_path)

    def test_nobody_answers(self, tmp_path: Path) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))  # and does not listen
            master = f"spark://127.0.0.1:{taken.getsockname()[1]}"
            with pytest.raises(SaysoError, match=rf"{master} can't be reached: .*refused"):
                Spark(master, tmp_path)
