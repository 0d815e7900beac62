"""What people guess a command or an option is called, in English and German, and what it is called here."""

from __future__ import annotations

import re
from contextlib import suppress
from difflib import get_close_matches
from itertools import takewhile
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from netcheck.cli.app import app_of
from netcheck.cli.dates import day_of
from netcheck.domain.lexicon import LEXICON
from netcheck.domain.names import Directory, Rank, circle_names, keyed, lookup, spelled
from netcheck.domain.shell_quoting import quoted
from netcheck.domain.vocabulary import Vocabulary
from netcheck.errors import NetcheckError, UsageError
from netcheck.i18n import pgettext
from netcheck.store.ids import SHORT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from netcheck.cli.app import App
    from netcheck.domain.model import Kind

COMMANDS = {
    "netcheck": {
        "contact show": "show view zeige zeig anzeigen card karte who wer person profile",
        "contact list": "contacts people kontakte personen menschen leute friends freunde",
        "contact add": "add new hinzufügen neu anlegen",
        "contact edit --name": "rename umbenennen",
        "contact edit --birthday": "birthday geburtstag",
        "contact edit --note": "note notes notiz notizen",
        "contact edit --alias": "alias nickname spitzname",
        "contact edit --ignore": "mute stumm ignore ignorieren",
        "contact": "kontakt",
        "contact merge": "merge zusammenführen join",
        "contact forget": "forget erase purge wipe gdpr vergiss vergesse vergessen dsgvo",
        "contact dupes": "dupes duplicates duplicate doubles dedupe doppelt doppelte dubletten duplikate",
        "list": "ls entries liste einträge today heute recent",
        "list --match": "search find grep suche suchen finde finden",
        "report": "stats statistics status summary statistik bericht übersicht overview auswertung dashboard tui",
        "report --html": "html pdf web",
        "report --explain": "explain why erkläre warum",
        "checklist": "check questions test quiz fragen prüfen prüfliste checkliste ask",
        "remind": "reminders reminder due next erinnere erinnern erinnerung fällig nächste todo birthdays geburtstage",
        "remind on": "cron schedule notify",
        "remind pause": "snooze pause",
        "suggest": "suggestions vorschlag vorschläge recommend whom wem",
        "step list": "steps schritte tasks plan",
        "step": "schritt task",
        "circle list": "circles circel kreis kreise groups gruppen group gruppe tags",
        "contact edit --circle": "tag label",
        "edit": "change fix correct update bearbeite bearbeiten ändern ändere korrigieren modify",
        "remove": "rm delete del löschen lösche entfernen entferne weg",
        "undo": "back revert rückgängig zurück oops",
        "redo": "wiederherstellen wiederholen",
        "history": "changes verlauf geschichte versions audit",
        "export jsonl": "dump",
        "backup": "save sichern sicherung sichere backups snapshot archive",
        "backup --check": "verify",
        "restore": "recover einspielen zurückspielen",
        "doctor": "fsck repair arzt diagnose gesund integrity reparieren health",
        "import jsonl": "load einlesen",
        "import": "importieren importiere",
        "export": "exportieren exportiere",
        "config": "settings set einstellungen einstellung konfiguration configuration options preferences",
        "config set language": "language lang sprache",
        "kinds": "kind types arten art categories",
        "log with": "talk gespräch call anruf",
        "log gave": "geben gave-to",
        "log": "record write entry jot met traf track protokoll i ich notiere notieren eintragen log-entry",
        "demo": "example beispiel tour tutorial",
        "guide": "leitfaden leitfragen",
        "--help": "hilfe man manual doc docs usage anleitung",
        "--version": "version ver",
        "--install-completion": "completion completions complete vervollständigung",
    },
    "netcheck contact": {
        "add": "new create neu anlegen",
        "edit --name": "rename umbenennen",
        "edit": "change tag note mute snooze alias every update ändern birthday",
        "show": "view get card info zeige",
        "list": "ls all search find suche alle",
        "remove": "rm delete del löschen entfernen",
        "forget": "erase purge wipe gdpr vergiss vergesse vergessen dsgvo",
        "merge": "join combine same zusammenführen",
        "dupes": "duplicates duplicate doubles dedupe doppelt doppelte dubletten duplikate",
    },
    "netcheck circle": {
        "edit --name": "rename umbenennen",
        "edit --remove": "remove rm delete löschen leave",
        "edit --add": "add new create neu anlegen join",
        "list": "ls show members all zeige",
    },
    "netcheck step": {
        "add": "new create plan neu",
        "done": "finish complete check tick erledigt fertig do",
        "drop": "remove rm delete cancel löschen",
        "list": "ls show all open zeige",
    },
    "netcheck remind": {
        "on": "start enable install setup an ein",
        "off": "stop disable uninstall remove aus",
        "status": "show when list wann",
        "pause": "snooze sleep quiet mute",
    },
    "netcheck export": {"jsonl": "json backup all alles", "csv": "excel table xlsx tabelle"},
    "netcheck import": {
        "jsonl": "json netcheck",
        "vcard": "vcf carddav contacts kontakte adressbuch addressbook khard",
        "mail": "maildir mbox eml email e-mail mails gmail takeout",
        "csv": "google outlook thunderbird excel xlsx table tabelle",
        "ics": "ical icalendar calendar kalender",
        "gh": "github",
        "x": "twitter tweets",
        "notes": "obsidian markdown notizen",
        "whatsapp": "signal chat chats",
    },
    "netcheck config": {"": "get path show list zeige", "set": "edit change", "set language": "language lang sprache"},
}
"""By command, what is meant by the words that are none of its own."""

