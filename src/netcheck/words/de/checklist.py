"""The ten questions in German, and what is said around them."""

from netcheck.words.shape.checklist import ChecklistWords, Question
from netcheck.words.shape.common import Count

PERSON = {
    "authentic": Question(
        "Würden dich Menschen, die dich nur aus dem Netz kennen, an deinem Küchentisch wiedererkennen?",
        "Beim ersten Treffen bist du keine Überraschung.",
    ),
    "dialogue": Question(
        "Bist du online auf ehrliche Gespräche aus, die weitergehen, statt nur zu senden?",
        "Du fragst, antwortest und meldest dich auch ohne Anlass.",
    ),
    "sustainable": Question(
        "Ist dir eine Beziehung, die Jahre trägt, wichtiger als ein schneller Erfolg?",
        "Du würdest einen Vorteil ausschlagen, der eine Beziehung belastet.",
    ),
    "respect": Question(
        "Begegnest du anderen im Netz mit Achtung und aufrichtig, auch wenn ihr uneins seid?",
        "Deinen letzten Streit könnten alle lesen, und du stündest dazu.",
    ),
    "reciprocity": Question(
        "Gehören Geben und Annehmen bei dir zusammen?",
        "Du gibst, ohne zu warten, und kannst Hilfe auch annehmen.",
    ),
    "same_extent": Question(
        "Tust du für andere ungefähr so viel wie sie für dich?",
        "Übers Jahr gleicht es sich aus; aufs einzelne Mal kommt es nicht an.",
    ),
    "clear_conscience": Question(
        "Könntest du den Menschen, die dir am nächsten sind, offen sagen, warum du online tust, was du tust?",
        "Du müsstest nichts weglassen und nichts beschönigen.",
    ),
    "meet_yourself": Question(
        "Stell dir vor, jemand ganz wie du schreibt dich an: Würdest du dich freuen?",
        "Du würdest antworten und gern mehr lesen.",
    ),
    "miss_them": Question(
        "Würden dir die Menschen fehlen, wenn du von deinem Netzwerk nichts mehr hörtest?",
        "Dir fallen gleich Namen ein, nicht nur die Reichweite.",
    ),
    "be_missed": Question(
        "Ist es dir wichtig, dass es anderen auffällt, wenn du länger still bist?",
        "Du willst Menschen etwas bedeuten und tust auch etwas dafür.",
    ),
}

COMPANY = {
    "authentic": Question(
        "Erlebt man dein Unternehmen im Netz so wie am Telefon und an der Tür?",
        "Der Ton im Netz ist der Ton im Haus.",
    ),
    "dialogue": Question(
        "Redet dein Unternehmen im Netz ehrlich und auf Dauer mit den Leuten, statt nur über sich?",
        "Fragen und Kritik bekommen eine Antwort von einem Menschen.",
    ),
    "sustainable": Question(
        "Zählen dauerhafte Beziehungen für dein Unternehmen mehr als der nächste Ausschlag in der Statistik?",
        "Es läuft keine Kampagne, die treue Kundschaft verärgern würde.",
    ),
    "respect": Question(
        "Bleibt dein Unternehmen im Netz respektvoll und aufrichtig, auch bei Beschwerden?",
        "Fehler werden zugegeben, und niemand wird vorgeführt.",
    ),
    "reciprocity": Question(
        "Gibt dein Unternehmen seinem Netzwerk etwas und nimmt an, was zurückkommt?",
        "Es teilt, nennt Namen und hilft auch da, wo nichts zu verkaufen ist.",
    ),
    "same_extent": Question(
        "Tut dein Unternehmen für andere ungefähr so viel wie sie für dein Unternehmen?",
        "Wer es empfiehlt, hat auch selbst etwas davon.",
    ),
    "clear_conscience": Question(
        "Könnte dein Unternehmen auf die Startseite schreiben, warum es online aktiv ist?",
        "Den internen Plan dürften alle lesen, die er betrifft.",
    ),
    "meet_yourself": Question(
        "Hättest du selbst gern mit einem Unternehmen wie deinem zu tun?",
        "Du würdest ihm folgen, auch ohne dort zu arbeiten.",
    ),
    "miss_them": Question(
        "Würden deinem Unternehmen die Menschen fehlen, die ihm folgen, und nicht nur ihre Zahl?",
        "Man kennt dort einige von ihnen beim Namen.",
    ),
    "be_missed": Question(
        "Würde dein Unternehmen gern eine Lücke hinterlassen, wenn es länger still wäre?",
        "Es tut für diese Menschen etwas, das sonst niemand so tut.",
    ),
}

