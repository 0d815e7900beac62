"""What explains a report's numbers, in German."""

from netcheck.words.shape.common import Count
from netcheck.words.shape.explain import ExplainWords, MeasureWords

_COUNTED = "Gezählt, nicht geschätzt: Offen ist nur, was nicht notiert wurde."
_WILSON = "{likely}; in 95 von 100 Fällen liegt der wahre Anteil in so einer Spanne (Wilson)."

MEASURES = {
    "strength": MeasureWords(
        screen="Lebendig",
        name="Beziehungsstärke",
        formula=(
            "Jeder Eintrag zählt sein Gewicht, 1 bis 3, und nach je 180 Tagen nur noch die Hälfte davon. "
            "Die Summe je Mensch sagt, wie viel frischen Austausch es gibt. Nähe misst sie nicht."
        ),
        inputs="im Bericht genannt:",
        row="{name}: {count}, heute noch {strength:1}",
        results=("alle zusammen {total:1}",),
        range=f"{_COUNTED} Dass sich nach 180 Tagen alles halbiert, ist eine Annahme.",
        short="alle zusammen {total:1}",
        source="Lerner & Lomi 2020",
        absent="Im Log ist niemand, mit dem sich etwas rechnen ließe.",
    ),
    "silence": MeasureWords(
        screen="Länger still als sonst",
        name="Stille im Verhältnis",
        formula=(
            "Die Tage seit dem letzten Mal, geteilt durch die Tage, die sonst im Mittel dazwischenliegen. "
            "Pausen im ganzen Log zählen nicht mit. Ab dem Dreifachen heißt es „länger still als sonst“; "
            "ab dem Achtfachen ist der Kontakt wohl eingeschlafen, und niemand wird mehr genannt."
        ),
        inputs="im Bericht genannt:",
        row="{name}: {days} Tage still, sonst {gap:1}: das {ratio:1}-Fache",
        results=(
            "länger still: {quiet}, wohl eingeschlafen: {lapsed}, von {people} mit mindestens {days} Tagen im Log",
        ),
        range=_COUNTED,
        source="Navarro et al. 2017",
        absent="Niemand hat Einträge an vier verschiedenen Tagen.",
    ),
    "giving_share": MeasureWords(
        screen="Geben und Bekommen",
        name="Gebe-Anteil",
        formula=(
            "Was du in den letzten zwölf Monaten gegeben hast, geteilt durch alles Gegebene und Bekommene. "
            "Jeder Eintrag zählt einfach. Nicht gezählt wird Gemeinsames, was aus einem einseitigen Archiv stammt, "
            "und alles mit Menschen, bei denen niemand aufrechnet."
        ),
        inputs="{given} gegeben, {received} bekommen",
        results=("{given} / {total} = {value:%}: {verdict}",),
        range=(
            f"{_WILSON} „Ausgeglichen“ heißt: ganz zwischen einem und zwei Dritteln; "
            "„mehr“ heißt: ganz auf einer Seite der Hälfte."
        ),
        short="{value:%}",
        source="Brown, Cai & DasGupta 2001",
        absent="In den letzten zwölf Monaten ist nichts notiert, was hier zählt.",
    ),
    "effective_contacts": MeasureWords(
        screen="Kern",
        name="Wirksame Kontakte",
        formula=(
            "Auf wie viele gleich starke Beziehungen der Austausch hinausläuft: "
            "die Summe aller Stärken mal sich selbst, geteilt durch die Summe ihrer Quadrate."
        ),
        inputs="{total:1} × {total:1} / {squares:1}, n = {people}",
        results=("{value:1} Menschen",),
        range="{low:1} bis {high:1}, je nachdem, welcher eine Mensch fehlte.",
        short="{value:1}",
        source="Jost 2006 (inverser Simpson-Index, Hill-Zahl der Ordnung 2)",
        absent="Im Log ist niemand, mit dem sich etwas rechnen ließe.",
    ),
    "depth": MeasureWords(
        screen="Tiefe",
        name="Tiefe",
        formula=(
            "Wie stark die Beziehung hinter einem typischen Austausch ist: die Summe der Quadrate aller Stärken, "
            "geteilt durch die Summe der Stärken. Kern mal Tiefe ergibt die Summe. Ob sie sich verändert hat, "
            "wird so gerechnet, als wäre das Log an beiden Tagen gleich alt."
        ),
        inputs="{squares:1} / {total:1}, n = {people}",
        results=("so viel wie {value:1} Einträge von heute",),
        range="{low:1} bis {high:1}, je nachdem, welcher eine Mensch fehlte.",
        short="{value:1}",
        source="Jost 2006, aus dem Kern",
        absent="Im Log ist niemand, mit dem sich etwas rechnen ließe.",
    ),
    "reciprocity": MeasureWords(
        screen="Hin und her",
        name="Gegenseitigkeit",
        formula=(
            "Wie viel vom Geben und Bekommen eines Jahres sein Gegenstück beim selben Menschen hat: "
            "je Mensch die kleinere der beiden Zahlen, zusammengezählt, mal zwei, geteilt durch alles. "
            "Gruppen zählen hier nicht."
        ),
        inputs="2 × {matched} / {events}; {given} gegeben, {received} bekommen",
        results=(
            "{value:%}",
            " = {evenness:%} (im Ganzen ausgeglichen) × {matching:%} (davon beim selben Menschen)",
        ),
        range=(
            "Fiele für jeden Eintrag eine Münze, wären es im Mittel {expected:%}; so wenig oder weniger gäbe es dann "
            "in {p_below:p} der Fälle. Unter 5\u00a0% ist es kaum Zufall: "
            "Dann gibst du viel an andere weiter, und das ist kein Fehler."
        ),
        short="{value:%} (mit Münzwürfen {expected:%})",
        source="Squartini et al. 2013",
        absent="In den letzten zwölf Monaten ist nichts notiert, was hier zählt.",
    ),
    "coverage": MeasureWords(
        screen="Was es dir gibt und was du gibst",
        name="Funktions-Abdeckung",
        formula=(
            "Je Bereich: von wie vielen Menschen in zwei Jahren etwas kam, und an wie viele etwas ging. "
            "Rückendeckung verjährt nicht. Gemeinsames zählt in beide Richtungen."
        ),
        row="{label}: von {from}, an {to}",
        results=(
            "Bereiche von mindestens zwei: {two} von {of}, von mindestens einem: {one}",
            "; an mindestens zwei: {given_two}, an mindestens einen: {given_one}",
        ),
        range="Was nicht im Log steht, kann es trotzdem geben.",
        short="{two} von {of} Bereichen von mindestens zwei",
        source="Van der Gaag & Snijders 2005",
        absent="",
    ),
    "worst_loss": MeasureWords(
        screen="Ruht auf wenigen Schultern",
        name="Größter Einzelverlust",
        formula=(
            "Je Bereich der Teil, der von einem einzigen Menschen kam, im Mittel über alle Bereiche, "
            "zu denen es Einträge gibt. Genannt ist der Mensch, bei dem das am meisten ist."
        ),
        row="{label}: {times} von {of}",
        row_alone="{label}: {times} von {of}, allein von {name}",
        results=("{name}: {value:%} im Mittel; im schmalsten Bereich {carriers}",),
        range=_COUNTED,
        short="{value:%}, bei {name}",
        source="Avelino et al. 2016 (Busfaktor)",
        absent="In zwei Jahren kam in keinem Bereich etwas von jemandem.",
    ),
    "retention": MeasureWords(
        screen="Geblieben",
        name="Beständigkeit",
        formula=(
            "Wie viele der Menschen mit Einträgen im Jahr davor auch in den letzten zwölf Monaten welche haben. "
            "Gewechselt hat, wer nur in einem der beiden Jahre vorkommt."
        ),
        inputs="{before} im Jahr davor, {now} im letzten, {kept} in beiden, {either} insgesamt",
        results=("{kept} / {before} = {value:%}; gewechselt 1 − {kept} / {either} = {turnover:%}",),
        range=_WILSON,
        short="{kept} von {before}",
        source="Brown, Cai & DasGupta 2001",
        absent="Dafür muss das Log zwei Jahre alt sein und im Jahr davor zehn Menschen kennen.",
    ),
    "multiplexity": MeasureWords(
        screen="Vielseitig",
        name="Vielseitigkeit",
        formula=(
            "In wie vielen Bereichen ein Mensch im Mittel etwas gab, unter allen, von denen in zwei Jahren etwas kam."
        ),
        inputs="{pairs} / {people}",
        results=("{value:1} Bereiche je Mensch",),
        range=_COUNTED,
        short="{value:1}",
        source="Verbrugge 1979",
        absent="In zwei Jahren kam in keinem Bereich etwas von jemandem.",
    ),
    "rhythm": MeasureWords(
        screen="Rhythmus",
        name="Rhythmus",
        formula=(
            "Mit wie vielen Menschen es in zwölf Monaten an mindestens 52, 12 und 1 Tagen Einträge gab. "
            "Jede Zahl enthält die vorige; sie dient nur zur Einordnung."
        ),
        results=("{weekly} wöchentlich, {monthly} monatlich, {yearly} im Jahr",),
        range=_COUNTED,
        short="{weekly}, {monthly}, {yearly}",
        source="Sutcliffe et al. 2012",
        absent="Im Log ist niemand, mit dem sich etwas rechnen ließe.",
    ),
    "clear_yes": MeasureWords(
        screen="Klare Ja",
        name="Klares-Ja-Quote",
        formula=(
            "Je Frage, wie oft sie in allen Runden über dich selbst ein klares Ja bekam; „teils“ ist keines. "
            "Zwei Runden sind deutlich verschieden, wenn der genaue Test von McNemar unter 5\u00a0% bleibt. "
            "Von einer Richtung ist ab fünf Runden die Rede (Kendalls τ-b)."
        ),
        row="{label}: {yes} von {of} ({likely})",
        results=(
            "zuletzt {yes} von {of}, Runden: {rounds}",
            "; seit der vorigen {gained} dazu, {lost} weg, p\u00a0=\u00a0{p:2}",
            "; τ-b\u00a0=\u00a0{tau:2}",
        ),
        range="Die Spannen oben sind Wilson-Intervalle zu 95\u00a0%.",
        source="McNemar 1947; Kendall 1938",
        absent="Noch keine Runde über dich selbst.",
    ),
    "answers_and_log": MeasureWords(
        screen="Antwort und Log",
        name="Antwort und Log",
        formula=(
            "Ein klares Ja zählt 1, sonst 0; was das Log nicht bestreitet, zählt 1, was es bestreitet, 0. "
            "Der Unterschied im Mittel über die Fragen, zu denen das Log etwas sagen konnte, als du geantwortet hast."
        ),
        row="{label}: Antwort {answer}, Log {evidence}",
        results=("im Mittel {value:2}, n\u00a0=\u00a0{of}; strenger als das Log: {under}, großzügiger: {over}",),
        range="Was im Log fehlt, ist vielleicht nur nicht notiert.",
        source="Ross & Sicoly 1979 (an den eigenen Teil erinnert man sich besser)",
        absent="Noch keine Runde über dich selbst, zu der das Log etwas sagen konnte.",
    ),
}

