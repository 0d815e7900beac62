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
    # who
    "unknown_person": "{text} kenne ich nicht; nichts gespeichert.",
    "ambiguous_person": "{text} können mehrere sein; nichts gespeichert.",
    "unsure_person": "Meinst du mit {text} {name}? Nichts gespeichert. Schreib {form}.",
    # log
    "log_no_verb": "So beginnt eine Zeile: {verbs}. Nichts gespeichert.",
    "log_no_who": "Mit wem? Nach dem Verb kommt der Name. Nichts gespeichert.",
    "log_open_quote": "Ein Anführungszeichen bleibt offen: {word}. Nichts gespeichert.",
    "log_unclear_new": "{word} und der Name hinter --new passen nicht zusammen. Nichts gespeichert.",
    "log_no_kind": "Welche Art? Sie kommt nach dem Namen. Nichts gespeichert.",
    "log_nearly_option": "{word} gibt es nicht; meintest du {option}? Nichts gespeichert.",
    "log_lines": "Nichts gespeichert: {n} Zeilen gehen so nicht.",
    "log_line": "Nichts gespeichert: Eine Zeile geht so nicht.",
    "log_no_terminal_prompt": "Eine Zeile zum Beispiel: netcheck log bekam Ana Hilfe. Mehrere: netcheck log - < datei",
    "log_not_utf8": "Zeile {number} ist kein UTF-8. Nichts gespeichert.",
    # days
    "day_future": "{text} liegt in der Zukunft. Im Log steht, was war.",
    "day_slashes": "{text} ist nicht eindeutig. So geht es: 3.11. oder 2026-11-03.",
    "day_no_such_day": "Den Tag {text} gibt es nicht.",
    "day_unknown": "{text} verstehe ich nicht als Tag. So geht es: gestern, -3d, 12.11., freitag, 2026-09.",
    # import
    "import_problems": "Nichts gespeichert: {n} Stellen in der Datei passen nicht.",
    "import_problem": "Nichts gespeichert: Eine Stelle in der Datei passt nicht.",
    "import_ambiguous": "Nichts gespeichert: {name} heißen mehrere. Gib in der Datei mit with_id an, wer gemeint ist.",
    # kinds
    "unknown_kind": "{text} ist keine Art.",
    # settings
    "bad_config": "{path} lässt sich nicht lesen: {reason}. Verbessere die Datei oder lösche sie.",
    "bad_setting": "{key} kann nicht „{value}“ sein. Möglich ist: {allowed}.",
    "unknown_setting": "Die Einstellung {key} gibt es nicht. Es gibt: {keys}.",
    "file_exists": "{path} gibt es schon und bleibt, wie es ist. Nenne eine andere Datei.",
    "file_unreadable": "{path} lässt sich nicht lesen: {reason}.",
    "file_unwritable": "{path} lässt sich nicht schreiben: {reason}.",
    # looking and mending
    "unknown_id": "Einen Eintrag {id} gibt es nicht. Die Kurzformen stehen in netcheck list ganz rechts.",
    "short_id": "{id} ist zu kurz: Eine Kurzform hat mindestens vier Zeichen.",
    "ambiguous_id": "{id} passt zu mehreren Einträgen; nichts geändert. Genauer:",
    "one_direction": "Nur eines davon geht: {options}.",
    "json_or_csv": "Entweder --json oder --csv.",
    "nothing_to_change": "Was soll sich ändern? {command} --help zeigt, was geht.",
    "talk_is_mutual": "Ein Gespräch ist immer gegenseitig; nichts geändert. Mit --kind lässt sich die Art ändern.",
    "one_sided_given": "Dieser Eintrag kommt aus einem Archiv, das nur dein eigenes Tun zeigt: "
    "Er kann nur etwas Gegebenes sein.",
    "no_name": "Ein Kontakt braucht einen Namen.",
    "no_text": "{option} braucht einen Text.",
    "bad_birthday": "{value} ist kein Geburtstag. So geht es: 1980-05-12, 12.5.1980 oder 12.5.",
    "name_taken": "{name} gibt es schon; nichts gespeichert. Nimm einen längeren Namen "
    "oder mit netcheck contact edit --alias einen weiteren Namen.",
    "not_there": "{name} hat das nicht: {text}. Nichts geändert.",
    "merge_self": "Das ist zweimal {name}; nichts geändert.",
    "contact_has_events": "{name} hat noch {entries} im Log; nichts entfernt. "
    "Samt Einträgen: netcheck contact remove … --with-events",
    "unknown_circle": "Den Kreis „{text}“ gibt es nicht. Es gibt: {circles}.",
    # the ten questions, the guide, steps
    "bad_answer": "Antwort {number} heißt „{answer}“; möglich ist ja, teils und nein, kurz j, t und n.",
    "answer_count": "Es braucht {wanted} Antworten, hier: {given}. Nichts gespeichert.",
    "company_or_person": "Entweder --company oder --with.",
    "checklist_no_terminal_prompt": "Mit den Antworten in der Zeile geht es: netcheck checklist --answers {answers}",
    "checklist_paused": "Pause nach {n} von {of} Antworten; alles ist gespeichert. Weiter geht es mit: {command}",
    "unknown_check": "Runde {number} gibt es nicht. netcheck checklist --list zeigt alle.",
    "guide_no_terminal_prompt": "Ansehen geht: netcheck guide",
    "unknown_step": "Schritt {number} gibt es nicht. netcheck step list zeigt alle.",
    "step_is_done": "Schritt {number} ist schon erledigt.",
    "coming_past": "{text} liegt schon zurück. Ein Termin ist heute oder später.",
    "coming_unknown": "{text} verstehe ich nicht als Termin. So geht es: morgen, freitag, 2w, 1.12., 2026-12-01.",
}
