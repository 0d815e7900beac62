"""What a report says as a page or a picture, in German."""

from netcheck.words.shape.page import PageWords

TEXTS = PageWords(
    as_table="Als Tabelle",
    area="Bereich",
    span="Zeitraum",
    quarter="{part}. Quartal {year}",
    quarter_short="Q{part}",
    each="{what}: {first}, {second}",
    footer="Gezeichnet von netcheck aus deinem Log. Diese Seite lädt nichts nach und sendet nichts.",
    nameless="Menschen sind hier nach Buchstaben benannt; die Reihenfolge bedeutet nichts.",
    person="Mensch {letter}",
    group="Gruppe {letter}",
    circle="ein Kreis",
    archive="einem Archiv",
    written="✓ Bericht in {path}",
)
