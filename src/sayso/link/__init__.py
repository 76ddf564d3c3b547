"""Statements of a story -> StatementCluster: one thing said."""

from sayso.encode import Encoder
from sayso.link.elsewhere import elsewhere
from sayso.link.linking import link, proposed

__all__ = ["Encoder", "elsewhere", "link", "proposed"]
