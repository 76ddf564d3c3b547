"""Statements of a story -> StatementCluster: one thing said."""

from sayso.link.elsewhere import elsewhere
from sayso.link.encode import Encoder
from sayso.link.linking import link, proposed

__all__ = ["Encoder", "elsewhere", "link", "proposed"]
