"""Names of people."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from alongside.methods.redaction.spans import Kind, Span, occurrences
from alongside.methods.redaction.words import word_list

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_OPENS_A_SENTENCE = re.compile(r"(?:[.!?…:;\n•*]|\s[-–—>/]|\d[.)])[\s\"'“‘(\[]*$")

_TITLE = re.compile(
    r"(?:mr|mrs|ms|dr|cllr|prof|MR|MRS|MS|DR|CLLR)\.?"
    r"|(?:Mr|Mrs|Ms|Dr|Cllr|Prof|Rev|Sgt|PC|DC|DS)\.?|Mx|Miss|Doctor|Professor|Councillor|Sir"
    r"|Dame|Lady|Lord|Reverend|Father|Sister|Nurse|Aunty?|Auntie|Uncle"
)
_SAYS_A_NAME = re.compile(
    r"\b(?:called|named|thanks to|thank you to|thank|speak to|spoke to|talk to|talked to|ask for"
    r"|ask|asked|contact|met|signed|regards|love from|i am|i['’]?m|this is|trainer|facilitator"
    r"|worker|by),?\s+$",
    re.IGNORECASE,
)
_MY_NAME = re.compile(r"\b(?:my|his|her|their|whose) name(?:\s+is|['’]s|\s+was)\s+$", re.IGNORECASE)
_GOES_ON_AS_A_NAME = re.compile(
    r"['’]s\s|\s+(?:told|said|says|made|explained|listened|helped|knows|knew|led|ran|spoke|shared"
    r"|asked|thinks|thought|from|gave|ought|should|always|never|kept|seemed|looked)\b"
)
_CAN_GO_ON_AS_A_NAME = re.compile(r"\s+(?:was|is|has|had|and|who|really)\b")
_TITLE_CASE = 0.6
"""From this share of words with a capital on, a capital says nothing: Great Session Thank You.
"I" is not counted: it has one anyway."""


def names(text: str, *, names: frozenset[str], not_names: frozenset[str]) -> Iterator[Span]:
    """Yield names: on the list, after a title, where somebody is named, common first names, and
    any other word with a capital inside a sentence. A surname beside it belongs to it."""
    words = _words(text)
    others = [word for word in words if word.text != "I"]
    capitals = sum(word.capital for word in others)
    reading = _Reading(
        text,
        words,
        _listed(names),
        word_list("not_names") | {_small(entry) for entry in not_names},
        in_title_case=len(others) > 3 and capitals >= _TITLE_CASE * len(others),
    )
    left_alone = [place for entry in not_names for place in occurrences(text, entry)]
    for at, word in enumerate(words):
        if any(place.start <= word.start and word.end <= place.end for place in left_alone):
            continue
        if why := reading.title_before(at):
            start = words[at - 1].start
        else:
            start, why = word.start, reading.why(at)
        if why:
            yield Span(start, reading.end_of_name(at), Kind.NAME, why)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text without its 's: where it is, and whether it opens a sentence."""

    start: int
    end: int
    text: str
    opens: bool

    @property
    def small(self) -> str:
        return _small(self.text)

    @property
    def capital(self) -> bool:
        """A capital and then small letters; WORDS IN CAPITALS do not stand out."""
        return self.text[0].isupper() and (len(self.text) == 1 or not self.text.isupper())


@dataclass(frozen=True, slots=True)
class _Listed:
    """The names to look out for, in small letters: by their first word, and every word."""

    by_first: Mapping[str, Sequence[tuple[str, ...]]]
    words: frozenset[str]


def _small(word: str) -> str:
    return word.casefold().replace("’", "'")


def _words(text: str) -> list[_Word]:
    words: list[_Word] = []
    for found in _WORD.finditer(text):
        if bare := _POSSESSIVE.sub("", found[0]):
            before = text[max(0, found.start() - 8) : found.start()]
            opens = not words or bool(_OPENS_A_SENTENCE.search(before))
            words.append(_Word(found.start(), found.start() + len(bare), bare, opens))
    return words


