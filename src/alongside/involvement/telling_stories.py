"""A story as one document: what its page and its files say. It is drawn anew each time, so what
somebody took back stands in none that is made afterwards."""

from datetime import date

from django.utils.formats import date_format

from alongside.methods.documents.model import (
    Block,
    Bullets,
    Document,
    Heading,
    Paragraph,
    Quote,
)

from . import queries
from .models import Story


def document(story: Story, today: date) -> Document:
    """Return the story as it stands today."""
    blocks: list[Block] = [Paragraph(story.about, tone="lead")]
    parts = (
        ("What people said", story.said),
        ("What changed", story.changed),
        ("What did not work, or could not be", story.could_not),
    )
    for heading, words in parts:
        if words:
            blocks += [Heading(heading), Paragraph(words)]
    said = [Quote(one.words, one.by) for one in queries.said_in(story)]
    if said:
        blocks += [Heading("In their own words"), *said]
    known = tuple(
        f"{one.who}: {one.what} ({date_format(one.day, 'F Y')})" for one in story.recognition.all()
    )
    if known:
        blocks += [Heading("Who uses it, and who honoured it"), Bullets(known)]
    blocks += [Heading("Who made it"), Paragraph(story.credit)]
    if named := queries.credits_in(story):
        blocks.append(Paragraph(f"With {', '.join(named)}."))
    facts = [("What others may do with it", story.get_licence_display())]
    if story.link:
        facts.append(("Where it is to be had", story.link))
    return Document(
        title=story.title,
        kicker=str(story.organisation),
        blocks=tuple(blocks),
        facts=(*facts, ("Read on", date_format(today, "j F Y"))),
        made=today,
        language="en-GB",
    )
