"""Which journeys, how far each has come, and what can show it."""

from .journeys import (
    StageOnPath,
    State,
    asking,
    closed_rounds,
    how_far,
    journeys,
    of_project,
    path,
    paths,
    published,
)
from .records import records

__all__ = [
    "StageOnPath",
    "State",
    "asking",
    "closed_rounds",
    "how_far",
    "journeys",
    "of_project",
    "path",
    "paths",
    "published",
    "records",
]
