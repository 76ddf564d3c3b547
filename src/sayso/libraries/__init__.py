"""The commands of a library: what can be typed, and what the person and programs see."""

from sayso.libraries.commands import LIBRARY_COMMANDS

__all__ = ["LIBRARY_COMMANDS"]
