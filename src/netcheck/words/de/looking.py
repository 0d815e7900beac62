"""Lists, cards and history in German."""

from netcheck.words.shape.looking import LookingWords

TEXTS = LookingWords(
    directions={"given": "→ an", "received": "← von", "mutual": "↔ mit"},
    short_date="{day}. {month}",
    short_date_year="{day}. {month} {year}",
    no_entries="Noch nichts notiert. Der kürzeste Anfang: netcheck log",
    no_match="Dazu steht nichts in deinem Log.",
    more_entries="{all}, davon {shown} gezeigt. Alle: netcheck list -n {more}",
    no_contacts="Dein Log kennt noch niemanden. Der kürzeste Anfang: netcheck log",
    no_circles="Noch keine Kreise. So kommt jemand hinein: netcheck contact edit NAME --circle KREIS",
    never="noch kein Eintrag",
    card={
        "aliases": "auch",
        "identifiers": "erreichbar",
        "circles": "Kreise",
        "birthday": "Geburtstag",
        "reminder": "Erinnerung",
        "note": "Notiz",
    },
    never_reminded="nie",
    snoozed="ruht bis {day}",
    no_balance="Hier rechnet niemand auf.",
    group="Eine Gruppe, kein einzelner Mensch.",
    since="{entries} seit {first}, zuletzt {last}",
    one_day="{entries}, {last}",
    received_column="du bekommst",
    given_column="du gibst",
    latest="Zuletzt",
    same="An {name} ändert das nichts.",
    undo_hint="Zurücknehmen: netcheck undo",
    redo_hint="Doch behalten: netcheck redo",
    history_empty="Hier ist noch nichts geschehen. Der kürzeste Anfang: netcheck log",
    taken_back="zurückgenommen",
)
