"""What `netcheck log` says in German."""

from netcheck.words.shape.common import Count
from netcheck.words.shape.log import LogWords

TEXTS = LogWords(
    intro="Eine Zeile je Eintrag, ohne Anführungszeichen. Leere Zeile: weiter. ?: Hilfe",
    received="bekommen › ",
    given="gegeben  › ",
    help="Wer, was, Notiz    Alma Feedback zum Schluss\n"
    "Mehrere            Alma, Robert geteilt Interview\n"
    "Andersherum        gab Alma Hilfe beim Umzug\n"
    "Beide zugleich     mit Alma Kaffee am Bahnhof\n"
    "Ein anderer Tag    Alma Feedback --on gestern\n"
    "Gewicht            Alma Rat --big (spürbar), --huge (hat etwas verändert)\n"
    "Tab ergänzt Namen und Arten, Pfeil hoch holt die letzte Zeile. Strg-D: fertig",
    done=Count(
        "Ein Eintrag. Zurücknehmen: netcheck undo",
        "{n} Einträge. Die letzte Zeile zurücknehmen: netcheck undo",
    ),
    nothing="Nichts notiert.",
    which_kind="Was war es?",
    talk_is_mutual="Ein Gespräch gilt immer für beide Seiten.",
    about_the_middle="Ohne genauen Tag steht es in der Mitte des Monats.",
    about_today="Ohne genauen Tag steht es auf heute, denn die Mitte des Monats kommt erst noch.",
    keep_language="Deutsch, weil du Deutsch schreibst. So bleibt es: netcheck config set language de",
    catch_up="Seit {day}, ungefähr genügt. Enter: nichts, oder weiß nicht mehr.",
    catch_up_unknown="Dein Log kennt noch niemanden. Einfach beginnen: netcheck log",
    catch_up_nobody="Es gibt nichts nachzutragen: Der letzte Eintrag ist vom {day}.",
    skip=("w", "weglassen"),
    stored=Count("Ein Eintrag gespeichert. Zurücknehmen: netcheck undo", "{n} Einträge gespeichert. "
                 "Zurücknehmen: netcheck undo"),
    line="  Zeile {number}: {text}",
    verb_hint="bekam, gab oder mit",
)  # fmt: skip
