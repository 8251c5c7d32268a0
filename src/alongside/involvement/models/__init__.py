"""What people who give their time are offered, how they are supported, and what they get for it."""

from .interests import Interest, ToldOf
from .opportunities import Opportunity, Part, SamePerson
from .own import Correction
from .recognition import Certificate, Credit, Reference, SigningKey
from .rewards import BudgetShown, Choice, Expense, Given, Limit, Offer
from .stories import Recognition, Story, Testimonial
from .support import CheckIn, Preparation, Read, Support, Training

__all__ = [
    "BudgetShown",
    "Certificate",
    "CheckIn",
    "Choice",
    "Correction",
    "Credit",
    "Expense",
    "Given",
    "Interest",
    "Limit",
    "Offer",
    "Opportunity",
    "Part",
    "Preparation",
    "Read",
    "Recognition",
    "Reference",
    "SamePerson",
    "SigningKey",
    "Story",
    "Support",
    "Testimonial",
    "ToldOf",
    "Training",
]
