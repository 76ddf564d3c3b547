"""StatementCluster -> Collation: readings aligned, differences, coverage.

The steps are those of textual scholars' collation: tokenise (``tokens``), normalise (``tokens``, ``numbers``), align
(``align``), analyse (``lineup``, ``differences`` and one module a kind of difference); then ``coverage``.
"""

from __future__ import annotations

from collections.abc import Mapping

from sayso.collate.align import align
from sayso.collate.collator import Collator
from sayso.config import CollateSettings
from sayso.records import Collation, Document, Statement, StatementCluster, Story

__all__ = ["Collator", "align", "collate"]


def collate(
    cluster: StatementCluster,
    documents: Mapping[str, Document],
    statements: Mapping[str, Statement],
    *,
    story: Story,
    settings: CollateSettings = CollateSettings(),  # noqa: B008 - frozen
) -> Collation:
    """The cluster with its readings aligned, their typed differences, and its coverage in the story.

    For many clusters of one story a ``Collator`` prepares the articles once.
    """
    return Collator(documents, statements, story=story, settings=settings).collate(cluster)
