"""The one question engine. A form has published versions; a wave asks one version for a while; an
answer is a Response. An anonymous answer first lies in the Box and is sealed from there.

What anonymous means is kept by the tables: a Response or Comment of an anonymous wave has no
member, no time, an id drawn at random, and nothing that joins the one to the other.
"""

from .answers import Attached, Comment, Mark, Response, drawn_id
from .coming_in import Batch, Box, Draft, Sheet, Taken
from .earlier import ResponsesFile
from .forms import Form, FormVersion
from .shown import Cut
from .waves import WITHOUT_MEMBER, Invitation, Mode, Rates, Wave

__all__ = [
    "WITHOUT_MEMBER",
    "Attached",
    "Batch",
    "Box",
    "Comment",
    "Cut",
    "Draft",
    "Form",
    "FormVersion",
    "Invitation",
    "Mark",
    "Mode",
    "Rates",
    "Response",
    "ResponsesFile",
    "Sheet",
    "Taken",
    "Wave",
    "drawn_id",
]
