"""Records as rows of Arrow tables, and back."""

from sayso.tables.codec import Codec

__all__ = ["Codec"]
