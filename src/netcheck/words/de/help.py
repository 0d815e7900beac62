"""The German help: a command under its name, a parameter under "command.parameter"."""

TEXTS = {
    "netcheck": "Sieh, wie gut dein Netzwerk ist: was es dir gibt und was du gibst.",
    "commands": "Befehle",
    "--db": "Eine andere Datei als Log.",
    "--lang": "Sprache für diesen Aufruf.",
    "--version": "Die Version zeigen.",
    "--install-completion": "Vervollständigung mit Tab für diese Shell einrichten.",
    "--show-completion": "Die Vervollständigung für diese Shell ausgeben.",
    # log
    "log": "Notiere, was gegeben oder bekommen wurde.\n\n"
    "netcheck log bekam Ana Hilfe bei den Folien\n\n"
    "netcheck log gab Ana, Ben Feedback zu Kapitel 3 --on gestern\n\n"
    "netcheck log mit Ana Kaffee am Bahnhof\n\n"
    "Allein öffnet es eine Eingabezeile, in der jedes Zeichen einfach geht; mit - liest es Zeilen von der "
    "Standardeingabe.",
    "log.words": "gab, bekam oder mit; wer; die Art (siehe netcheck kinds); eine Notiz.",
    "log.words:metavar": "[VERB WER ART NOTIZ…]",
    "log.on": "Der Tag: gestern, -3d, 12.11., freitag, 2026-09.",
    "log.weight": "1 üblich, 2 spürbar, 3 hat etwas verändert.",
    "log.big": "Dasselbe wie --weight 2.",
    "log.huge": "Dasselbe wie --weight 3.",
    "log.asked": "Es kam, weil du darum gebeten hast.",
    "log.new": "Einen neuen Kontakt anlegen, auf Wunsch mit diesem vollen Namen.",
    "log.catch_up": "Nach einer Pause: eine Zeile für jeden der lebendigsten Kontakte.",
    # config
    "config": "Wo Log und Einstellungen liegen und was eingestellt ist.",
    "config set": "Eine Einstellung ändern.",
    "config set.key": "language, color oder kinds.WORT für ein eigenes Wort für eine Art.",
    "config set.value": "Der neue Wert.",
    # import, export, demo
    "import": "Einträge von anderswo holen.",
    "import jsonl": "Eine JSONL-Datei einlesen, wie netcheck export sie schreibt.",
    "import jsonl.file": "Die Datei, oder - für die Standardeingabe.",
    "import jsonl.dry_run": "Nur zeigen, was geschehen würde.",
    "import git": "Geben und Bekommen aus den Trailern eines Git-Repositorys lesen.\n\n"
    "Reviewed-by, Acked-by, Helped-by, Co-authored-by und so weiter: an deinen Commits das, was du bekommen hast, "
    "an denen anderer das, was du gegeben hast.",
    "import git.path": "Das Repository.",
    "import git.me": "Dein Name oder deine E-Mail-Adresse dort; mehrfach möglich.",
    "import git.since": "Nur Commits ab diesem Tag.",
    "import git.dry_run": "Nur zeigen, was geschehen würde.",
    "export": "Das Log in eine Datei oder auf die Standardausgabe schreiben.",
    "export jsonl": "Alles, ein JSON-Objekt je Zeile; netcheck import jsonl liest es wieder ein.",
    "export jsonl.file": "Die Datei, oder - für die Standardausgabe.",
    "export csv": "Die Einträge als Tabelle.",
    "export csv.file": "Die Datei, oder - für die Standardausgabe.",
    "demo": "Einen Bericht über ein erfundenes Log zeigen.",
    "demo.keep": "Das erfundene Log in dieser Datei behalten.",
    # report
    "report": "Was dein Netzwerk dir gibt, was du gibst und wie es sich verändert.",
    "report.since": "Verläufe ab diesem Tag.",
    "report.until": "Stand dieses Tages.",
    "report.period": "month, quarter oder year in den Verläufen.",
    "report.with_": "Nur dieser Kontakt.",
    "report.circle": "Nur dieser Kreis.",
    "report.json": "Alle Zahlen als JSON.",
}
