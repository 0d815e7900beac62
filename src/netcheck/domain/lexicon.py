"""The words that are read, one block a language: verbs, kinds and days of a line. All languages are read at once."""
# fmt: off

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.model import Direction, Kind
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Lexicon(Value):
    """The words of one language.

    `verbs` and `kinds` have the most usual word first, which is the one on the screen; no kind's is a usual first word
    of a note. `days_back` says how many days a word counts back, `units` has the keys day, week, month and year,
    `before` stands before a length of time and `ago` after it; `on` stands before a day, `between` between two; `at`
    stands before an hour, `clock` after it. `at_prompt` has the words that stand alone on a line of the prompt, by
    what they do: undo, redo, help, kinds, quit.
    """

    verbs: Mapping[Direction, Sequence[str]]
    kinds: Mapping[Kind, Sequence[str]]
    joiners: Sequence[str]
    days_back: Mapping[int, Sequence[str]]
    weekdays: Sequence[Sequence[str]]
    months: Sequence[Sequence[str]]
    units: Mapping[str, Sequence[str]]
    numbers: Mapping[int, Sequence[str]]
    before: Sequence[str]
    ago: Sequence[str]
    last: Sequence[str]
    this: Sequence[str]
    every: Sequence[str]
    times_of_day: Sequence[str]
    on: Sequence[str]
    between: Sequence[str]
    at: Sequence[str]
    clock: Sequence[str]
    at_prompt: Mapping[str, Sequence[str]]


_GERMAN = Lexicon(
    verbs={
        Direction.GIVEN: ("gab", "an", "gegeben", "gebe"),
        Direction.RECEIVED: ("bekam", "von", "bekommen", "bekomme", "erhielt", "erhalten"),
        Direction.MUTUAL: ("mit", "traf", "getroffen"),
    },
    kinds={
        Kind.INSPIRATION: (
            "Mut", "Inspiration", "Ermutigung", "Zuspruch", "Motivation", "Anregung", "inspiriert", "ermutigt",
        ),
        Kind.THANKS: ("Dank", "danke", "Dankeschön", "bedankt", "Lob", "Anerkennung"),
        Kind.CONTENT: ("Quelle", "Fundstück", "Fund", "Link", "Links", "Lesetipp", "Buchtipp", "Inhalt"),
        Kind.SHARE: ("geteilt", "Teilen", "Repost", "weitergesagt", "weiterverbreitet"),
        Kind.RECOMMENDATION: ("Empfehlung", "Weiterempfehlung", "empfohlen", "weiterempfohlen", "Referenz"),
        Kind.INTRODUCTION: (
            "Vermittlung", "vermittelt", "Kontakt vermittelt", "vorgestellt", "bekanntgemacht", "Intro",
        ),
        Kind.FEEDBACK: ("Feedback", "Rückmeldung", "Kritik", "Korrektur", "gegengelesen", "Gegenlesen", "Testlesen"),
        Kind.HELP: ("Hilfe", "Rat", "Tipp", "Tipps", "geholfen", "Ratschlag", "Unterstützung", "Beratung", "beraten"),
        Kind.BUSINESS: ("Auftrag", "Aufträge", "Job", "Geschäft", "beauftragt"),
        Kind.BACKING: ("Rückendeckung", "Rückhalt", "Beistand", "beigestanden", "verteidigt", "Solidarität"),
        Kind.OTHER: ("Sonstiges", "Geschenk"),
        Kind.TALK: ("Gespräch", "Kaffee", "Treffen", "Telefonat", "telefoniert", "Anruf", "Unterhaltung", "Austausch"),
    },
    joiners=("und", "+", "&"),
    days_back={
        -2: ("übermorgen",),
        -1: ("morgen",),
        0: ("heute",),
        1: ("gestern",),
        2: ("vorgestern",),
    },
    weekdays=(
        ("Montag", "Mo"),
        ("Dienstag", "Di"),
        ("Mittwoch", "Mi"),
        ("Donnerstag", "Do"),
        ("Freitag", "Fr"),
        ("Samstag", "Sonnabend", "Sa"),
        ("Sonntag", "So"),
    ),
    months=(
        ("Januar", "Jänner", "Jan"),
        ("Februar", "Feber", "Feb"),
        ("März", "Mär", "Mrz"),
        ("April", "Apr"),
        ("Mai",),
        ("Juni", "Jun"),
        ("Juli", "Jul"),
        ("August", "Aug"),
        ("September", "Sep", "Sept"),
        ("Oktober", "Okt"),
        ("November", "Nov"),
        ("Dezember", "Dez"),
    ),
    units={
        "day": ("t", "Tag", "Tage", "Tagen"),
        "week": ("w", "Woche", "Wochen"),
        "month": ("m", "Monat", "Monate", "Monaten"),
        "year": ("j", "Jahr", "Jahre", "Jahren"),
    },
    numbers={
        1: ("ein", "eine", "einem", "einer", "einen"),
        2: ("zwei",),
        3: ("drei",),
        4: ("vier",),
        5: ("fünf",),
        6: ("sechs",),
        7: ("sieben",),
        8: ("acht",),
        9: ("neun",),
        10: ("zehn",),
        11: ("elf",),
        12: ("zwölf",),
    },
    before=("vor",),
    ago=(),
    last=(
        "letzten", "letzter", "letzte", "letztes", "vergangenen", "vergangener", "vergangene", "vergangenes",
        "vorigen", "voriger", "vorige", "voriges",
    ),
    this=("diesen", "dieser", "diese", "dieses", "diesem"),
    every=("alle", "jede", "jeden", "jedes"),
    times_of_day=(
        "früh", "morgen", "Vormittag", "Mittag", "Nachmittag", "Abend", "Nacht",
        "morgens", "mittags", "abends", "nachts",
    ),
    on=("am", "in", "im", "den"),
    between=("bis", "und", "oder", "+", "&"),
    at=("um", "gegen", "ab"),
    clock=("Uhr",),
    at_prompt={
        "undo": ("zurück", "rückgängig", "zurücknehmen"),
        "redo": ("wiederholen", "wiederherstellen"),
        "help": ("Hilfe",),
        "kinds": ("Arten",),
        "quit": ("Ende", "fertig", "beenden", "Schluss", "tschüss"),
    },
)

