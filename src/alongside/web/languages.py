"""Languages as the people who read them call them, and the side their writing begins on."""

from dataclasses import dataclass

from django.conf.locale import LANG_INFO

OWN_NAMES = {
    "am": "አማርኛ",
    "gu": "ગુજરાતી",
    "kw": "Kernewek",
    "pa": "ਪੰਜਾਬੀ",
    "ps": "پښتو",
    "so": "Soomaali",
    "sd": "سنڌي",
    "ti": "ትግርኛ",
    "tl": "Tagalog",
    "yi": "ייִדיש",
    "yo": "Yorùbá",
}
"""Names that Django has not, or has in English."""

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True)
class Language:
    """A language: its code, its name in itself, and "ltr" or "rtl"."""

    code: str
    name: str
    direction: str


def language(code: str) -> Language:
    """Return a language by its code (of XLSForm and HTML: `cy`, `zh-hans`, `ar-SY`); one that
    nobody here has a name for is called by its code.

    >>> language("cy").name, language("ur-PK").direction, language("xx").name
    ('Cymraeg', 'rtl', 'xx')
    """
    tag = code.lower()
    main = tag.partition("-")[0]
    info = LANG_INFO.get(tag) or LANG_INFO.get(main) or {}
    name = OWN_NAMES.get(tag) or OWN_NAMES.get(main) or info.get("name_local") or code
    side = "rtl" if main in RIGHT_TO_LEFT else "ltr"
    return Language(code, name[:1].upper() + name[1:] if info else name, side)
