"""Documents -> stories and copies."""

from sayso.group.grouping import group

__all__ = ["group"]
