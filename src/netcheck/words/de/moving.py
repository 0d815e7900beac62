"""What import, export, demo and config say in German."""

from netcheck.words.shape.common import Count
from netcheck.words.shape.moving import MovingWords

TEXTS = MovingWords(
    imported="✓ {entries}, {contacts}.",
    imported_day="Alle vom {first}.",
    imported_days="Vom {first} bis zum {last}.",
    nothing_new="Nichts Neues.",
    would="Nur ein Versuch, nichts gespeichert: {text}",
    new_entries=Count("Ein neuer Eintrag", "{n} neue Einträge"),
    new_contacts=Count("ein neuer Kontakt", "{n} neue Kontakte"),
    seen=Count("Einen Eintrag kennt dein Log schon.", "{n} Einträge kennt dein Log schon."),
    left_out=Count(
        "Ein Eintrag bleibt draußen: Du hast den Kontakt entfernt.",
        "{n} Einträge bleiben draußen: Du hast die Kontakte entfernt.",
    ),
    others_left_out=Count(
        "Eine Fragerunde oder ein Schritt bleibt draußen: Du hast den Kontakt entfernt.",
        "{n} Fragerunden oder Schritte bleiben draußen: Du hast die Kontakte entfernt.",
    ),
    differing=Count(
        "Eine Zeile sagt etwas anderes als dein Log; das Log bleibt, wie es ist.",
        "{n} Zeilen sagen etwas anderes als dein Log; das Log bleibt, wie es ist.",
    ),
    others={
        "circle": Count("Dazu ein Kreis.", "Dazu {n} Kreise."),
        "interval": Count("Dazu der Abstand eines Kreises.", "Dazu die Abstände von {n} Kreisen."),
        "distinct": Count("Dazu ein Paar, das nicht eine Person ist.", "Dazu {n} Paare, die nicht eine Person sind."),
        "check": Count("Dazu eine Fragerunde.", "Dazu {n} Fragerunden."),
        "step": Count("Dazu ein Schritt.", "Dazu {n} Schritte."),
        "guide": Count("Dazu eine Antwort auf die Leitfragen.", "Dazu {n} Antworten auf die Leitfragen."),
    },
    take_back="Zurücknehmen: netcheck undo",
    problem="Zeile {line}: {text}",
    more_problems=Count("und eine weitere Stelle", "und {n} weitere Stellen"),
    skipped=Count("Ein Commit wurde ausgelassen:", "{n} Commits wurden ausgelassen:"),
    commits="{n} Commits gelesen",
    exported="✓ {entries} in {path}",
    demo_head="Ein erfundenes Log: Diese Menschen gibt es nicht.",
    demo_kept="✓ Das erfundene Log liegt in {path}. Ansehen: netcheck --db {path} report",
    demo_hint="Dein eigenes beginnt mit einer Zeile: netcheck log",
    completion_installed="✓ Vervollständigung für {shell} eingerichtet ({path}). Sie gilt ab dem nächsten Terminal.",
    config_log="Log",
    config_file="Einstellungen",
    config_made_at_first="(entsteht beim ersten Eintrag)",
    settings={
        "language": "Sprache: auto (wie dein System), de oder en",
        "questions": "Fragen wieder nach: month, quarter, half-year, year; never",
        "birthdays": "Tage vor einem Geburtstag: 0, 1, 3, 7, 14, 30; never",
        "color": "Farben: auto (wenn das Terminal sie kann), always oder never",
    },
    own_kind="dein Wort für {kind}",
    set_to="✓ {key} = {value}",
)
