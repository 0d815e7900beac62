"""The report in German."""

from netcheck.words.shape.common import Count
from netcheck.words.shape.report import (
    BalanceWords,
    BeginningWords,
    ChangeWords,
    ExchangeWords,
    HeadWords,
    PeopleWords,
    QuestionWords,
    ReportWords,
)

HEAD = HeadWords(
    title="Dein Netzwerk",
    title_person="Du und {name}",
    title_circle="Dein Netzwerk: {circle}",
    as_of="Stand {date}",
    overview="{entries} {people} seit {month} · letzter Eintrag {last}",
    overview_person="{entries} seit {month} · letzter Eintrag {last}",
    with_people=Count("mit einem Menschen", "mit {n} Menschen"),
    with_groups="mit Gruppen",
    last_on="am {date}",
)

EXCHANGE = ExchangeWords(
    head="WAS ES DIR GIBT UND WAS DU GIBST",
    span="letzte zwei Jahre",
    you_receive="du bekommst",
    you_give="du gibst",
    received_from="von",
    given_to="an",
    labels={
        "inspiration": "Mut, Inspiration",
        "curation": "Quellen, Fundstücke",
        "referral": "Empfehlen, Vermitteln",
        "competence": "Hilfe, Feedback",
        "business": "Aufträge",
        "backing": "Rückendeckung",
    },
    nouns={
        "inspiration": "Mut",
        "curation": "Fundstücke",
        "referral": "Empfehlungen",
        "competence": "Hilfe",
        "business": "Aufträge",
        "backing": "Rückendeckung",
    },
    rests={
        "inspiration": "Mut und Inspiration ruhen auf einem Menschen ({name}).",
        "curation": "Quellen und Fundstücke ruhen auf einem Menschen ({name}).",
        "referral": "Empfehlen und Vermitteln ruhen auf einem Menschen ({name}).",
        "competence": "Hilfe und Feedback ruhen auf einem Menschen ({name}).",
        "business": "Die Aufträge ruhen auf einem Menschen ({name}).",
        "backing": "Die Rückendeckung ruht auf einem Menschen ({name}).",
    },
    rest_each="{nouns} ruhen jeweils auf einem Menschen.",
    rest_same="{nouns} ruhen auf einem Menschen ({name}).",
    others="Alles andere kommt von mindestens {n}.",
    all="Nichts ruht auf nur einem Menschen, alles kommt von mindestens {n}.",
    unseen="In dieser Zeit nicht im Log: {nouns} von anderen. Das heißt nicht, dass es fehlt.",
    ever="Rückendeckung zählt seit Beginn.",
    nothing="Für diese Zeit steht hier nichts im Log.",
    numerals=(
        "null", "einem", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
    ),
)  # fmt: skip

BALANCE = BalanceWords(
    head="GEBEN UND BEKOMMEN",
    span="letzte zwölf Monate",
    verdicts={
        "giving": "{given} gegeben, {received} bekommen: du gibst mehr ({share} von dir, {likely}).",
        "receiving": "{given} gegeben, {received} bekommen: du bekommst mehr ({share} von dir, {likely}).",
        "balanced": "{given} gegeben, {received} bekommen: ausgeglichen ({share} von dir, {likely}).",
        "open": "{given} gegeben, {received} bekommen: noch offen ({share} von dir, {likely}).",
    },
    too_little=(
        "{given} gegeben, {received} bekommen ({share} von dir, {likely}). "
        "Für ein Urteil weiß dein Log noch zu wenig ({fact})."
    ),
    lately="in zwölf Monaten {entries} {contacts}, nötig sind {events} mit {needed}",
    with_contacts=Count("mit einem Kontakt", "mit {n} Kontakten"),
    likely="wohl {low} bis {high}",
    nothing="In dieser Zeit ist nichts notiert, was hier zählt.",
    no_balance="Zwischen dir und {name} rechnet niemand auf.",
    trends={
        "up": "Vor einem Jahr kam ein kleinerer Teil von dir.",
        "down": "Vor einem Jahr kam ein größerer Teil von dir.",
    },
    forward="Oft gibst du an andere weiter als an die, von denen es kam. Auch das trägt.",
    one_sided="Aus {sources} kommt nur, was du selbst getan hast; Geben und Bekommen rechnet damit nicht.",
    given="gegeben",
    received="bekommen",
    units={"month": "Monat", "quarter": "Quartal", "year": "Jahr"},
    until_today="* bis heute",
    until="* bis {date}",
)

