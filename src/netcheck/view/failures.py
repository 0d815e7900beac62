"""What went wrong, as a sentence: one for each code of `NetcheckError`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.i18n import N_, _
from netcheck.view.safe import safe

if TYPE_CHECKING:
    from collections.abc import Mapping


_MOST = 500
"""So many characters of a text from outside are repeated, about six lines of a terminal."""


def failure(code: str, facts: Mapping[str, object]) -> str:
    """Return the sentence of a failure; facts from outside are made safe, those of a list have commas between them."""
    told = {
        name: safe(brief(", ".join(map(str, value)) if isinstance(value, list) else str(value)))
        for name, value in facts.items()
    }
    if "reason" in told:
        told["reason"] = why(told["reason"])
    return _(SENTENCES[code]).format_map(told)


def why(reason: str) -> str:
    """Return the machine's reason for a refusal in the user's language, where we have words for it."""
    return _(_REASONS[reason]) if reason in _REASONS else reason


def brief(text: str) -> str:
    """Return a text from outside as it may be repeated: without its middle if it is very long."""
    half = _MOST // 2
    return text if len(text) <= _MOST else f"{text[:half]} … {text[-half:]}"


SENTENCES: Mapping[str, str] = {
    # the program as a whole
    "bad_today": N_("NETCHECK_TODAY is not a date: “{value}”. Write it like this: NETCHECK_TODAY=2026-11-23"),
    "bug": N_("This is a fault in netcheck, not yours; what was reported as stored is stored. Details are in {path}"),
    "bug_untold": N_(
        "This is a fault in netcheck, not yours; what was reported as stored is stored. Its details could not be "
        "written ({error})."
    ),
    "no_home": N_(
        "There is no home folder to keep anything in. Set HOME, or say with --db or NETCHECK_DB where the log lies."
    ),
    "no_such_home": N_("{path}: there is no home folder of that name."),
    "unknown_shell": N_("I do not know this shell; completion works in bash, zsh, fish and PowerShell."),
    "cancelled": N_("Cancelled."),
    "output_failed": N_("The output cannot be written: {reason}."),
    "no_terminal": N_("Without a terminal I cannot ask anything. {hint}"),
    # the command line
    "no_catalogue": N_(
        "The texts of this language are not here ({path} is missing); install netcheck with pip, even from a checkout."
    ),
    "see_help": N_("Help: {command} --help"),
    "unknown_command": N_("There is no command “{name}”. {path} --help shows them all."),
    "unknown_command_near": N_("There is no command “{name}”. Did you mean {line}?"),
    "words_near": N_("“{words}” does not belong here. Did you mean {line}?"),
    # the store
    "locked": N_("Another program is using the log; nothing was stored. Try again in a moment."),
    "busy": N_("Another program is using the log."),
    "not_a_log": N_("{path} is not a netcheck log and was left untouched. Name another file with --db."),
    "newer_log": N_("{path} was written by a newer netcheck and was left untouched. Update netcheck to go on."),
    "damaged": N_("{path} cannot be read: the file is damaged. To bring back a backup: netcheck restore FILE"),
    "lost": N_("{path} is empty or gone, though there is a backup of it. To bring it back: netcheck restore {backup}"),
    "damaged_inside": N_(
        "{path} is damaged inside; nothing was handed on. netcheck doctor says where, netcheck restore brings back a "
        "backup."
    ),
    "no_access": N_("{path} cannot be opened or written: {reason}."),
    "folder_readonly": N_("{path} cannot be changed, because its folder can only be read."),
    "unfinished": N_(
        "{path} cannot be read: a change that was interrupted has to be taken back first, and the file or its folder "
        "can only be read."
    ),
    "disk_full": N_("There is no space left on the disk; nothing was stored. Make some room to go on."),
    "nothing_to_undo": N_("There is nothing to undo."),
    "nothing_to_redo": N_("There is nothing to redo."),
    "unreleased_log": N_(
        "{path} was written by a netcheck from before the first release and was left untouched. "
        "Export the log with that one (netcheck export jsonl) and import it here (netcheck import jsonl)."
    ),
    "changed_meanwhile": N_("The log was changed elsewhere in the meantime; nothing was changed here. Try again."),
    "gone_meanwhile": N_("{name} was removed elsewhere in the meantime; nothing was changed here."),
    "command_last": N_("“{id}” is not an id. For the last command: {line}"),
    "command_unknown": N_("There is no command {id}. The short ids are in netcheck history."),
    "command_short": N_("“{id}” is too short: a short id has at least four characters."),
    "command_ambiguous": N_("{id} fits several commands; nothing was changed. Write more of it."),
    "undone_already": N_("{id} has been taken back already; nothing was changed."),
    "stands_already": N_("{id} has not been taken back; nothing was changed."),
    "undo_loses_contact": N_("Nothing was changed, because {name} would be missing here: {things}."),
    "undo_loses_circle": N_("Nothing was changed, because the circle “{name}” would be missing here: {things}."),
    "undo_loses_check": N_("Nothing was changed, because the round of questions would be missing here: {things}."),
    "undo_twice_contact": N_("Nothing was changed, because {name} would be there twice."),
    "undo_twice_alias": N_("Nothing was changed, because the alias “{name}” would be there twice."),
    "undo_twice_event": N_("Nothing was changed, because this has come from the same source since: {things}."),
    # what is too long to be what it should be
    "line_too_long": N_("This line is too long: a line has at most {most} KiB."),
    "name_too_long": N_("“{text}…” is too long for a name: it has {n} characters, and {most} is the most."),
    "text_too_long": N_("“{text}…” is too long: a text has at most {most} KiB."),
    "too_many_texts": N_("These are {n} names or addresses for one contact; {most} is the most."),
    # who
    "unknown_person": N_("I do not know {text}."),
    "ambiguous_person": N_("{text} could be several people."),
    "unsure_person": N_("Does {text} mean {name}? Write {form}."),
    # log
    "log_no_verb": N_("A line begins with {verbs}."),
    "log_two_days": N_("The day is there twice, as “{word}” and after --on. Write only one of them."),
    "log_no_who": N_("Who? The name comes after the verb."),
    "log_both_ways": N_("Who gave? {name} comes after the verb."),
    "log_day_no_name": N_("“{word}” is a day. Whoever is really called that: the same line with --new."),
    "log_word_no_name": N_(
        "“{word}” is a word of the program. Whoever is really called that: the same line with --new."
    ),
    "log_other_command": N_("“{word}” is a command of its own, and no line of the log."),
    "log_open_quote": N_("The closing quotation mark is missing here: {word}."),
    "log_unclear_new": N_("{word} and the name after --new do not go together."),
    "log_no_kind": N_("What was it?"),
    "log_nearly_option": N_("There is no {word}; did you mean {option}?"),
    "log_lines": N_("Nothing was stored: I do not understand {n} lines."),
    "log_line": N_("Nothing was stored: I do not understand one line."),
    "log_no_terminal_prompt": N_("A line, for example: netcheck log got Ana help. Several: netcheck log - < file"),
    "text_not_utf8": N_("“{text}” is not UTF-8 text; nothing was stored. Set your terminal to UTF-8 to write it."),
    "log_not_utf8": N_("This is not UTF-8 text; save it as UTF-8."),
    "log_not_in_a_line": N_("{word} does not belong in a line."),
    "log_alone": N_("{word} stands alone; everything else goes into the lines that follow."),
    # days
    "day_future": N_("“{text}” is in the future. The log is for what has happened."),
    "day_slashes": N_("“{text}” can be read two ways. Write 3.11. or 2026-11-03."),
    "day_no_such_day": N_("There is no day “{text}”."),
    "day_contradiction": N_("“{text}”: the weekday and the date do not agree. Write only one of them."),
    "day_vague": N_("“{text}” is too vague. A day or a month will do: -7d, friday, september, 2026-09."),
    "day_range": N_("“{text}” is more than one day. Choose one; for several days, make an entry for each."),
    "day_hours": N_("Which day “{text}” is depends on the hour. Write today, yesterday or the date."),
    "day_unknown": N_("I do not understand “{text}” as a day. Write yesterday, -3d, 12.11., friday or 2026-09."),
    "since_after_until": N_("“{since}” is after “{until}”, and nothing lies between. Swap --since and --until."),
    # import
    "import_problems": N_("The file has {n} problems."),
    "import_problem": N_("The file has one problem."),
    "import_ambiguous": N_("Several people are called {name}. Use with_id in the file to say who is meant."),
    # kinds
    "unknown_kind": N_("{text} is not a kind."),
    # settings
    "config_too_long": N_("{path} is too long for settings: it may have at most {most} KiB."),
    "bad_config": N_("{path} is not valid TOML in line {line}. Fix that line or delete the file."),
    "config_not_utf8": N_("{path} is not UTF-8 text. Save it as UTF-8 or delete it."),
    "bad_kinds": N_('{path}: under [kinds], each word needs a kind, such as praise = "thanks".'),
    "bad_kind_in_file": N_("{path}: “{kind}” (for {word}) is not a kind."),
    "bad_setting_in_file": N_("{path}: {key} takes one of {allowed}, not “{value}”."),
    "unknown_setting_in_file": N_("{path}: there is no setting {key}. The settings are: {keys}."),
    "bad_setting": N_("{key} takes one of {allowed}, not “{value}”."),
    "unknown_setting": N_("There is no setting {key}. The settings are: {keys}."),
    "file_exists": N_("{path} exists already and stays as it is. Name another file."),
    "bad_me": N_('{path}: me is a list of names and addresses, like me = ["nora@example.org"].'),
    "import_bad_pair": N_("{option} takes FIELD=TEXT, not {value}."),
    "import_apart_jsonl": N_("netcheck’s own format cannot stand beside others: netcheck import jsonl {path}"),
    "import_strict": N_("Not every record can be read, and with --strict it is all or nothing."),
    "import_nothing": N_("There is nothing in {path} that could be taken over."),
    "import_unknown_format": N_(
        "{path} is of no format that is known. To say which it is: netcheck import FORMAT FILE"
    ),
    "import_not_format": N_("{path} is no {format} file or folder."),
    "import_encrypted": N_("{path} is encrypted; unpack it first and name the folder."),
    "import_nested": N_("{path} holds another archive, {name}; unpack that one and name it."),
    "import_bad_path": N_("{path} is refused: the file {name} in it would lie outside it."),
    "import_bomb": N_("{path} is refused: unpacked it would be out of all proportion."),
    "import_damaged": N_("{path} is damaged or not whole; get it anew."),
    "import_deep": N_("{what} is refused: it is nested too deeply."),
    "import_endless_line": N_("{path} is refused: it has a line of more than {n} million characters."),
    "import_endless_blank": N_("{path} is refused: it has nothing but empty lines and blanks for {n} kilobytes."),
    "import_group_empty": N_("This group has no members."),
    "import_group_strangers": N_("The group {name} has members without a card here: {n}"),
    "import_bad_record": N_("This is not as the format has it; left out."),
    "import_bad_part": N_("A part of this is not as the format has it; that was left out."),
    "import_part_missing": N_("{name} is missing here, although the archive lists it."),
    "import_old_x": N_("{path} is an archive from before 2019, which holds too little; ask X for a new one."),
    "import_no_handle": N_("“{value}” is no account: one is written like this: @user@host.org"),
    "import_link_out": N_(
        "{path} is a link that leads out of the folder; remove it, or name the folder that it leads to."
    ),
    "import_too_many_files": N_("{path} holds more than {n} files; name the folder that is meant."),
    "import_later": N_(
        "{path} comes from {place}; that cannot be imported yet, but a table made of it can, with netcheck import csv."
    ),
    "import_no_calendar": N_("There is no calendar in this file."),
    "import_ics_open": N_("This event has no END:VEVENT; it was read as far as it goes."),
    "import_ics_cut": N_("This calendar has no END:VCALENDAR; more may have stood there."),
    "import_ics_start": N_("The start of this event is no day that can be read."),
    "import_ics_rule": N_("How this event repeats cannot be read; only its first day counts."),
    "import_ics_event": N_("This event cannot be read."),
    "import_telegram_html": N_("{path} is made to be read by people; let Telegram export it once more, as JSON."),
    "import_me_needed": N_("Who of them are you? Say it with --me NAME or --me ADDRESS."),
    "import_me_unknown": N_("Nobody there is {me}. Who of them are you? Say it with --me NAME or --me ADDRESS."),
    "import_dates_needed": N_(
        "{path}: are the days written day first or month first? Say it with --dates dmy, mdy or ymd."
    ),
    "import_columns_needed": N_(
        "{path}: which column is what? Say it with --map name=COLUMN, --map email=COLUMN and so on. The columns are: "
        "{columns}."
    ),
    "import_contacts_where": N_("Which folder? On this computer contacts are kept here:"),
    "import_keys_needed": N_(
        "{path}: which key says what? Say it with --map email=KEY, --map birthday=KEY and so on. The keys are: {keys}."
    ),
    "import_no_keys": N_("{path}: no note there begins with keys and values between two lines “---”."),
    "import_no_column": N_("{path} has no column “{column}”. The columns are: {columns}."),
    "import_no_field": N_("--map and --set know no “{field}”. They take: {fields}."),
    "import_no_rows": N_("{path} has a header, and no row below it."),
    "import_too_many_columns": N_("{path} has more than {n} columns; is it a table at all?"),
    "import_kind_needed": N_(
        "{path}: of which kind are the entries? Say it with --map kind=COLUMN, or for all with --set kind=talk."
    ),
    "import_direction_needed": N_(
        "{path}: who gave? Say it with --map direction=COLUMN, or for all with --set direction=gave."
    ),
    "import_no_card": N_("There is no card in this file."),
    "import_card_no_name": N_("This card names nobody."),
    "import_card_open": N_("This card has no END:VCARD; it was read up to the next one."),
    "friends_no_activity": N_("This is no activity of the form “- 2026-11-23: What was there”."),
    "file_unreadable": N_("{path} cannot be read: {reason}."),
    "file_unwritable": N_("{path} cannot be written: {reason}."),
    "file_unconfirmed": N_("{path} is written, but the disk does not say whether it keeps it: {reason}."),
    "link_refused": N_(
        "{path} is a link to {target} that somebody else may have put there; nothing was written. "
        "If you mean that file, name it itself."
    ),
    # backups
    "no_backup": N_("There is no backup in {path} yet. To make one: netcheck backup"),
    "not_a_backup": N_("{path} is no backup of netcheck; nothing was changed."),
    "damaged_backup": N_("{path} is damaged and cannot be used; nothing was changed. Take another backup."),
    "restore_over_foreign": N_(
        "{path} is not a netcheck log, or its beginning is destroyed; nothing was changed. If it was your log, move it "
        "away and restore again."
    ),
    "restore_itself": N_("{path} is the log itself; nothing was changed. Name a backup of it."),
    "encrypt_missing": N_("This needs pyrage, which is not installed here: {line}"),
    "passphrases_differ": N_("The two passphrases are not the same; nothing was written."),
    "bad_passphrase": N_("This passphrase does not open {path}, or the file is damaged."),
    "bad_identity": N_("The key in {identity} does not open {path}, or the file is damaged."),
    "identity_needed": N_("{path} is encrypted for a key. Name the file with it: --identity FILE"),
    "identity_opens": N_("--identity opens a backup; to make an encrypted one: netcheck backup --encrypt"),
    "bad_recipient": N_("“{text}” is no public key of age (age1…) or ssh (ssh-ed25519 …, ssh-rsa …)."),
    # looking and mending
    "unknown_id": N_("There is no entry {id}. The short ids are at the right of netcheck list."),
    "short_id": N_("“{id}” is too short: a short id has at least four characters."),
    "nothing_logged": N_("Nothing logged yet. The shortest beginning: netcheck log"),
    "several_last": N_("{n} entries were made at once; nothing was changed. Choose one by its id:"),
    "which_entry": N_("Which entry? The one made last: {line}   The ids of all: netcheck list"),
    "person_for_id": N_(
        "“{text}” is a person, not an entry. The entries with their ids: netcheck list --with {form}   "
        "The person: netcheck contact show {form}"
    ),
    "ambiguous_id": N_("{id} fits several entries; nothing was changed. More precisely:"),
    "unknown_measure": N_("There is no measure “{name}” over time. The measures are:"),
    "one_direction": N_("Only one of these at a time: {options}."),
    "json_or_csv": N_("Only one of these at a time: --json, --csv."),
    "nothing_to_change": N_("What should change? {command} --help shows what is possible."),
    "talk_is_mutual": N_("A talk is always mutual; nothing was changed. With --kind you can change the kind."),
    "one_sided_given": N_(
        "This entry comes from an archive that shows only what you did yourself: it can only be something given."
    ),
    "no_name": N_("A contact needs a name that can be seen."),
    "no_text": N_("{option} needs a text."),
    "no_file": N_("{option} needs a file."),
    "no_step": N_("What do you mean to do? A step needs a few words."),
    "no_circle": N_("A circle needs a name."),
    "not_in_circle": N_("{name} is not in the circle “{text}”; nothing was changed."),
    "birthday_future": N_("“{value}” is in the future. Give the day of birth, or leave out the year: 12.5."),
    "bad_birthday": N_("“{value}” is not a birthday. Write it like this: 1980-05-12, 12.5.1980 or 12.5."),
    "birthday_short_year": N_(
        "“{value}”: the year of birth needs four digits, as in 12.5.1980. Or leave it out: 12.5."
    ),
    "name_taken": N_(
        "{name} exists already; nothing was stored. Choose a longer name, "
        "or add an alias with netcheck contact edit --alias."
    ),
    "not_there": N_("“{text}” is not noted for {name}; nothing was changed."),
    "merge_self": N_("Both are {name}; nothing was changed."),
    "contact_has_events": N_(
        "{name} has {entries} in the log; nothing was removed. To remove them as well: netcheck contact remove … "
        "--with-events"
    ),
    "forget_nobody": N_("Who is to be forgotten? The name comes after the command."),
    "forget_several_gone": N_(
        "Several people who are not there any more were called {name}. Say which by an id: {ids}"
    ),
    "forget_changed": N_("The log has changed meanwhile; nothing was forgotten. Try again to see what {name} has now."),
    "forget_in_damaged": N_("{path} is damaged, so nobody can be erased from it. Delete it if you need it no more."),
    "forget_not_swept": N_(
        "It is done, but {path} could not be written anew ({reason}), and may still hold scraps of who was forgotten. "
        "The next netcheck contact forget makes up for it."
    ),
    "no_circles": N_(
        "There is no circle “{text}”, nor any other yet. To make one: netcheck circle edit CIRCLE --add NAME"
    ),
    "unknown_circle": N_("There is no circle “{text}”. The circles are: {circles}."),
    # the ten questions, the guide, steps
    "bad_answer": N_("Answer {number} takes yes, partly or no, y, p or n for short, not “{answer}”."),
    "answer_count": N_("It takes {wanted} answers, not {given}. Nothing was stored."),
    "company_or_person": N_("Only one of these at a time: --company, --with."),
    "evidence_own": N_("--evidence goes with the ten questions about yourself; on the others the log has no say."),
    "checklist_no_terminal_prompt": N_("In one line: netcheck checklist --answers {answers}"),
    "checklist_paused": N_("A break after {n} of {of} answers; everything is stored. To go on:"),
    "checklist_elsewhere": N_(
        "These questions are being answered elsewhere as well; what is stored is what was said there."
    ),
    "unknown_check": N_("There is no round {number}. netcheck checklist --list shows all."),
    "guide_no_terminal_prompt": N_("To see it: netcheck guide"),
    "unknown_step": N_("There is no step {number}. netcheck step list shows all."),
    "step_is_done": N_("Step {number} is done already."),
    "triage_no_terminal_prompt": N_("For one person: netcheck contact edit NAME --every 6w"),
    "bad_cadence": N_("I do not understand “{text}” as an interval. Write 10d, 6w, 3m or 1y; at most ten years."),
    "coming_past": N_("“{text}” is in the past. Choose today or a later day."),
    "coming_unknown": N_("I do not understand “{text}” as a day. Write tomorrow, friday, 2w, 1.12. or 2026-12-01."),
    # a line of a file to import
    "import_not_utf8": N_("This is not UTF-8 text; save it as UTF-8."),
    "import_not_json": N_("This is not JSON (column {column})."),
    "import_no_object": N_("This is not a JSON object: each line begins with {{ and ends with }}."),
    "import_half_character": N_("One character is only half there (a single surrogate, \\ud800 to \\udfff)."),
    "import_bad_number": N_("A number is too large or not a number."),
    "import_duplicate_key": N_("“{key}” is there twice."),
    "import_unknown_key": N_("A line of type {type} has no “{key}”."),
    "import_missing_key": N_("“{key}” is missing."),
    "import_not_text": N_("“{key}” must be text."),
    "import_empty_text": N_("“{key}” is empty."),
    "import_no_name": N_("“{key}” contains nothing visible."),
    "import_not_texts": N_("“{key}” must be a list of texts."),
    "import_not_flag": N_("“{key}” must be true or false."),
    "import_not_number": N_("“{key}” must be a whole number from 1 to {highest}."),
    "import_not_object": N_("“{key}” must be an object."),
    "import_bad_choice": N_("“{key}” takes one of {choices}, not “{value}”."),
    "import_no_sender": N_("This mail has no sender with an address."),
    "import_no_header": N_("No line begins with the column “{column}”."),
    "import_bad_row": N_("This row cannot be read; a quotation mark may be missing."),
    "import_bad_id": N_("“{key}” must be 1 to {longest} visible characters without blanks."),
    "import_bad_day": N_("“{key}”: {value} is not a day. Write it like this: 2026-11-23."),
    "import_early_day": N_("“{key}”: {value} is before 1900, and so is a slip. Correct the year."),
    "import_future_day": N_("“{key}”: {value} is in the future. The log is for what has happened."),
    "import_bad_interval": N_("“{key}”: {value} is not an interval. Write it like this: 6w (d, w, m or y)."),
    "import_same_contact": N_("“a_id” and “b_id” name the same person."),
    "import_unknown_contact": N_("“{key}”: nobody in the file or in your log has the id {id}."),
    "import_bad_birthday": N_("{value} is not a birthday. Write it like this: 1980-05-12, without a year --05-12."),
    "import_one_sided": N_("“one_sided” goes only with something given, not with a talk."),
    "import_open_quote": N_("A quotation mark is opened here and never closed."),
    "import_row_too_long": N_("The row has more cells than the header; quote the cell that holds the separator."),
    "import_bad_direction": N_("“{text}” is no direction. Write gave, got or with."),
    "import_duplicate_id": N_("The id {id} is already in line {first}."),
    # git
    "git_missing": N_("This needs git, and git is not installed here."),
    "git_no_repository": N_("{path} is not a git repository."),
    "git_empty": N_("{path} has no commit yet."),
    "git_failed": N_("git cannot read this: {reason}"),
    # the reminder's scheduler
    "bad_time": N_("“{text}” is not a time of day. Write 9, 9:30 or 18:00."),
    "pause_ends": N_("“{text}” is no day. To end the pause: netcheck remind pause --end"),
    "one_scheduler": N_("Only one of these at a time: {options}."),
    "no_scheduler": N_("This machine has neither systemd nor cron; nothing was changed."),
    "program_missing": N_("There is no {program} on this machine."),
    "program_failed": N_("{program} refuses; nothing was changed: {reason}"),
    "systemd_missing": N_("No systemd is running for you here; nothing was changed. Use --cron."),
    "launchd_missing": N_("Only a Mac has launchd; nothing was changed. Use --cron or --systemd."),
    "crontab_broken": N_(
        "Nothing was changed: netcheck’s block in the crontab is not as it was ({marker}). Take it out by hand with "
        "crontab -e to go on."
    ),
    "schedule_odd_path": N_(
        "{path} contains characters that cannot be written there; nothing was changed. "
        "Without line breaks, other control characters and bytes that are not UTF-8 it works."
    ),
    "schedule_backslash": N_(
        "{path} contains a backslash (\\), and versions of cron differ in what they make of it; nothing was changed. "
        "Without one it works."
    ),
    "schedule_quotes": N_(
        "{path} contains quotation marks or backslashes (\\); systemd does not start such a program. "
        "Nothing was changed. Without them it works."
    ),
}

_REASONS: Mapping[str, str] = {
    "No such file or directory": N_("there is no such file or folder"),
    "Permission denied": N_("you do not have permission"),
    "Operation not permitted": N_("you do not have permission"),
    "Is a directory": N_("this is a folder"),
    "Not a directory": N_("a part of the path is not a folder"),
    "File exists": N_("a file of that name is in the way"),
    "File name too long": N_("the name is too long"),
    "No space left on device": N_("there is no space left on the disk"),
    "Disk quota exceeded": N_("there is no space left for you on the disk"),
    "Read-only file system": N_("the disk can only be read"),
    "Bad file descriptor": N_("it is closed"),
    "Input/output error": N_("the disk does not answer as it should"),
    "Too many levels of symbolic links": N_("its links lead in a circle"),
    "attempt to write a readonly database": N_("it can only be read"),
    "unable to open database file": N_("the file or its folder does not allow it"),
    "File too large": N_("a limit of this session allows no larger file (ulimit -f)"),
    "No locks available": N_("the disk lets no program lock a file"),
    "No inodes left on device": N_("the disk has room, but takes no more files (no inodes left)"),
    "database or disk is full": N_("there is no space left on the disk"),
    "disk I/O error": N_("the disk does not answer as it should"),
}
"""Why the machine refuses, by its own text."""
