"""Statements of a story -> StatementCluster: one thing said."""

from sayso.link.encode import Encoder
from sayso.link.linking import link

__all__ = ["Encoder", "link"]
