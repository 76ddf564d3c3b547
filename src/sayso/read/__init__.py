"""Files, folders, pages, JSONL and standard input -> Capture."""

from sayso.read.paths import Listed, listed, read

__all__ = ["Listed", "listed", "read"]
