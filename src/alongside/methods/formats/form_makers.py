"""What Microsoft Forms and Google Forms write over the columns they add to people's answers, by
language. Only wordings seen in exports, or in the makers' own terminology, stand here; a column in
another language is told by what is in it (`methods.formats.responses`)."""

ID = {
    "id", "identyfikator", "response id", "submission id", "record id",
}  # fmt: skip
"""The number of a response: the same number twice is the same response twice."""

STARTED_OR_FINISHED = {
    "en": {"start time", "completion time"},
    "cy": {"amser cychwyn", "amser dechrau", "amser cwblhau", "amser gorffen"},
    "de": {"startzeit", "fertigstellungszeit"},
    "fr": {"heure de début", "heure de fin"},
    "es": {"hora de inicio", "hora de finalización"},
    "it": {"ora di inizio", "ora di completamento"},
    "pl": {"godzina rozpoczęcia", "godzina ukończenia"},
    "pt": {"hora de início", "hora de conclusão"},
    "nl": {"begintijd", "tijd van voltooien"},
}
"""When somebody began and ended a form of Microsoft. The Welsh words are those of Microsoft's Welsh
terminology; no Welsh export was at hand to check them against."""

OTHERS_OF_MICROSOFT = {
    "en": {"last modified time", "email", "name"},
    "cy": {"amser yr addasiad diwethaf", "e-bost", "ebost", "enw"},
    "de": {"uhrzeit der letzten änderung", "zeitpunkt der letzten änderung", "e-mail", "name"},
    "fr": {"heure de la dernière modification", "adresse de messagerie", "nom"},
    "es": {"hora de la última modificación", "correo electrónico", "nombre"},
    "it": {"ora dell'ultima modifica", "posta elettronica", "nome"},
    "pl": {"czas ostatniej modyfikacji", "adres e-mail", "nazwa"},
    "pt": {"hora da última modificação", "email", "nome"},
    "nl": {"tijd van laatste wijziging", "e-mail", "naam"},
}

STAMP = {
    "en": "timestamp",
    "cy": "stamp amser",
    "de": "zeitstempel",
    "fr": "horodateur",
    "es": "marca temporal",
    "it": "informazioni cronologiche",
    "pl": "sygnatura czasowa",
    "pt": "carimbo de data/hora",
    "nl": "tijdstempel",
}
"""When somebody sent a form of Google. The Welsh words are a guess, as above."""

OTHERS_OF_GOOGLE = {
    "en": {"email address", "username"},
    "cy": {"cyfeiriad e-bost", "cyfeiriad ebost", "enw defnyddiwr"},
    "de": {"e-mail-adresse", "nutzername"},
    "fr": {"adresse e-mail", "nom d'utilisateur"},
    "es": {"dirección de correo electrónico", "nombre de usuario"},
    "it": {"indirizzo email", "indirizzo e-mail", "nome utente"},
    "pl": {"adres e-mail", "nazwa użytkownika"},
    "pt": {"endereço de e-mail", "nome de usuário"},
    "nl": {"e-mailadres", "gebruikersnaam"},
}

TIMES = frozenset[str]().union(*STARTED_OR_FINISHED.values())
STAMPS = frozenset(STAMP.values())
MICROSOFT = TIMES.union({"id", "identyfikator"}, *OTHERS_OF_MICROSOFT.values())
GOOGLE = STAMPS.union(*OTHERS_OF_GOOGLE.values())