CHANGE = ChangeWords(
    head="WAS SICH VERÄNDERT",
    since="gegenüber {month}",
    density={
        "denser": "Dichter geworden",
        "grown": "Gewachsen",
        "broader": "Breiter geworden",
        "calmer": "Ruhiger geworden",
        "same": "Ähnlich wie vor einem Jahr",
        "unclear": "Uneindeutig",
    },
    people="{people} statt {before}",
    people_same="wie davor {people}",
    entries="mit jedem im Schnitt {now} Einträge im Jahr statt {then}",
    entries_same="mit jedem im Schnitt {now} Einträge im Jahr, wie davor",
    stayed="Geblieben: {kept} von {before} ({likely}){among}.",
    liveliest=", darunter {kept} der {of} lebendigsten",
    liveliest_all=", darunter alle {of} lebendigsten",
    stayed_trends={
        "up": "Im Jahr davor blieb ein kleinerer Teil.",
        "down": "Im Jahr davor blieb ein größerer Teil.",
    },
    shoulders={
        "up": "Auf mehr Schultern als vor einem Jahr: {n} der {of} Bereiche oben kommen von mindestens zwei.",
        "down": "Auf weniger Schultern als vor einem Jahr: {n} der {of} Bereiche oben kommen von mindestens zwei.",
    },
    too_little="Dazu weiß dein Log noch zu wenig ({fact}).",
    young="Dein Log ist noch jung.",
    young_part="Diese Einträge reichen noch keine zwei Jahre zurück.",
    young_then="Damals gab es noch keine zwei Jahre zu vergleichen.",
    comparable="Ab {month} lässt sich ein Jahr mit dem Jahr davor vergleichen.",
    comparable_day="Ab dem {date} lässt sich ein Jahr mit dem Jahr davor vergleichen.",
    pause="Zwischen dem {first} und dem {last} steht nichts im Log.",
    pause_ongoing="Seit dem {first} steht nichts im Log.",
    after_pause=(
        "Nicht notiert heißt nicht, dass nichts war: Die Pause zählt nirgends gegen dich, "
        "und ein Vergleich mit dem Jahr davor wartet."
    ),
    effort={
        "up": (
            "In den letzten zwölf Monaten hast du deutlich mehr notiert als in den zwölf davor: "
            "{now} Einträge statt {before}. "
            "Ein Vergleich würde das Notieren messen, nicht dein Netzwerk."
        ),
        "down": (
            "In den letzten zwölf Monaten hast du deutlich weniger notiert als in den zwölf davor: "
            "{now} Einträge statt {before}. "
            "Ein Vergleich würde das Notieren messen, nicht dein Netzwerk."
        ),
    },
)

PEOPLE = PeopleWords(
    head="GERADE LEBENDIG",
    aside="(nach dem Alphabet)",
    quiet="Länger still als sonst: {people}.",
    usually="{name} (sonst {gap}, zuletzt {last})",
    last_in="im {month}",
    few_days="alle paar Tage",
    weeks=Count("etwa jede Woche", "etwa alle {n} Wochen"),
    months=Count("etwa jeden Monat", "etwa alle {n} Monate"),
    years=Count("etwa jedes Jahr", "etwa alle {n} Jahre"),
)

