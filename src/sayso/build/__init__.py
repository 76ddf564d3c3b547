"""Any number of articles -> Parquet tables of what they say: ``sayso build``."""

from sayso.build.building import Built, Plan, StageProgress, StageState, build, held, plan, prepare
from sayso.build.reading import LargeStory, Status, comparison_of, refused, status

__all__ = [
    "Built",
    "LargeStory",
    "Plan",
    "StageProgress",
    "StageState",
    "Status",
    "build",
    "comparison_of",
    "held",
    "plan",
    "prepare",
    "refused",
    "status",
]
