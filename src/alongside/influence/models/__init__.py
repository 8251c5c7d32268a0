"""What people said, what was decided about it, what was done, and what they hear of it."""

from .answers import Answer, Change, Publication, drawn_code
from .chain import Bearing, Cited, Contribution, Decision, InTheRoom, Option, Placed, ProjectTheme
from .corrections import Correction
from .documents import Document, DocumentVersion, Passage
from .doing import Action, OutcomeSeen, Progress
from .plans import Plan
from .promises import Promise
from .reasons import NO_REASONS, Reason
from .receipts import Countersign, Follow, Review, Told
from .sheets import AnswerSheet, Reminded

__all__ = [
    "NO_REASONS",
    "Action",
    "Answer",
    "AnswerSheet",
    "Bearing",
    "Change",
    "Cited",
    "Contribution",
    "Correction",
    "Countersign",
    "Decision",
    "Document",
    "DocumentVersion",
    "Follow",
    "InTheRoom",
    "Option",
    "OutcomeSeen",
    "Passage",
    "Placed",
    "Plan",
    "Progress",
    "ProjectTheme",
    "Promise",
    "Publication",
    "Reason",
    "Reminded",
    "Review",
    "Told",
    "drawn_code",
]
