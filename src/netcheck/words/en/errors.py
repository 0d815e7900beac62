"""One English sentence for each failure that a user can mend."""

TEXTS = {
    # the program as a whole
    "bad_today": "NETCHECK_TODAY is not a date: {value}. Write it like this: NETCHECK_TODAY=2026-11-23",
    "bug": "This is a fault in netcheck, not yours; what was reported as saved is saved. Details are in {path}",
    "cancelled": "Cancelled.",
    "no_terminal": "Without a terminal I cannot ask anything. {hint}",
    # the command line
    "see_help": "Help: {command} --help",
    "unknown_command": "There is no command “{name}”. netcheck --help shows them all.",
    "unknown_command_near": "There is no command “{name}”. Did you mean netcheck {near}?",
    # the store
    "locked": "Another process is using the log; nothing was stored. Try again in a moment.",
    "not_a_log": "{path} is not a netcheck log and was left untouched. Name another file with --db.",
    "newer_log": "{path} was written by a newer netcheck and was left untouched. Update netcheck to go on.",
    "damaged": "{path} cannot be read: the file is damaged. Use a backup or an export.",
    "no_access": "{path} cannot be opened or written: {reason}.",
    "disk_full": "There is no space left on the disk; nothing was stored.",
    "nothing_to_undo": "There is nothing to undo.",
    "nothing_to_redo": "There is nothing to redo.",
    # who
    "unknown_person": "I do not know {text}; nothing was stored.",
    "ambiguous_person": "{text} could be several people; nothing was stored.",
    "unsure_person": "Does {text} mean {name}? Nothing was stored. Write {form}.",
    # log
    "log_no_verb": "A line begins with {verbs}. Nothing was stored.",
    "log_no_who": "With whom? The name comes after the verb. Nothing was stored.",
    "log_open_quote": "A quotation mark stays open: {word}. Nothing was stored.",
    "log_unclear_new": "{word} and the name after --new do not fit together. Nothing was stored.",
    "log_no_kind": "Which kind? It comes after the name. Nothing was stored.",
    "log_nearly_option": "There is no {word}; did you mean {option}? Nothing was stored.",
    "log_lines": "Nothing was stored: {n} lines cannot be read.",
    "log_line": "Nothing was stored: one line cannot be read.",
    "log_no_terminal_prompt": "A line, for example: netcheck log got Ana help. Several: netcheck log - < file",
    "log_not_utf8": "Line {number} is not UTF-8. Nothing was stored.",
    # days
    "day_future": "{text} is in the future. The log tells what was.",
    "day_slashes": "{text} can be read two ways. Write 3.11. or 2026-11-03.",
    "day_no_such_day": "There is no day {text}.",
    "day_unknown": "I do not understand {text} as a day. Write yesterday, -3d, 12.11., friday or 2026-09.",
    # import
    "import_problems": "Nothing was stored: {n} places in the file do not fit.",
    "import_problem": "Nothing was stored: one place in the file does not fit.",
    "import_ambiguous": "Nothing was stored: several people are called {name}. Say with with_id who is meant.",
    # kinds
    "unknown_kind": "{text} is not a kind.",
    # settings
    "bad_config": "{path} cannot be read: {reason}. Mend the file or delete it.",
    "bad_setting": "{key} cannot be “{value}”. Possible: {allowed}.",
    "unknown_setting": "There is no setting {key}. There are: {keys}.",
    "file_exists": "{path} exists already and stays as it is. Name another file.",
    "file_unreadable": "{path} cannot be read: {reason}.",
    "file_unwritable": "{path} cannot be written: {reason}.",
    # looking and mending
    "unknown_id": "There is no entry {id}. The short ids stand at the right of netcheck list.",
    "short_id": "{id} is too short: a short id has at least four characters.",
    "ambiguous_id": "{id} fits several entries; nothing was changed. More precisely:",
    "one_direction": "Only one of these is possible: {options}.",
    "json_or_csv": "Either --json or --csv.",
    "nothing_to_change": "What is to change? {command} --help shows what is possible.",
    "talk_is_mutual": "A talk is always mutual; nothing was changed. With --kind you can change the kind.",
    "one_sided_given": "This entry comes from an archive that shows only what you did yourself: "
    "it can only be something given.",
    "no_name": "A contact needs a name.",
    "no_text": "{option} needs a text.",
    "bad_birthday": "{value} is no birthday. This will do: 1980-05-12, 12.5.1980 or 12.5.",
    "name_taken": "{name} is there already; nothing was stored. Take a longer name, "
    "or add an alias with netcheck contact edit --alias.",
    "not_there": "{name} does not have this: {text}. Nothing was changed.",
    "merge_self": "This is {name} twice; nothing was changed.",
    "contact_has_events": "{name} has {entries} in the log; nothing was removed. "
    "Together with them: netcheck contact remove … --with-events",
    "unknown_circle": "There is no circle “{text}”. There are: {circles}.",
    # the ten questions, the guide, steps
    "bad_answer": "Answer {number} says “{answer}”; possible are yes, partly and no, for short y, p and n.",
    "answer_count": "It takes {wanted} answers, here: {given}. Nothing was stored.",
    "company_or_person": "Either --company or --with.",
    "checklist_no_terminal_prompt": "With the answers in the line it works: netcheck checklist --answers {answers}",
    "checklist_paused": "A break after {n} of {of} answers; everything is stored. To go on: {command}",
    "unknown_check": "There is no round {number}. netcheck checklist --list shows all.",
    "guide_no_terminal_prompt": "To see it: netcheck guide",
    "unknown_step": "There is no step {number}. netcheck step list shows all.",
    "step_is_done": "Step {number} is done already.",
    "coming_past": "{text} is in the past. A day to come is today or later.",
    "coming_unknown": "I do not understand {text} as a day. Like this: tomorrow, friday, 2w, 1.12., 2026-12-01.",
}