@lru_cache(maxsize=16)
def _listed(names: frozenset[str]) -> _Listed:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        if words := tuple(map(_small, _WORD.findall(name))):
            by_first.setdefault(words[0], []).append(words)
    every = (word for whole in by_first.values() for name in whole for word in name)
    return _Listed(by_first, frozenset(word for word in every if len(word) > 1))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text with its words, the names to look out for and the words that are none."""

    text: str
    words: Sequence[_Word]
    listed: _Listed
    ignored: frozenset[str]
    in_title_case: bool

    def title_before(self, at: int) -> str:
        """Return why the word here is a name after a title: "Dr Khan", "mrs patel"; or ""."""
        word = self.words[at]
        title = self.text[self.words[at - 1].start : word.start].strip() if at else ""
        if not _TITLE.fullmatch(title) or not (word.text[0].isupper() or title.islower()):
            return ""
        return f"“{title}” stands before it"

    def why(self, at: int) -> str:
        """Return why the word here is a name, or ""."""
        word = self.words[at]
        if any(self._stands_here(at, name) for name in self.listed.by_first.get(word.small, ())):
            return "on the list of names"
        before = self.text[max(0, word.start - 30) : word.start]
        if _MY_NAME.search(before):
            return "somebody says it is a name"
        only_a_word = word.opens and word.small in word_list("word_names")
        stands_out = word.capital and (not only_a_word or self._can_go_on_as_a_name(word))
        if stands_out and word.small in self.listed.words:
            return "part of a name on the list"
        if word.small in self.ignored or len(word.text) < 2 or word.text[0].islower():
            return ""
        if _TITLE.fullmatch(word.text):
            return ""
        if word.small in word_list("first_names"):
            return "a first name"
        if not word.capital:
            return ""
        return self._why_opening(word) if word.opens else self._why_inside(word, before)

    def _can_go_on_as_a_name(self, word: _Word) -> bool:
        """Return whether an ordinary word that opens a sentence may be the name on the list: "Dot
        was brave", but not "Best session"."""
        patterns = (_GOES_ON_AS_A_NAME, _CAN_GO_ON_AS_A_NAME)
        return any(pattern.match(self.text, word.end) for pattern in patterns)

    def _why_opening(self, word: _Word) -> str:
        """Return why a word that opens a sentence is a name: "Sue made us laugh", "Bo's story"."""
        goes_on = _GOES_ON_AS_A_NAME.match(self.text, word.end)
        return "does what people do" if goes_on and word.small not in word_list("who_does") else ""

    def _why_inside(self, word: _Word, before: str) -> str:
        """Return why a word with a capital inside a sentence can be a name."""
        if self.in_title_case:
            return ""
        if word.small in word_list("word_names"):
            return "can be a name"
        if _SAYS_A_NAME.search(before):
            return "somebody is named here"
        return "a capital inside a sentence"

    def _stands_here(self, at: int, name: tuple[str, ...]) -> bool:
        """Return whether a listed name stands here: one of several words in any case, and so one
        of a single word unless it is an ordinary word in small letters."""
        here = self.words[at : at + len(name)]
        if tuple(word.small for word in here) != name:
            return False
        stands_out = here[0].capital and not here[0].opens
        return len(name) > 1 or stands_out or name[0] not in word_list("word_names")

    def end_of_name(self, at: int) -> int:
        """Return where a name ends: up to two more words with a capital belong to it, or the
        words of the listed name that stands here."""
        word = self.words[at]
        for name in self.listed.by_first.get(word.small, ()):
            if self._stands_here(at, name):
                return self.words[at + len(name) - 1].end
        end = word.end
        for surname in self.words[at + 1 : at + 3]:
            gap = self.text[end : surname.start]
            initial = gap == ". " and end - word.start == 1
            if gap not in {" ", "\u00a0", "-"} and not initial:
                break
            if not surname.capital or surname.small in self.ignored:
                break
            end = surname.end
        return end
