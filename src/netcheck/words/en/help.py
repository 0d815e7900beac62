"""The English help: a command under its name, a parameter under "command.parameter"."""

TEXTS = {
    "netcheck": "See the quality of your social network: what it gives you, and what you give.",
    "commands": "Commands",
    "--db": "Another file as the log.",
    "--lang": "Language of this run.",
    "--version": "Show the version.",
    "--install-completion": "Set up tab completion for this shell.",
    "--show-completion": "Print the tab completion for this shell.",
    # log
    "log": "Note what was given or received.\n\n"
    "netcheck log got Ana help with the slides\n\n"
    "netcheck log gave Ana, Ben feedback on chapter 3 --on yesterday\n\n"
    "netcheck log with Ana coffee at the station\n\n"
    "Alone, it opens a prompt where every sign just works; with - it reads lines from standard input.",
    "log.words": "gave, got or with; who; the kind (see netcheck kinds); a note.",
    "log.words:metavar": "[VERB WHO KIND NOTE…]",
    "log.on": "The day: yesterday, -3d, 12.11., friday, 2026-09.",
    "log.weight": "1 usual, 2 noticeable, 3 changed something.",
    "log.big": "The same as --weight 2.",
    "log.huge": "The same as --weight 3.",
    "log.asked": "It came because you asked.",
    "log.new": "Make a new contact, with this full name if one is given.",
    "log.catch_up": "After a break: one line for each of the liveliest people.",
    # config
    "config": "Where the log and the settings lie, and what is set.",
    "config set": "Change a setting.",
    "config set.key": "language, color, or kinds.WORD for a word of your own for a kind.",
    "config set.value": "The new value.",
    # import, export, demo
    "import": "Bring in entries from elsewhere.",
    "import jsonl": "Bring in a JSONL file, as netcheck export writes it.",
    "import jsonl.file": "The file, or - for standard input.",
    "import jsonl.dry_run": "Only show what would happen.",
    "import git": "Read give and take from the trailers of a git repository.\n\n"
    "Reviewed-by, Acked-by, Helped-by, Co-authored-by and so on: on your commits what you received, "
    "on the commits of others what you gave.",
    "import git.path": "The repository.",
    "import git.me": "Your name or e-mail address there; may be repeated.",
    "import git.since": "Only commits from this day on.",
    "import git.dry_run": "Only show what would happen.",
    "export": "Write the log to a file or to standard output.",
    "export jsonl": "Everything, one JSON object a line; netcheck import jsonl reads it.",
    "export jsonl.file": "The file, or - for standard output.",
    "export csv": "The entries as a table.",
    "export csv.file": "The file, or - for standard output.",
    "demo": "Show a report on a made-up log.",
    "demo.keep": "Keep the made-up log in this file.",
    # report
    "report": "What your network gives you, what you give, and how it changes.",
    "report.since": "Charts from this day on.",
    "report.until": "As of this day.",
    "report.period": "month, quarter or year in charts.",
    "report.with_": "Only this contact.",
    "report.circle": "Only this circle.",
    "report.json": "All numbers as JSON.",
}
