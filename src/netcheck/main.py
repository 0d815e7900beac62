"""`main`: run one command line; the only place where a failure becomes a sentence and an exit code."""

from __future__ import annotations

import codecs
import errno
import os
import sys
from typing import TYPE_CHECKING

import click

from netcheck import settings
from netcheck.cli.app import App, remark
from netcheck.cli.failures import end_line, sentence, told
from netcheck.cli.localize_click import translate_click
from netcheck.cli.tree import Tree
from netcheck.errors import Exit, NetcheckError
from netcheck.i18n import N_, _, use

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code (`errors.Exit`)."""
    argv = list(sys.argv[1:] if arguments is None else arguments)
    os.umask(0o077)
    _prepare_streams()
    options = argv[: argv.index("--")] if "--" in argv else argv
    wish = _wished_language(options)
    app: App | None = None
    try:
        use(settings.language(wish, settings.Settings()))
        chosen = _chosen_settings(options)
        use(settings.language(wish, chosen))
        translate_click()
        chosen_language = settings.wished_language(wish, chosen) is not None
        app = App(chosen, chosen_language=chosen_language, typed=argv)
        app.may_page = "--no-pager" not in options
        result = Tree().main(argv, prog_name="netcheck", standalone_mode=False, obj=app)
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001 - the one place where failures end
        if _reader_gone(error):
            _drop_output()
            return Exit.DONE
        return _explain(error, app)
    return result if isinstance(result, int) else Exit.DONE


_ASKS_FOR_HELP = {"--help", "-h", "--version"}
"""These answer even where config.toml cannot be read."""


def _chosen_settings(options: Sequence[str]) -> settings.Settings:
    """Return what config.toml says; for help only what help needs, and the defaults where it cannot be read."""
    if not _ASKS_FOR_HELP.intersection(options):
        return settings.load()
    try:
        return settings.load().replaced(kinds={})
    except NetcheckError:
        return settings.Settings()


_STORED = {
    True: N_("The change itself is stored; only its confirmation could not be shown."),
    None: N_("Whether the change is stored could not be found out; netcheck history tells."),
}
"""What has become of a change after which something failed."""

_NO_OUTPUT = {
    errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF, errno.ENXIO, errno.EAGAIN, errno.ECONNRESET,
}  # fmt: skip
"""What comes of writing to standard output where it cannot be written to."""


def _explain(error: BaseException, app: App | None) -> int:
    """Say in one sentence what happened and what has become of a change, and return the exit code for it."""
    stored = _(_STORED[app.stored]) if app is not None and app.stored in _STORED else ""
    match error:
        case NetcheckError():
            error.consequence = stored or error.consequence
            message, code = "\n".join(told(error)), int(error.exit_code)
            stored = ""
        case click.exceptions.Exit():
            message, code = "", error.exit_code
        case KeyboardInterrupt() | click.Abort():
            end_line()
            message, code = _("Cancelled."), Exit.CANCELLED
        case click.UsageError():
            message, code = _usage(error), Exit.USAGE
        case click.ClickException():
            message, code = sentence(error), Exit.FAILED
        case OSError(filename=None) if error.errno in _NO_OUTPUT:
            _drop_output()
            message, code = sentence(NetcheckError("output_failed", reason=error.strerror)), Exit.FAILED
        case OSError(errno=errno.ENAMETOOLONG):  # only a path that was typed can be so long
            message = sentence(NetcheckError("no_access", path=error.filename, reason=error.strerror))
            code = Exit.FAILED
        case SystemExit():  # shell completion ends this way
            message, code = "", error.code if isinstance(error.code, int) else Exit.FAILED
        case _ if app is not None and app.met_damage():
            message, code = sentence(NetcheckError("damaged", path=app.path)), Exit.FAILED
        case _:
            message, code = _report_bug(error), Exit.BUG
    if message:
        _complain(f"{message} {stored}".rstrip())
    return code


def _reader_gone(error: BaseException | None) -> bool:
    """Say whether nobody reads on (`netcheck list | head`), which is no failure; click and rich call it an exit."""
    if isinstance(error, SystemExit | click.exceptions.Exit):
        return _reader_gone(error.__context__)
    return isinstance(error, BrokenPipeError)


def _usage(error: click.UsageError) -> str:
    message = sentence(error)
    if error.ctx is None:
        return message
    return f"{message}\n{sentence(NetcheckError('see_help', command=error.ctx.command_path))}"


def _report_bug(error: BaseException) -> str:
    import traceback
    from datetime import UTC, datetime

    from netcheck.files import make_folder, replace_file

    warning = _("Names and notes of your log may stand in here: read it before you send it on.")
    text = f"{warning}\n\n{datetime.now(UTC).isoformat()}\n{''.join(traceback.format_exception(error))}"
    try:
        path = settings.bug_path()
        make_folder(path.parent)
        replace_file(path, text.encode(errors="backslashreplace"))
    except NetcheckError:
        return sentence(NetcheckError("bug_untold", error=type(error).__name__))
    return sentence(NetcheckError("bug", path=path))


def _complain(text: str) -> None:
    try:
        remark(text)
        sys.stderr.flush()
    except OSError:
        _drop_output()  # nobody is left to read it


def _wished_language(argv: Sequence[str]) -> str | None:
    """Return what `--lang` says wherever it stands: words are needed before the line is parsed."""
    for position, argument in enumerate(argv):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and position + 1 < len(argv):
            return argv[position + 1]
    return None


def _prepare_streams() -> None:
    """Let an old terminal show ASCII for a letter that it does not have; make up for closed streams."""
    codecs.register_error("netcheck", _spell)
    if sys.stdout is None:  # open for reading alone, so that whoever writes to it hears that it is closed
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for the whole run
    for name, mode in (("stdin", "r"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - for the whole run
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="netcheck")


def _spell(error: UnicodeError) -> tuple[str, int]:
    from netcheck.view.text import spell

    assert isinstance(error, UnicodeEncodeError)  # noqa: S101 - for the type checker; the streams only write
    return spell(error.object[error.start : error.end], error.encoding), error.end


def _drop_output() -> None:
    """Write nothing more, at exit neither, after standard output has failed."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