OPTIONS = {
    "--with": "--person --who --contact --for --name --from --mit --wer --mensch",
    "--name": "--rename --umbenennen --new-name",
    "--identifier": "--mail --e-mail --tel --telefon",
    "--circle": "--tag --tags --group --label --kreis --gruppe",
    "--period": "--month --year --quarter --monat --jahr --quartal",
    "--since": "--month --year --from --after --seit --von --ab --monat --jahr --week --days --period --today --heute "
    "--gestern --yesterday --datum --date",
    "--until": "--to --before --bis",
    "--on": "--date --day --when --at --am --datum --tag --gestern --yesterday",
    "--by": "--due --until --when --bis",
    "--match": "--search --find --grep --text --filter --suche",
    "-n": "--limit --number --count --max --anzahl --all",
    "--html": "--output --out --pdf --file --web",
    "--note": "--text --message --comment --notiz",
    "--birthday": "--born --bday --geburtstag --dob",
    "--gave": "--given --gab --gegeben",
    "--got": "--received --bekam --bekommen",
    "--kind": "--type --art --category",
    "--json": "--format",
    "--encrypt": "--encrypted --age --gpg --password --passphrase --verschlüsseln --passwort",
    "--identity": "--key --key-file --schlüssel",
    "--check": "--verify --prüfen",
    "--fix": "--repair --mend --reparieren",
    "--dry-run": "--preview --simulate --test",
    "--yes": "--force --y --no-input --ja",
    "--names": "--with-names --full --namen",
    "--every": "--interval --reminder --alle",
    "--lang": "--language --sprache",
    "--version": "-v --ver",
    "--help": "--hilfe --man --usage",
}
"""What is meant by options that there are not, each where the command has it."""

_LIKE = 0.65
"""How much of two options must be the same for one to be taken for the other; --person is not --json."""

_COMMAND_LIKE = 0.75
"""The same for commands: "sprache" is nearly "spread"."""

_NEVER_BY_LIKENESS = frozenset({"remove", "merge", "drop", "off", "restore", "forget"})
"""Whoever mistypes one command is not led to one that takes something away."""

_LEAVING = frozenset({"quit", "exit", "bye", "q", "ende", "abbrechen", "fertig"})
"""What leaves other programs means nothing here, although exit is nearly edit."""

_OF_A_PERSON = {
    "list": "list --with {who}",
    "report": "report --with {who}",
    "checklist": "checklist --with {who}",
    "contact": "contact show {who}",
    "contact list": "contact show {who}",
    "contact forget": "contact forget {who}",
    "contact add": "log",
    "edit": "contact edit {who}",
    "remove": "contact remove {who}",
    "remind": "contact edit {who} --every",
    "remind pause": "contact edit {who} --snooze",
    "contact show": "contact show {who}",
    "contact edit --name": "contact edit {who} --name",
    "contact edit --birthday": "contact edit {who} --birthday",
    "contact edit --note": "contact edit {who} --note",
    "contact edit --alias": "contact edit {who} --alias",
    "contact edit --ignore": "contact edit {who} --ignore",
    "contact edit --circle": "contact edit {who} --circle",
}
"""What a guessed command at the root means where somebody of the log is named after it."""

