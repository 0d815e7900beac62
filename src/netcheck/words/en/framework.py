"""What the command-line framework says, by its own English text, where we say it better."""

TEXTS = {
    "Error: {message}": "{message}",
    "Missing command.": "Which command?",
    "No such option: {name}": "There is no option {name}.",
    "No such command {name!r}.": "There is no command “{name}”.",
    "(Possible options: {possibilities})": "Possible: {possibilities}",
    "Option {name!r} requires an argument.": "Option {name} needs a value.",
    "Option {name!r} requires {nargs} arguments.": "Option {name} needs {nargs} values.",
    "Option {name!r} does not take a value.": "Option {name} takes no value.",
    "Got unexpected extra argument ({args})": "This is too much: {args}",
    "Got unexpected extra arguments ({args})": "This is too much: {args}",
    "Invalid value for {param_hint}: {message}": "For {param_hint}: {message}",
    "{value!r} is not a valid {number_type}.": "“{value}” is not a number.",
    "{value} is not in the range {range}.": "{value} cannot be; possible: {range}.",
    "{value!r} is not {choice}.": "“{value}” cannot be; possible: {choice}.",
    "{value!r} is not one of {choices}.": "“{value}” cannot be; possible: {choices}.",
    "Show this message and exit.": "Show this help.",
}

METAVARS = {"TEXT": "TEXT", "INTEGER": "NUMBER", "FILE": "FILE", "PATH": "FILE", "DIRECTORY": "FOLDER"}
OPTIONS = "[OPTIONS]"
SUBCOMMAND = "COMMAND …"
BETWEEN = "{low} to {high}"
AT_LEAST = "at least {low}"