TEXTS = ExplainWords(
    title="Woher jede Zahl kommt",
    basis="Grundlage: {entries} mit {contacts} in den letzten zwölf Monaten, {all} im ganzen Log.",
    contacts=Count("einem Kontakt", "{n} Kontakten"),
    too_little=(
        "Das ist noch wenig: Unter 30 Einträgen oder fünf Kontakten in zwölf Monaten "
        "sagen die meisten Zahlen kaum etwas."
    ),
    bearing="„Ohne“ rechnet noch einmal, als wäre {name} nicht im Log: Dort ruht am meisten.",
    most="„Ohne“ rechnet noch einmal, als wäre {name} nicht im Log: Dort war am meisten Austausch.",
    closing=(
        "Eine Gesamtnote gibt es nicht: "
        "Ein Netzwerk lässt sich nicht auf eine einzige Zahl bringen (Van der Gaag & Snijders 2005)."
    ),
    formula="Rechnung",
    inputs="Eingesetzt",
    result="Ergebnis",
    range="Spielraum",
    before="Vor einem Jahr",
    without="Ohne",
    without_whom="{name}: {value}",
    source="Quelle",
    trends={"up": "{value}; heute mehr", "down": "{value}; heute weniger", "same": "{value}; kein klarer Unterschied"},
    not_compared="{value}; nicht verglichen",
    few=" (wenig Daten, n\u00a0=\u00a0{n})",
    no_range="Bei einem einzigen Menschen gibt es keinen.",
    rare="weniger als {value}",
    verdicts={
        "giving": "du gibst mehr",
        "receiving": "du bekommst mehr",
        "balanced": "ausgeglichen",
        "open": "noch offen",
    },
    measures=MEASURES,
)