_FILES = {
    "netcheck export": {".jsonl": "jsonl", ".json": "jsonl", ".csv": "csv"},
}
"""What a file instead of a format means, by the end of its name."""

_AS_ANOTHER_COMMAND = {
    "netcheck export jsonl": {"netcheck export csv": "--format --csv --as --excel"},
    "netcheck report": {"netcheck export csv": "--csv --excel --xlsx --tabelle"},
}
"""Which command does what an option means that one has not."""

_ID = re.compile(r"[0-9a-f-]*\d[0-9a-f-]*", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)


def is_guessed(word: str) -> bool:
    """Say whether a word is known as what people guess that a command is called."""
    return lookup(keyed((name, texts.split()) for name, texts in COMMANDS["netcheck"].items()), word) is not None


def command_meant(words: Sequence[str], path: str, known: Sequence[str], app: App) -> str | None:
    """Return the line meant by the words after a path, the first of which is no command; None if nobody can tell."""
    words = list(takewhile(lambda word: not word.startswith("-"), words))
    word, *rest = words
    log = _Log(app)
    guessed = lookup(keyed((name, texts.split()) for name, texts in COMMANDS.get(path, {}).items()), word)
    if path == "netcheck":
        line = _at_the_root(word, rest, guessed, log)
    else:
        line = _below(path, words, known, log) if guessed is None else f"{path} {guessed}".rstrip()
    if line is None and word not in _LEAVING:
        near = get_close_matches(word, [name for name in known if name not in _NEVER_BY_LIKENESS], 1, _COMMAND_LIKE)
        line = f"{path} {near[0]}" if near else None
    if line is None and path == "netcheck step":
        return f"netcheck step add {' '.join(map(quoted, words))}"
    return line


def _at_the_root(word: str, rest: Sequence[str], guessed: str | None, log: _Log) -> str | None:
    if guessed == "--help" and rest:
        return " ".join(["netcheck", *map(quoted, rest), "--help"])
    if guessed is not None:
        if guessed == "contact show" and rest and len(rest[0]) >= SHORT and _ID.fullmatch(rest[0]):
            return "netcheck list"
        who = log.who(rest)
        told = _OF_A_PERSON.get(guessed, guessed) if who else guessed
        return f"netcheck {told.format(who=quoted(who))}"
    vocabulary = Vocabulary.of()
    if vocabulary.verb(word):
        return f"netcheck log {word}"
    who = log.who([word, *rest])
    if who and len(who.split()) == len(rest) + 1:
        return f"netcheck contact show {quoted(who)}"
    return "netcheck log" if who or vocabulary.kind(word) else None


def _below(path: str, words: Sequence[str], known: Sequence[str], log: _Log) -> str | None:
    """Return what a person, a circle or a file means where a command of a group should stand."""
    if path == "netcheck contact" and (who := log.who(words)):
        then = next((word for word in words if word in known), "show")
        return f"netcheck contact {then} {quoted(who)}"
    if path == "netcheck remind" and (who := next(filter(None, map(log.who, _tails(words))), "")):
        return f"netcheck contact edit {quoted(who)} --every"
    if path == "netcheck circle" and (circle := log.circle(words[0])):
        return (
            f"netcheck circle edit {quoted(circle)}"
            if words[1:]
            else f"netcheck contact list --circle {quoted(circle)}"
        )
    if path == "netcheck config" and "=" in words[0]:
        return "netcheck config set"
    form = next((form for end, form in _FILES.get(path, {}).items() if words[0].lower().endswith(end)), None)
    return f"{path} {form} {quoted(words[0])}" if form else None


def _tails(words: Sequence[str]) -> Iterator[Sequence[str]]:
    return (words[at:] for at in range(len(words)))


class _Log:
    """The people and circles of the log; none where it cannot be read."""

    def __init__(self, app: App) -> None:
        from netcheck.store import contacts

        self._directory, self._circles = Directory(()), list[str]()
        try:
            with app.reading() as connection:
                people = contacts.load(connection)
        except NetcheckError:
            return
        self._directory = Directory(people.contacts.values())
        self._circles = circle_names(people.circles)

    def who(self, words: Sequence[str]) -> str:
        """Return the longest beginning of the words that names somebody, more than by the start of a name; or ""."""
        for end in range(len(words), 0, -1):
            text = " ".join(words[:end])
            match = self._directory.find(text)
            if match is not None and match.rank is not Rank.START:
                return text
        return ""

    def circle(self, text: str) -> str:
        """Return the circle that a text names, or ""."""
        return spelled(text, self._circles) or ""


