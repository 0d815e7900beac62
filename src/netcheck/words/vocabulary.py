"""The words that `netcheck log` understands, in both languages at once, as plain data."""
# fmt: off

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

VERBS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "given": {
        "de": ("gab", "an", "gegeben", "gebe"),
        "en": ("gave", "to", "given", "give"),
    },
    "received": {
        "de": ("bekam", "von", "bekommen", "bekomme", "erhielt", "erhalten"),
        "en": ("got", "from", "received", "get"),
    },
    "mutual": {
        "de": ("mit", "traf", "getroffen"),
        "en": ("with", "met"),
    },
}
"""Direction → language → verbs, the most usual first."""

KINDS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "inspiration": {
        "de": ("Mut", "Inspiration", "Ermutigung", "Zuspruch", "Motivation", "Anregung", "inspiriert", "ermutigt"),
        "en": ("inspiration", "encouragement", "motivation", "courage", "inspired", "encouraged"),
    },
    "thanks": {
        "de": ("Dank", "danke", "Dankeschön", "bedankt", "Lob", "Anerkennung"),
        "en": ("thanks", "thank-you", "thankyou", "thx", "praise", "kudos"),
    },
    "content": {
        "de": ("Quelle", "Fundstück", "Fund", "Link", "Links", "Lesetipp", "Buchtipp", "Inhalt"),
        "en": ("content", "source", "finds", "link", "links"),
    },
    "share": {
        "de": ("geteilt", "Teilen", "Repost", "weitergesagt", "weiterverbreitet"),
        "en": ("share", "shared", "repost", "reposted", "boost", "boosted", "retweet"),
    },
    "recommendation": {
        "de": ("Empfehlung", "Weiterempfehlung", "empfohlen", "weiterempfohlen", "Referenz"),
        "en": ("recommendation", "recommended", "endorsement", "endorsed", "testimonial", "reference"),
    },
    "introduction": {
        "de": ("Vermittlung", "vermittelt", "Kontakt vermittelt", "vorgestellt", "bekanntgemacht", "Intro"),
        "en": ("introduction", "intro", "introduced"),
    },
    "feedback": {
        "de": ("Feedback", "Rückmeldung", "Kritik", "Korrektur", "gegengelesen", "Gegenlesen", "Testlesen"),
        "en": ("feedback", "review", "reviewed", "critique", "proofreading"),
    },
    "help": {
        "de": ("Hilfe", "Rat", "Tipp", "Tipps", "geholfen", "Ratschlag", "Unterstützung", "Beratung", "beraten"),
        "en": ("help", "advice", "tip", "tips", "helped", "support", "assistance", "mentoring"),
    },
    "business": {
        "de": ("Auftrag", "Aufträge", "Job", "Geschäft", "beauftragt"),
        "en": ("business", "job", "gig", "contract", "commission", "hired"),
    },
    "backing": {
        "de": ("Rückendeckung", "Rückhalt", "Beistand", "beigestanden", "verteidigt", "Solidarität"),
        "en": ("backing", "backed", "defended", "solidarity"),
    },
    "other": {
        "de": ("Sonstiges", "Geschenk"),
        "en": ("other", "misc", "gift"),
    },
    "talk": {
        "de": ("Gespräch", "Kaffee", "Treffen", "Telefonat", "telefoniert", "Anruf", "Unterhaltung", "Austausch"),
        "en": ("talk", "coffee", "call", "meeting", "chat", "conversation", "talked", "chatted"),
    },
}
"""Kind → language → synonyms, the name on the screen first. None is a usual first word of a note."""

JOINERS: Sequence[str] = ("and", "und", "+", "&")

DAYS_BACK: Mapping[int, Sequence[str]] = {
    -2: ("übermorgen", "day after tomorrow"),
    -1: ("morgen", "tomorrow"),
    0: ("heute", "today"),
    1: ("gestern", "yesterday"),
    2: ("vorgestern", "day before yesterday", "the day before yesterday"),
}
WEEKDAYS: Sequence[Sequence[str]] = (
    ("Montag", "Mo", "Monday", "Mon"),
    ("Dienstag", "Di", "Tuesday", "Tue", "Tues"),
    ("Mittwoch", "Mi", "Wednesday", "Wed"),
    ("Donnerstag", "Do", "Thursday", "Thu", "Thur", "Thurs"),
    ("Freitag", "Fr", "Friday", "Fri"),
    ("Samstag", "Sonnabend", "Sa", "Saturday", "Sat"),
    ("Sonntag", "So", "Sunday", "Sun"),
)
MONTHS: Sequence[Sequence[str]] = (
    ("Januar", "Jänner", "January", "Jan"),
    ("Februar", "Feber", "February", "Feb"),
    ("März", "March", "Mär", "Mar", "Mrz"),
    ("April", "Apr"),
    ("Mai", "May"),
    ("Juni", "June", "Jun"),
    ("Juli", "July", "Jul"),
    ("August", "Aug"),
    ("September", "Sep", "Sept"),
    ("Oktober", "October", "Okt", "Oct"),
    ("November", "Nov"),
    ("Dezember", "December", "Dez", "Dec"),
)
UNITS: Mapping[str, Sequence[str]] = {
    "day": ("d", "t", "Tag", "Tage", "Tagen", "day", "days"),
    "week": ("w", "Woche", "Wochen", "week", "weeks"),
    "month": ("m", "Monat", "Monate", "Monaten", "month", "months"),
    "year": ("y", "j", "Jahr", "Jahre", "Jahren", "year", "years"),
}
NUMBERS: Mapping[int, Sequence[str]] = {
    1: ("ein", "eine", "einem", "einer", "einen", "a", "an", "one"),
    2: ("zwei", "two"),
    3: ("drei", "three"),
    4: ("vier", "four"),
    5: ("fünf", "five"),
    6: ("sechs", "six"),
    7: ("sieben", "seven"),
    8: ("acht", "eight"),
    9: ("neun", "nine"),
    10: ("zehn", "ten"),
    11: ("elf", "eleven"),
    12: ("zwölf", "twelve"),
}
BEFORE: Sequence[str] = ("vor",)
AGO: Sequence[str] = ("ago", "back")
LAST: Sequence[str] = (
    "last", "previous", "past", "letzten", "letzter", "letzte", "letztes",
    "vergangenen", "vergangener", "vergangene", "vergangenes", "vorigen", "voriger", "vorige", "voriges",
)
THIS: Sequence[str] = ("this", "diesen", "dieser", "diese", "dieses", "diesem")
EVERY: Sequence[str] = ("every", "alle", "jede", "jeden", "jedes")
TIMES_OF_DAY: Sequence[str] = (
    "früh", "morgen", "Vormittag", "Mittag", "Nachmittag", "Abend", "Nacht", "morgens", "mittags", "abends", "nachts",
    "morning", "noon", "afternoon", "evening", "night",
)
ON: Sequence[str] = ("on", "am", "in", "im", "den")