CONTACT = {
    "dialogue": Question(
        "Seid ihr im Gespräch, {name} und du, ehrlich und immer wieder?",
        "Ihr wisst voneinander, was euch gerade beschäftigt.",
    ),
    "sustainable": Question(
        "Zählt {name} für dich auf lange Sicht mehr als das, was gerade dabei herauskommt?",
        "Du würdest den Kontakt auch ohne jeden Nutzen halten.",
    ),
    "respect": Question(
        "Begegnest du {name} mit Achtung und aufrichtig, auch wenn ihr uneins seid?",
        "Was du über {name} sagst, könntest du {name} auch selbst sagen.",
    ),
    "reciprocity": Question(
        "Geht zwischen dir und {name} etwas in beide Richtungen?",
        "Dir fällt für jede Richtung ein Beispiel aus diesem Jahr ein.",
    ),
    "same_extent": Question(
        "Tust du für {name} ungefähr so viel wie {name} für dich?",
        "Mal bist du dran, mal {name}, und es passt euch beiden.",
    ),
    "miss_them": Question(
        "Würde dir {name} fehlen, wenn ihr nichts mehr voneinander hörtet?",
        "Du weißt sofort, was dir fehlen würde.",
    ),
    "be_missed": Question(
        "Ist es dir wichtig, dass du {name} fehlst, wenn du länger still bist?",
        "Du willst für {name} da sein, auch wenn gerade nichts anliegt.",
    ),
}

TEXTS = ChecklistWords(
    person=PERSON,
    company=COMPANY,
    contact=CONTACT,
    short={
        "authentic": "Wiedererkennen",
        "dialogue": "Dialog",
        "sustainable": "Bleiben",
        "respect": "Achtung",
        "reciprocity": "Gegenseitigkeit",
        "same_extent": "gleiches Maß",
        "clear_conscience": "offene Gründe",
        "meet_yourself": "dir selbst begegnen",
        "miss_them": "die anderen vermissen",
        "be_missed": "eine Lücke lassen",
    },
    answers={"yes": "ja", "partly": "teils", "no": "nein"},
    answers_example="j,t,n,…",
    numbers={7: "sieben", 10: "zehn"},
    opening="Zehn Fragen, etwa fünf Minuten.",
    opening_company="Zehn Fragen an dein Unternehmen, etwa fünf Minuten.",
    opening_contact="Sieben Fragen zu dir und {name}, etwa drei Minuten.",
    strict="Sie sind mit Absicht streng. Ein klares Ja muss nicht heute und nicht für jeden Menschen gelten.",
    only_you="Nur du siehst die Antworten.",
    pause="Mit Strg-C machst du Pause; nichts geht verloren.",
    in_month="im {month}",
    on_day="am {date}",
    steps_head="{when} hast du dir vorgenommen:",
    steps_head_plain="Du hast dir vorgenommen:",
    step_keys="[e]rledigt  [b]leibt  [w]eg ›",
    step_done="e",
    step_stays="b",
    step_dropped="w",
    resumed=Count(
        "Weiter, wo du aufgehört hast: {n} von {of} Antworten ist gespeichert.",
        "Weiter, wo du aufgehört hast: {n} von {of} Antworten sind gespeichert.",
    ),
    old_draft=Count(
        "Du hast {when} angefangen; {n} von {of} Antworten ist gespeichert.",
        "Du hast {when} angefangen; {n} von {of} Antworten sind gespeichert.",
    ),
    how_to_go_on="Wie magst du weitermachen?",
    go_on="dort weitermachen",
    start_anew="neu anfangen",
    position="{n} von {of}",
    clear_yes="Klares Ja: {text}",
    answer_keys="[j]a   [t]eils   [n]ein",
    back_key="z zurück",
    note_key="+ Notiz",
    keep_key="Enter: {answer} bleibt",
    pause_key="Strg-C Pause",
    note_prompt="Notiz ›",
    next_step="Ein kleiner nächster Schritt? (Enter: keiner) ›",
    remark="Was ist dir aufgefallen? (Enter: nichts) ›",
    result_none="Kein klares Ja von {of}",
    result=Count("{n} klares Ja von {of}", "{n} klare Ja von {of}"),
    compared=Count("{result}, {when} war es {n}.", "{result}, {when} waren es {n}."),
    gained="dazugekommen",
    lost="nicht mehr klar",
    due_again="Wieder dran am {date}.",
    one_letter_left=("a", "eils", "ein"),
    person_row="du",
    company_row="dein Unternehmen",
    contact_row="du und {name}",
    list_head="Deine Antworten bisher · klare Ja",
    list_row="{n} von {of}",
    list_empty="Noch keine Antworten. Zehn Fragen, etwa fünf Minuten: netcheck checklist",
    list_hint="Alle Antworten ansehen: netcheck checklist --show {n}",
    show_head="{date} · {who} · {count}",
    show_note="Notiz: {text}",
    show_remark="Aufgefallen: {text}",
    show_step="Schritt: {text}",
)