def words_meant(context: click.Context) -> tuple[str, str] | None:
    """Return the words of the command line that have no place in a command, and the line meant by them.

    None where there are no such words, or nobody can tell.
    """
    app = app_of(context)
    path = context.command_path
    words = list(app.typed)
    for name in path.split()[1:]:
        words = words[words.index(name) + 1 :] if name in words else []
    try:
        _values, extra, _order = context.command.make_parser(context).parse_args(list(words))
    except click.UsageError:
        return None
    if not extra:
        return None
    options = {name: one for one in context.command.get_params(context) for name in one.opts}
    line = _value_in_two(words, extra, options) or _option_of(" ".join(extra), path, options, app)
    return (" ".join(extra), f"{path} {line}" if not line.startswith("netcheck ") else line) if line else None


def _value_in_two(words: Sequence[str], extra: Sequence[str], options: Mapping[str, click.Parameter]) -> str:
    """Return an option with its value in quotes where the words stand right behind the first one of the value."""
    at = words.index(extra[0])
    behind = at > 1 and words[at : at + len(extra)] == list(extra) and words[at - 2] in options
    if not behind or getattr(options[words[at - 2]], "is_flag", False):
        return ""
    return f"{words[at - 2]} {quoted(' '.join([words[at - 1], *extra]))}"


def _option_of(text: str, path: str, options: Collection[str], app: App) -> str:
    """Return the option that takes what the text names: somebody, a circle, a kind, a day, anything; or ""."""
    named = next((name for name, others in OPTIONS.items() if f"--{text}" in others.split()), f"--{text}")
    if named in options and not _is_day(text, app):
        return named
    log, kind, value = _Log(app), Vocabulary.of().kind(text), quoted(text)
    who = bool(log.who([text]))
    if who and path == "netcheck contact list":
        return f"netcheck contact show {value}"
    takers = {
        "--with": who,
        "--circle": bool(log.circle(text)),
        "--kind": kind is not None and text.casefold() in _names_of(kind),
        "--since": _is_day(text, app),
        "--match": True,
    }
    taker = next((option for option, takes in takers.items() if takes and option in options), "")
    if taker == "--since" and _YEAR.fullmatch(text):
        return f"--since {text}-01 --until {text}-12"
    return f"{taker} {value}" if taker else ""


def _is_day(text: str, app: App) -> bool:
    with suppress(UsageError):
        return bool(_YEAR.fullmatch(text) or day_of(text, app))
    return False


def _names_of(kind: Kind) -> set[str]:
    """Return what a kind is called; other words for it are looked for in the notes."""
    return {kind.value, *(language.kinds[kind][0].casefold() for language in LEXICON.values())}


def with_last(context: click.Context) -> str:
    """Return the line typed, which lacks the entry, with the one made last in it."""
    said = [part for parameter in context.command.params for part in _said(parameter, context)]
    return " ".join([context.command_path, pgettext("entry", "last"), *said])


def _said(parameter: click.Parameter, context: click.Context) -> list[str]:
    value = context.params.get(parameter.name or "")
    typed = context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE
    if not typed or parameter.name not in context.params:
        return []
    if isinstance(parameter, click.Option) and parameter.is_flag:
        return [(parameter.opts if value else parameter.secondary_opts)[0]]
    return [parameter.opts[0], quoted(str(value))]


def options_meant(option: str, known: Collection[str], path: str) -> list[str]:
    """Return which of the known options of a command one means that is not among them, or another command."""
    guessed = [name for name, words in OPTIONS.items() if name in known and option in words.split()]
    guessed += [line for line, words in _AS_ANOTHER_COMMAND.get(path, {}).items() if option in words.split()]
    if guessed:
        return guessed
    # Dashes are no letters in common.
    bare = {name.lstrip("-"): name for name in known if name.startswith("--")}
    return [bare[name] for name in get_close_matches(option.lstrip("-"), bare, cutoff=_LIKE)]
