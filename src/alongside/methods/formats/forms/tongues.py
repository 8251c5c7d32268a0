"""What forms call a language, and its code."""

import re

CODES = {
    "albanian": "sq", "amharic": "am", "arabic": "ar", "bengali": "bn", "bulgarian": "bg",
    "chinese": "zh", "croatian": "hr", "czech": "cs", "danish": "da", "dari": "prs",
    "dutch": "nl", "english": "en", "estonian": "et", "farsi": "fa", "finnish": "fi",
    "french": "fr", "gaelic": "gd", "german": "de", "greek": "el", "gujarati": "gu",
    "hausa": "ha", "hebrew": "he", "hindi": "hi", "hungarian": "hu", "igbo": "ig",
    "indonesian": "id", "irish": "ga", "italian": "it", "japanese": "ja", "khmer": "km",
    "korean": "ko", "kurdish": "ku", "latvian": "lv", "lithuanian": "lt", "macedonian": "mk",
    "malay": "ms", "nepali": "ne", "norwegian": "no", "pashto": "ps", "persian": "fa",
    "polish": "pl", "portuguese": "pt", "punjabi": "pa", "romanian": "ro", "russian": "ru",
    "serbian": "sr", "shona": "sn", "sinhala": "si", "slovak": "sk", "slovenian": "sl",
    "somali": "so", "spanish": "es", "swahili": "sw", "swedish": "sv", "tagalog": "tl",
    "tamil": "ta", "telugu": "te", "thai": "th", "tigrinya": "ti", "turkish": "tr",
    "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi", "welsh": "cy", "yoruba": "yo",
}  # fmt: skip


def code(called: str) -> str:
    """Return the code of a language as a form calls it; a made-up one ("und-…") where it is none
    that we know. ISO 639 keeps "und" for what is not determined.

    >>> code("English (en)"), code("English"), code("cy"), code("Klingon")
    ('en', 'en', 'cy', 'und-klingon')
    """
    called = called.strip().lower()
    in_brackets = re.search(r"\(\s*([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\s*\)$", called)
    if in_brackets:
        return in_brackets[1]
    if called in CODES:
        return CODES[called]
    if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", called):
        return called
    plain = re.sub(r"[^a-z0-9]", "", called)[:8]
    return f"und-{plain}" if len(plain) > 1 else "und"