_ENGLISH = Lexicon(
    verbs={
        Direction.GIVEN: ("gave", "to", "given", "give"),
        Direction.RECEIVED: ("got", "from", "received", "get"),
        Direction.MUTUAL: ("with", "met"),
    },
    kinds={
        Kind.INSPIRATION: ("inspiration", "encouragement", "motivation", "courage", "inspired", "encouraged"),
        Kind.THANKS: ("thanks", "thank-you", "thankyou", "thx", "praise", "kudos"),
        Kind.CONTENT: ("content", "source", "finds", "link", "links"),
        Kind.SHARE: ("share", "shared", "repost", "reposted", "boost", "boosted", "retweet"),
        Kind.RECOMMENDATION: ("recommendation", "recommended", "endorsement", "endorsed", "testimonial", "reference"),
        Kind.INTRODUCTION: ("introduction", "intro", "introduced"),
        Kind.FEEDBACK: ("feedback", "review", "reviewed", "critique", "proofreading"),
        Kind.HELP: ("help", "advice", "tip", "tips", "helped", "support", "assistance", "mentoring"),
        Kind.BUSINESS: ("business", "job", "gig", "contract", "commission", "hired"),
        Kind.BACKING: ("backing", "backed", "defended", "solidarity"),
        Kind.OTHER: ("other", "misc", "gift"),
        Kind.TALK: ("talk", "coffee", "call", "meeting", "chat", "conversation", "talked", "chatted"),
    },
    joiners=("and", "+", "&"),
    days_back={
        -2: ("day after tomorrow",),
        -1: ("tomorrow",),
        0: ("today",),
        1: ("yesterday",),
        2: ("day before yesterday", "the day before yesterday"),
    },
    weekdays=(
        ("Monday", "Mon"),
        ("Tuesday", "Tue", "Tues"),
        ("Wednesday", "Wed"),
        ("Thursday", "Thu", "Thur", "Thurs"),
        ("Friday", "Fri"),
        ("Saturday", "Sat"),
        ("Sunday", "Sun"),
    ),
    months=(
        ("January", "Jan"),
        ("February", "Feb"),
        ("March", "Mar"),
        ("April", "Apr"),
        ("May",),
        ("June", "Jun"),
        ("July", "Jul"),
        ("August", "Aug"),
        ("September", "Sep", "Sept"),
        ("October", "Oct"),
        ("November", "Nov"),
        ("December", "Dec"),
    ),
    units={
        "day": ("d", "day", "days"),
        "week": ("w", "week", "weeks"),
        "month": ("m", "month", "months"),
        "year": ("y", "year", "years"),
    },
    numbers={
        1: ("a", "an", "one"),
        2: ("two",),
        3: ("three",),
        4: ("four",),
        5: ("five",),
        6: ("six",),
        7: ("seven",),
        8: ("eight",),
        9: ("nine",),
        10: ("ten",),
        11: ("eleven",),
        12: ("twelve",),
    },
    before=(),
    ago=("ago", "back"),
    last=("last", "previous", "past"),
    this=("this",),
    every=("every",),
    times_of_day=("morning", "noon", "afternoon", "evening", "night"),
    on=("on", "in"),
    between=("to", "until", "till", "through", "and", "or", "+", "&"),
    at=("at", "around"),
    clock=("o'clock", "o’clock"),
    at_prompt={
        "undo": ("undo",),
        "redo": ("redo",),
        "help": ("help", "?"),
        "kinds": ("kinds",),
        "quit": ("quit", "exit", "done", "bye", ":q"),
    },
)

LEXICON: Mapping[str, Lexicon] = {"de": _GERMAN, "en": _ENGLISH}
