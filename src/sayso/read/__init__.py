"""Files, folders, pages, JSONL and standard input -> Capture."""

from sayso.read.paths import read

__all__ = ["read"]
