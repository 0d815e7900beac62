"""What import, export, demo and config say in English."""

from netcheck.words.shape.common import Count
from netcheck.words.shape.moving import MovingWords

TEXTS = MovingWords(
    imported="✓ {entries}, {contacts}.",
    imported_day="All from {first}.",
    imported_days="From {first} to {last}.",
    nothing_new="Nothing new.",
    would="Only a trial, nothing stored: {text}",
    new_entries=Count("One new entry", "{n} new entries"),
    new_contacts=Count("one new contact", "{n} new contacts"),
    seen=Count("Your log knows one entry already.", "Your log knows {n} entries already."),
    left_out=Count("One entry stays out: you removed the contact.", "{n} entries stay out: you removed the contacts."),
    others_left_out=Count(
        "One round of questions or step stays out: you removed the contact.",
        "{n} rounds of questions or steps stay out: you removed the contacts.",
    ),
    differing=Count(
        "One line says something else than your log, which stays as it is.",
        "{n} lines say something else than your log, which stays as it is.",
    ),
    others={
        "circle": Count("Also one circle.", "Also {n} circles."),
        "interval": Count("Also the interval of one circle.", "Also the intervals of {n} circles."),
        "distinct": Count("Also one pair of people who are not one.", "Also {n} pairs of people who are not one."),
        "check": Count("Also one round of questions.", "Also {n} rounds of questions."),
        "step": Count("Also one step.", "Also {n} steps."),
        "guide": Count("Also one answer to the guide.", "Also {n} answers to the guide."),
    },
    take_back="To take it back: netcheck undo",
    problem="Line {line}: {text}",
    more_problems=Count("and one more place", "and {n} more places"),
    skipped=Count("One commit was left out:", "{n} commits were left out:"),
    commits="{n} commits read",
    exported="✓ {entries} in {path}",
    demo_head="A made-up log: these people do not exist.",
    demo_kept="✓ The made-up log is in {path}. To look: netcheck --db {path} report",
    demo_hint="Your own begins with one line: netcheck log",
    completion_installed="✓ Completion for {shell} is in place ({path}). It works from the next terminal on.",
    config_log="Log",
    config_file="Settings",
    config_made_at_first="(made with the first entry)",
    settings={
        "language": "Language: auto (like your system), de or en",
        "questions": "Ask again after: month, quarter, half-year, year; never",
        "birthdays": "Days before a birthday: 0, 1, 3, 7, 14, 30; never",
        "color": "Colours: auto (if the terminal can), always or never",
    },
    own_kind="your word for {kind}",
    set_to="✓ {key} = {value}",
)
