"""What a note can carry beside its words: a label, which has a colour, and a symbol, which has a
name. Neither is ever said by colour or picture alone."""

LABELS = {
    "idea": "An idea",
    "question": "A question",
    "worry": "A worry",
    "happened": "It happened to me",
    "works": "This works",
}
"""Every label and what it says. Its colour is a matter of the style sheet."""

SYMBOLS = {
    "heart": "Heart",
    "star": "Star",
    "person": "Person",
    "people": "People",
    "home": "Home",
    "clock": "Clock",
    "money": "Money",
    "talk": "Talking",
    "ear": "Listening",
    "path": "A way ahead",
    "stop": "Stop",
    "cup": "A cup of tea",
}
"""Every symbol and its name. It is drawn in `templates/walls/parts/symbols.html`."""
