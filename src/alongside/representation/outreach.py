"""Where to go to meet people who are missing: kinds of places, never people."""

import re

PLACES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"under (1[0-9]|2[0-9])|young|child|teen|\b1[0-9]\b|16 to|18 to",
        (
            "Youth clubs, colleges and apprentice schemes, when young people are there already.",
            "A short question by phone, after school or in the evening.",
            "Young people who ask other young people, with a payment for their time.",
        ),
    ),
    (
        r"\b(6[0-9]|7[0-9]|8[0-9]|9[0-9])\b|older|pension|retired",
        (
            "Lunch clubs, sheltered housing, day centres and faith groups.",
            "Paper, large print and the telephone beside the web page.",
            "Meetings in daylight, near a bus stop, with somewhere to sit.",
        ),
    ),
    (
        r"disab|condition|illness|impair|limited|hearing|sight|deaf|blind|autis|learning",
        (
            "Disabled people’s own organisations: ask them how to ask, and pay them for it.",
            "A choice of ways to take part: from home, by video, in a small group, by letter.",
            "Easy words, captions, and a signer for whoever asks. Say so when you invite.",
        ),
    ),
    (
        r"ethnic|race|asian|black|mixed|white|traveller|roma|arab|language|born|migrant|refugee",
        (
            "Community centres, shops, cafés and places of worship that people go to anyway.",
            "Groups that people from these communities run themselves, with money for their work.",
            "Invitations in the languages spoken there, and an interpreter at the session.",
        ),
    ),
    (
        r"relig|faith|muslim|christian|hindu|sikh|jewish|buddhist",
        (
            "Places of worship and the groups that meet in them.",
            "Days that keep clear of prayers, fasts and holy days; food that all can eat.",
        ),
    ),
    (
        r"carer|caring|parent",
        (
            "Carers’ groups, school gates and children’s centres.",
            "Sessions in school hours, with money for somebody who takes over the care.",
        ),
    ),
    (
        r"\bmale\b|\bmen\b|\bman\b",
        (
            "Sports grounds, workplaces, barbers and sheds where men make things.",
            "Something to do together first, and the questions beside it.",
        ),
    ),
    (
        r"female|women|woman",
        (
            "Women’s groups, children’s centres and places that women choose themselves.",
            "A session for women only, with childcare, at an hour when the way home is safe.",
        ),
    ),
    (
        r"orientation|gay|lesbian|bi\b|bisexual|trans|gender",
        (
            "LGBT+ groups and venues: ask them what would make it safe to take part.",
            "Say plainly that answers are anonymous and who reads them.",
        ),
    ),
    (
        r"income|depriv|benefit|rent|work|job|unemploy|homeless|housing",
        (
            "Food banks, advice services, job centres and tenants’ groups.",
            "Fares and childcare paid ahead, and a payment that does not harm benefits.",
        ),
    ),
)
ANYBODY = (
    "Groups that these people run themselves. Go to them before you ask them to come to you.",
    "Places that they use anyway: libraries, surgeries, shops, schools.",
    "Ask the few who do take part what would make it easier for others.",
)


def places_to_go(characteristic: str, group: str) -> tuple[str, ...]:
    """Return kinds of places to go and ways to ask, for a group that is missing: by the words of
    the group, else by those of the characteristic.

    >>> places_to_go("Age", "75 or over")[0]
    'Lunch clubs, sheltered housing, day centres and faith groups.'
    """
    for words in (group, characteristic):
        for pattern, places in PLACES:
            if re.search(pattern, words.casefold()):
                return places
    return ANYBODY
