"""Words to begin with, which a team makes its own."""

RULES = """\
One person speaks at a time, and the others let them finish.
Everybody gets a turn. Who has said a lot waits until others have spoken.
We use plain words. Anybody can stop us and ask what a word means.
We use first names here. Job titles stay outside.
What people tell about their own life stays in the room, unless they say otherwise.
We can disagree with an idea. We do not go against the person.
Anybody can take a break or leave, and does not have to say why.
We begin and end on time, and we have breaks.
If there is a conflict, we stop. Each person says what happened for them and what they need.
Two of us who are not part of it listen to both sides: one with experience of their own, one from \
staff.
If that does not settle it in two weeks, we ask somebody from outside the team.
"""
"""Ground rules to begin with, one a line. What to do when there is a conflict is part of them."""
