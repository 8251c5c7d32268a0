"""What staff type into the form builder, turned into a draft. Nothing here saves."""

from .heading import HeadingForm
from .question import QuestionForm

__all__ = ["HeadingForm", "QuestionForm"]
