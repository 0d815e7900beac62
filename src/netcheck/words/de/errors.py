"""One German sentence for each failure that a user can mend."""

TEXTS = {
    # the program as a whole
    "bad_today": "NETCHECK_TODAY ist kein Datum: {value}. So geht es: NETCHECK_TODAY=2026-11-23",
    "bug": "Das ist ein Fehler in netcheck, nicht bei dir; gespeichert ist, was als gespeichert gemeldet wurde. "
    "Einzelheiten stehen in {path}",
    "cancelled": "Abgebrochen.",
    "no_terminal": "Ohne Terminal kann ich nichts fragen. {hint}",
    # the command line
    "see_help": "Hilfe: {command} --help",
    "unknown_command": "Den Befehl „{name}“ gibt es nicht. netcheck --help zeigt alle.",
    "unknown_command_near": "Den Befehl „{name}“ gibt es nicht. Meintest du netcheck {near}?",
    # the store
    "locked": "Das Log ist gerade von einem anderen Vorgang belegt; nichts gespeichert. Versuch es gleich noch einmal.",
    "not_a_log": "{path} ist kein netcheck-Log und bleibt unberührt. Nenne mit --db eine andere Datei.",
    "newer_log": "{path} wurde mit einem neueren netcheck geschrieben und bleibt unberührt. "
    "Aktualisiere netcheck, dann geht es weiter.",
    "damaged": "{path} lässt sich nicht lesen: Die Datei ist beschädigt. Nimm eine Sicherung oder einen Export.",
    "no_access": "{path} lässt sich nicht öffnen oder beschreiben: {reason}.",
    "disk_full": "Auf dem Datenträger ist kein Platz mehr; nichts gespeichert.",
    "nothing_to_undo": "Es gibt nichts zurückzunehmen.",
    "nothing_to_redo": "Es gibt nichts wiederherzustellen.",
    # settings
    "bad_config": "{path} lässt sich nicht lesen: {reason}. Verbessere die Datei oder lösche sie.",
    "bad_setting": "{key} kann nicht „{value}“ sein. Möglich ist: {allowed}.",
    "unknown_setting": "Die Einstellung {key} gibt es nicht. Es gibt: {keys}.",
    "file_unreadable": "{path} lässt sich nicht lesen: {reason}.",
    "file_unwritable": "{path} lässt sich nicht schreiben: {reason}.",
}
