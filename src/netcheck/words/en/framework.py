"""What the command-line framework says, by its own English text, where we say it better."""

TEXTS = {
    "Missing command.": "Which command?",
    "Show this message and exit.": "Show this help.",
}

METAVARS = {"TEXT": "TEXT", "INTEGER": "NUMBER", "FILE": "FILE", "PATH": "FILE", "DIRECTORY": "FOLDER"}
OPTIONS = "[OPTIONS]"
SUBCOMMAND = "COMMAND …"
