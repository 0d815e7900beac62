"""Two days side by side, in German."""

from netcheck.words.shape.against import AgainstWords, RowWords
from netcheck.words.shape.common import Count

_MORE = {"up": "mehr", "down": "weniger", "same": "kein klarer Unterschied"}

TEXTS = AgainstWords(
    title="Zwei Tage nebeneinander, jeweils mit den zwölf Monaten davor.",
    rows={
        "events": RowWords(name="Notiert", value="{entries}", n="mit {from_people}", changes={}),
        "effective_contacts": RowWords(
            name="Kern",
            value="{value:1}",
            range="{low:1} bis {high:1}",
            n="aus {from_people}",
            changes=_MORE,
            told="Kern: auf wie viele gleich starke Beziehungen der Austausch hinausläuft.",
        ),
        "depth": RowWords(
            name="Tiefe",
            value="{value:1}",
            range="{low:1} bis {high:1}",
            n="aus {from_people}",
            changes=_MORE,
            told="Tiefe: wie viele frische Einträge die Beziehung hinter einem typischen Austausch trägt.",
        ),
        "reciprocity": RowWords(
            name="Hin und her",
            value="{value:%}",
            range="durch Zufall {expected:%}",
            n="aus {from_entries}",
            changes=_MORE,
            told="Hin und her: wie viel davon ein Gegenstück beim selben Menschen hat.",
        ),
        "giving_share": RowWords(
            name="Geben",
            value="{value:%} von dir",
            range="{likely}",
            n="aus {from_entries}",
            changes=_MORE,
        ),
        "coverage": RowWords(
            name="Was es dir gibt",
            value="{two} von {of} Bereichen",
            changes=_MORE,
            told="Was es dir gibt: in wie vielen Bereichen in zwei Jahren von mindestens zwei Menschen etwas kam.",
        ),
        "retention": RowWords(
            name="Geblieben",
            value="{kept} von {before}",
            range="{likely}",
            changes=_MORE,
            told="Geblieben: wie viele aus dem Jahr davor noch dabei waren; ab zwei Jahren Log.",
        ),
        "clear_yes": RowWords(name="Klare Ja", value="{yes} von {of}", changes={}),
    },
    from_entries=Count("einem Eintrag", "{n} Einträgen"),
    from_people=Count("einem Menschen", "{n} Menschen"),
    density={
        "denser": "Dichter geworden: weniger Menschen, mit jedem mehr.",
        "grown": "Gewachsen: mehr Menschen, mit jedem mehr.",
        "broader": "Breiter geworden: mehr Menschen, mit jedem weniger.",
        "calmer": "Ruhiger geworden: weniger Menschen, mit jedem weniger.",
        "same": "Im Ganzen ähnlich wie damals.",
        "unclear": "Uneindeutig: Die bloße Zahl der Menschen und Einträge sagt etwas anderes als Kern und Tiefe.",
    },
    young=(
        "Am früheren Tag war das Log noch kein Jahr alt. So früh wachsen die Zahlen von selbst; "
        "deshalb steht kein „mehr“ oder „weniger“ dabei."
    ),
    pause=(
        "In einem der beiden Jahre steht eine Weile nichts im Log. Nicht notiert heißt nicht, dass nichts war; "
        "deshalb steht kein „mehr“ oder „weniger“ dabei."
    ),
    effort=(
        "In einem der beiden Jahre ist deutlich mehr notiert als im anderen. Bei Tiefe, Bereichen und Gebliebenen "
        "würde ein Vergleich das Notieren messen, nicht dein Netzwerk."
    ),
    overlapping="Zwischen beiden Tagen liegt weniger als ein Jahr: Ein Teil der Einträge zählt an beiden.",
    too_little="Am {date} ist das noch wenig: Unter 30 Einträgen oder fünf Kontakten sagen die Zahlen kaum etwas.",
    nothing="–",
    same_day="Das ist zweimal derselbe Tag.",
)
