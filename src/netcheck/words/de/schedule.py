"""What the reminder's commands say in German."""

from netcheck.words.shape.schedule import ScheduleWords

TEXTS = ScheduleWords(
    every={
        "day": "jeden Tag um {at}",
        "mon": "jeden Montag um {at}",
        "tue": "jeden Dienstag um {at}",
        "wed": "jeden Mittwoch um {at}",
        "thu": "jeden Donnerstag um {at}",
        "fri": "jeden Freitag um {at}",
        "sat": "jeden Samstag um {at}",
        "sun": "jeden Sonntag um {at}",
        "month": "am Ersten jedes Monats um {at}",
    },
    clock="{hour}:{minute:02} Uhr",
    schedulers={"cron": "cron", "systemd": "systemd", "launchd": "launchd"},
    crontab="in deiner crontab",
    plan="Eine Erinnerung {timing}, über {scheduler}.",
    silent="Steht nichts an, bleibt sie still.",
    into_crontab="In deine crontab kommt dieser Block; alles andere darin bleibt, wie es ist:",
    into_file="{path}:",
    then_runs="Danach läuft:",
    tries_again="Die späteren Stunden holen nach, was bei ausgeschaltetem Rechner ausfiele; "
    "öfter als gewünscht meldet sie sich nicht.",
    reach={
        "silenced": "In deiner crontab steht MAILTO ohne Adresse: Was cron ausgibt, sieht niemand.",
        "no_mailer": "Cron schickt sie per Mail, aber auf diesem Rechner gibt es kein Mailprogramm: "
        "So käme sie nirgends an.",
        "address": "Cron schickt sie per Mail an {to}, wie es in deiner crontab steht.",
        "mailbox": "Cron schickt sie per Mail; auf diesem Rechner liegt die Post in {to}.",
        "unsure": "Cron schickt sie per Mail. Ein Mailprogramm gibt es hier, aber nichts deutet darauf hin, "
        "dass Post ankommt.",
        "journal": "Systemd schreibt sie in sein Journal (journalctl --user -u netcheck-remind); "
        "von selbst siehst du sie dort nicht.",
        "nowhere": "Was ein Programm ausgibt, zeigt launchd nirgends.",
    },
    with_names="Mit --names stehen Namen lesbar darin.",
    with_notify="Dazu erscheint eine Benachrichtigung auf dem Bildschirm.",
    offer_notify="dazu eine Benachrichtigung auf dem Bildschirm",
    offer_profile="am Ende von {file}: zeigt sie in jedem neuen Terminal",
    question="So einrichten?   [j]a   [n]ein ›",
    question_notify="So einrichten?   [j]a   [m]it Benachrichtigung   [n]ein ›",
    yes="j",
    notify="m",
    no="n",
    no_terminal_hint="Mit --print siehst du, was dazukäme, mit --yes wird es eingerichtet.",
    nothing_changed="Nichts geändert.",
    added="Eingerichtet.",
    next_time="Das nächste Mal: {when}.",
    how_to_end="Wieder abschalten: netcheck remind off",
    not_running="Im Augenblick läuft {scheduler} hier nicht; solange kommt keine Erinnerung.",
    left_crontab="Der Block ist aus deiner crontab entfernt; alles andere darin ist, wie es war.",
    left_file="{path} ist entfernt.",
    was_off="Es war keine Erinnerung eingerichtet.",
    is_on="Die Erinnerung kommt über {scheduler}.",
    is_off="Es ist keine Erinnerung eingerichtet. So geht es: netcheck remind on",
    labels={
        "when": "wann",
        "where": "wo",
        "next": "nächstes Mal",
        "delivered": "zuletzt",
        "program": "Programm",
        "log": "Log",
    },
    never="noch nie",
    by_hand="von Hand geändert",
    program_gone="Das Programm gibt es dort nicht mehr, und so kommt keine Erinnerung. "
    "Neu einrichten: netcheck remind on",
    windows_on="Unter Windows richtet diese Zeile die Erinnerung ein, {timing}:",
    windows_off="Diese schaltet sie wieder ab:",
    windows_status="Unter Windows zeigt diese Zeile, ob die Erinnerung eingerichtet ist:",
)
