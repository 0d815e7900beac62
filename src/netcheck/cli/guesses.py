"""What people guess a command or an option is called, in English and German, and what it is called here."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from netcheck.domain.names import keyed, lookup
from netcheck.domain.shell_quoting import quoted
from netcheck.domain.vocabulary import Vocabulary
from netcheck.i18n import pgettext

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

COMMANDS = {
    "netcheck": {
        "contact show": "show zeige zeig anzeigen card karte who wer person",
        "contact list": "contacts people kontakte personen menschen leute",
        "contact add": "add new hinzufügen neu anlegen",
        "contact edit --name": "rename umbenennen",
        "contact edit": "birthday birthdays geburtstag geburtstage alias note notiz mute stumm",
        "contact merge": "merge zusammenführen join duplicates doppelt",
        "list": "ls entries liste einträge today heute recent",
        "list --match": "search find grep suche suchen finde finden",
        "report": "stats status summary statistik bericht übersicht overview auswertung dashboard tui",
        "report --html": "html pdf web",
        "report --explain": "explain why erkläre warum",
        "checklist": "check questions test quiz fragen prüfen ask",
        "remind": "reminders reminder due next erinnere erinnerung fällig nächste todo",
        "remind on": "cron schedule notify",
        "remind pause": "snooze pause",
        "suggest": "suggestions vorschlag vorschläge recommend whom wem",
        "step list": "steps schritte tasks plan",
        "circle list": "circles kreise groups gruppen group gruppe tags",
        "contact edit --circle": "tag label",
        "edit": "change fix correct update bearbeite bearbeiten ändern ändere korrigieren modify",
        "remove": "rm delete del löschen lösche entfernen entferne weg",
        "undo": "back revert rückgängig zurück oops",
        "redo": "wiederherstellen wiederholen",
        "history": "changes verlauf geschichte versions audit",
        "export jsonl": "backup dump save sichern sicherung",
        "import jsonl": "restore load einlesen importiere",
        "import": "importieren",
        "export": "exportieren exportiere",
        "config": "settings set einstellungen einstellung options preferences",
        "kinds": "kind types arten art categories",
        "log": "talk gespräch record write entry jot met traf track protokoll",
        "demo": "example beispiel tour tutorial",
        "guide": "leitfaden",
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
        "merge": "join combine same zusammenführen",
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
    "netcheck import": {"jsonl": "json backup netcheck"},
    "netcheck config": {"set": "language lang get edit change sprache path"},
}
"""By command, what is meant by the words that are none of its own."""

OPTIONS = {
    "--with": "--person --who --contact --for --name --from --mit --wer --mensch",
    "--identifier": "--mail --email --e-mail --phone --tel --telefon --url --handle",
    "--circle": "--tag --tags --group --label --kreis --gruppe",
    "--since": "--month --year --from --after --seit --von --ab --monat --jahr --week --days --period",
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
    "--dry-run": "--preview --simulate --test",
    "--yes": "--force --y --no-input --ja",
    "--names": "--with-names --full --namen",
    "--every": "--interval --reminder --alle",
}
"""What is meant by options that there are not, each where the command has it."""

_LIKE = 0.65
"""How much of two options must be the same for one to be taken for the other; --person is not --json."""

_NEVER_BY_LIKENESS = frozenset({"remove", "merge", "drop", "off"})
"""Whoever mistypes one command is not led to one that takes something away."""


def command_meant(word: str, path: str, known: Iterable[str]) -> str | None:
    """Return which command below the path a word means that is none of those known; None if nobody can tell."""
    guessed = lookup(keyed((name, words.split()) for name, words in COMMANDS.get(path, {}).items()), word)
    if guessed is not None:
        return guessed
    if path == "netcheck" and Vocabulary.of().verb(word):
        return f"log {word}"
    near = get_close_matches(word, [name for name in known if name not in _NEVER_BY_LIKENESS], n=1)
    return near[0] if near else None


def with_last(context: click.Context) -> str:
    """Return the line typed, which lacks the entry, with the one made last in it."""
    said = [part for parameter in context.command.params for part in _said(parameter, context)]
    return " ".join([context.command_path, pgettext("entry", "last"), *said])


def _said(parameter: click.Parameter, context: click.Context) -> list[str]:
    value = context.params.get(parameter.name or "")
    if context.get_parameter_source(parameter.name or "") is not ParameterSource.COMMANDLINE:
        return []
    if isinstance(parameter, click.Option) and parameter.is_flag:
        return [(parameter.opts if value else parameter.secondary_opts)[0]]
    return [parameter.opts[0], quoted(str(value))]


def options_meant(option: str, known: Collection[str]) -> list[str]:
    """Return which of the known options one means that is not among them."""
    guessed = [name for name, words in OPTIONS.items() if name in known and option in words.split()]
    if guessed:
        return guessed
    # Dashes are no letters in common.
    bare = {name.lstrip("-"): name for name in known if name.startswith("--")}
    return [bare[name] for name in get_close_matches(option.lstrip("-"), bare, cutoff=_LIKE)]
