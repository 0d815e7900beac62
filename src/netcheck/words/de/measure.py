"""One measure over time, in German."""

from netcheck.words.shape.measure import MeasureWords, SeriesWords

_YOUNG = "Im ersten Jahr eines Logs wachsen die Stärken von selbst."

TEXTS = MeasureWords(
    summary="Zuletzt {last} (am {date}), am höchsten {high} ({high_month}), am niedrigsten {low} ({low_month}).",
    as_always="Durchgehend {last}, zuletzt am {date}.",
    only="Bisher gibt es dafür nur einen Wert: {last} (am {date}).",
    nothing="Dafür steht in dieser Zeit nicht genug im Log.",
    unfinished="Der letzte Zeitraum läuft noch.",
    tips=(("netcheck report --explain", "woher die Zahl kommt, und wie sicher sie ist"),),
    series={
        "effective_contacts": SeriesWords(
            screen="Kern",
            name="Wirksame Kontakte",
            told=f"Auf wie viele gleich starke Beziehungen der Austausch hinausläuft. {_YOUNG}",
            value="{value:1}",
        ),
        "depth": SeriesWords(
            screen="Tiefe",
            name="Tiefe",
            told=f"Wie viele frische Einträge die Beziehung hinter einem typischen Austausch trägt. {_YOUNG}",
            value="{value:1}",
        ),
        "giving_share": SeriesWords(
            screen="Geben und Bekommen",
            name="Gebe-Anteil",
            told="Wie viel vom Geben und Bekommen der zwölf Monate davor von dir kam.",
            value="{value:%}",
            also=("Geben",),
        ),
        "reciprocity": SeriesWords(
            screen="Hin und her",
            name="Gegenseitigkeit",
            told="Wie viel vom Geben und Bekommen der zwölf Monate davor ein Gegenstück beim selben Menschen hat.",
            value="{value:%}",
        ),
        "coverage_two": SeriesWords(
            screen="Was es dir gibt",
            name="Funktions-Abdeckung",
            told="Wie viele der sechs Bereiche in den zwei Jahren davor von mindestens zwei Menschen kamen.",
            value="{value} von 6",
            also=("Abdeckung", "Was es dir gibt und was du gibst"),
        ),
        "retention": SeriesWords(
            screen="Geblieben",
            name="Beständigkeit",
            told=(
                "Wie viele der Menschen aus dem vorletzten Jahr auch im letzten da waren. "
                "Die Zahl beginnt nach zwei Jahren, mit mindestens zehn Menschen."
            ),
            value="{value:%}",
        ),
        "events": SeriesWords(
            screen="Einträge",
            name="Einträge",
            told="Wie viel du in jedem Zeitraum notiert hast.",
            value="{value}",
        ),
        "clear_yes": SeriesWords(
            screen="Klare Ja",
            name="Klares-Ja-Quote",
            told="Klare Ja von zehn Fragen, Runde für Runde.",
            value="{value} von 10",
            also=("Ja",),
        ),
    },
)
