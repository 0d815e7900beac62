"""Lists, cards and history in English."""

from netcheck.words.shape.looking import LookingWords

TEXTS = LookingWords(
    directions={"given": "→ to", "received": "← from", "mutual": "↔ with"},
    short_date="{day} {month}",
    short_date_year="{day} {month} {year}",
    no_entries="Nothing logged yet. The shortest beginning: netcheck log",
    no_match="Your log holds nothing like that.",
    more_entries="{all}, {shown} of them shown. All: netcheck list -n {more}",
    no_contacts="Your log knows nobody yet. The shortest beginning: netcheck log",
    no_circles="No circles yet. To put someone into one: netcheck contact edit NAME --circle CIRCLE",
    never="no entry yet",
    card={
        "aliases": "also",
        "identifiers": "reach",
        "circles": "circles",
        "birthday": "birthday",
        "reminder": "reminder",
        "note": "note",
    },
    never_reminded="never",
    snoozed="rests until {day}",
    no_balance="Nobody keeps score here.",
    group="A group, not one person.",
    since="{entries} since {first}, last {last}",
    one_day="{entries}, {last}",
    received_column="you receive",
    given_column="you give",
    latest="Latest",
    same="That changes nothing about {name}.",
    undo_hint="To take it back: netcheck undo",
    redo_hint="To keep it after all: netcheck redo",
    history_empty="Nothing has happened here yet. The shortest beginning: netcheck log",
    taken_back="taken back",
)
