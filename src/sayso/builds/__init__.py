"""The commands that make tables of many articles, and tell of them."""

from sayso.builds.commands import build, status

__all__ = ["build", "status"]