QUESTIONS = QuestionWords(
    head="DIE ZEHN FRAGEN",
    aside="klare Ja von zehn",
    company="Dein Unternehmen",
    score="{month}: {yes}",
    score_of="{month}: {yes} von {of}",
    none="Noch nicht beantwortet.",
    unclear="Noch offen: {questions}.",
    all_clear="Beim letzten Mal war jedes Ja klar.",
    step="Dein Schritt: {steps}.",
    steps="Deine Schritte: {steps}.",
    more=Count("ein weiterer", "{n} weitere"),
    by="bis {date}",
    trends={
        "up": "Über alle {n} Runden gesehen werden es mehr.",
        "down": "Über alle {n} Runden gesehen werden es weniger.",
    },
    differs={
        "up": "Deutlich mehr klare Ja als in der Runde davor.",
        "down": "Deutlich weniger klare Ja als in der Runde davor.",
    },
    agrees={
        "one": "Die eine prüfbare Antwort passt zum Log.",
        "other": "Die eine prüfbare Antwort sieht dein Log anders.",
        "none": "Von {of} prüfbaren Antworten passt keine zum Log.",
        "single": "Von {of} prüfbaren Antworten passt eine zum Log.",
        "some": "Von {of} prüfbaren Antworten passen {n} zum Log.",
        "both": "Beide prüfbaren Antworten passen zum Log.",
        "all": "Alle {of} prüfbaren Antworten passen zum Log.",
    },
    numerals=("null", "eine", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"),
)

BEGINNING = BeginningWords(
    in_days=Count("an einem Tag", "in {n} Tagen"),
    since="seit {month}",
    overview="{entries} {people} {span}.",
    start="Ein Anfang.",
    labels={"received": "bekommen", "given": "gegeben", "mutual": "gemeinsam"},
    kinds={
        "inspiration": Count("Mut", "Mut"),
        "thanks": Count("Dank", "Dank"),
        "content": Count("ein Fundstück", "Fundstücke"),
        "share": Count("Geteiltes", "Geteiltes"),
        "recommendation": Count("eine Empfehlung", "Empfehlungen"),
        "introduction": Count("ein Kontakt", "Kontakte"),
        "feedback": Count("Feedback", "Feedback"),
        "help": Count("Hilfe", "Hilfe"),
        "business": Count("ein Auftrag", "Aufträge"),
        "backing": Count("Rückendeckung", "Rückendeckung"),
        "other": Count("Sonstiges", "Sonstiges"),
        "talk": Count("ein Gespräch", "Gespräche"),
    },
    passed={
        "received": "{what} von {names}",
        "received introduction": "{what} durch {names}",
        "given": "{what} für {names}",
        "given thanks": "{what} an {names}",
        "mutual": "{what} mit {names}",
    },
    times="{name} ({n}×)",
    unseen="Noch nicht im Log: {nouns}. Das heißt nicht, dass es fehlt.",
    giving_first="Am Anfang gibt man meist mehr, als zurückkommt; das gehört dazu.",
    follows="Was dazukommt",
    balance_when="ab 30 Einträgen mit 5 Menschen",
    balance_what="wie sich Geben und Bekommen verteilen",
    change_when="nach zwei Jahren",
    change_what="was sich verändert, und wer geblieben ist",
    tips=(
        ("netcheck log", "Fällt dir aus dieser Woche noch jemand ein?"),
        ("netcheck checklist", "Die zehn Fragen brauchen kein volles Log."),
    ),
)

TEXTS = ReportWords(
    head=HEAD,
    exchange=EXCHANGE,
    balance=BALANCE,
    change=CHANGE,
    people=PEOPLE,
    questions=QUESTIONS,
    beginning=BEGINNING,
    empty="Noch nichts notiert. Der kürzeste Anfang: netcheck log",
    empty_part="Dazu steht nichts im Log.",
    tips=(
        ("netcheck suggest", "wem du schreiben könntest, und warum"),
        ("netcheck report --explain", "woher jede Zahl kommt"),
    ),
    tips_person=(
        ("netcheck log", "Fällt dir noch etwas ein?"),
        ("netcheck list", "nachlesen, was du notiert hast"),
    ),
    tips_unasked=(
        ("netcheck suggest", "wem du schreiben könntest, und warum"),
        ("netcheck checklist", "zehn Fragen, etwa fünf Minuten"),
        ("netcheck report --explain", "woher jede Zahl kommt"),
    ),
    tips_long=(
        ("netcheck suggest", "wem du schreiben könntest, und warum"),
        ("netcheck report --period year", "alle Jahre auf einen Blick"),
        ("netcheck report --explain", "woher jede Zahl kommt"),
    ),
)
