"""Why something is not done (B06)."""

from django.db import models


class Reason(models.TextChoices):
    """A type of reason for a no. Words that people can read stand beside it, always."""

    LAW = "law", "The law does not allow it"
    MONEY = "money", "There is no money for it"
    SAFETY = "safety", "It would not be safe"
    EVIDENCE = "evidence", "What we know speaks against it"
    OUTSIDE = "outside our power", "Others decide it"
    CONFLICT = "conflicts with another view", "Other people asked for the opposite"


NO_REASONS = [
    "law",
    "money",
    "safety",
    "evidence",
    "outside our power",
    "conflicts with another view",
]
"""The same as the database keeps them."""
