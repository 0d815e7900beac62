"""How a shell asks what may come next, and how it is answered, so that nothing of the answer acts in the shell.

typer's own scripts let bash expand each candidate as file names, and zsh evaluate the whole answer.
"""

from __future__ import annotations

import os
import re
import shlex
from contextlib import suppress
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem, ShellComplete, add_completion_class

from netcheck.domain.shell_quoting import for_bash, for_powershell
from netcheck.errors import NetcheckError
from netcheck.view.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

# The program is asked with the line up to the cursor, just as it is typed. It answers in rows of three cells:
# "plain", a candidate, its help; or "file" or "dir", which the shell completes itself.

_BASH = r"""
_netcheck_completion() {
    local type value help
    COMPREPLY=()
    while IFS=$'\t' read -r type value help; do
        case $type in
            plain) COMPREPLY+=("$value") ;;
            file) compopt -o default ;;
            dir) compopt -o dirnames ;;
        esac
    done < <(env _NETCHECK_COMPLETE=complete_bash _NETCHECK_LINE="${COMP_LINE:0:COMP_POINT}" _NETCHECK_WORD="$2" \
        "${1/#\~/$HOME}" 2>/dev/null)
}

complete -o nosort -F _netcheck_completion netcheck 2>/dev/null || complete -F _netcheck_completion netcheck
"""

_ZSH = r"""
#compdef netcheck

_netcheck_completion() {
    local type value help files helps
    local -a values shown
    while IFS=$'\t' read -r type value help; do
        case $type in
            plain)
                values+=("$value")
                shown+=("$value${help:+  -- $help}")
                helps+=$help
                ;;
            file|dir) files=$type ;;
        esac
    done < <(env _NETCHECK_COMPLETE=complete_zsh \
        _NETCHECK_LINE="${(j: :)words[1,CURRENT-1]} $QIPREFIX$IPREFIX$PREFIX" \
        "${${(Q)words[1]}/#\~/$HOME}" 2>/dev/null)
    if [[ -n $files ]]; then
        [[ $PREFIX == --*=* ]] && compset -P 1 '*='
        if [[ $files == dir ]]; then _files -/; else _files; fi
    elif (( $#values )); then
        compadd -U -V netcheck ${helps:+-l} -d shown -a values
    fi
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _netcheck_completion "$@"
else
    compdef _netcheck_completion netcheck
fi
"""

_FISH = r"""
function _netcheck_completion
    set -l program (string replace --regex '^~' "$HOME" -- (commandline -opc)[1])
    set -l line (commandline -cp | string collect)
    set -l option (string match --regex '^--[^=]*=' -- (commandline -ct))
    set -l path (string replace -- "$option" '' (commandline -ct))
    for row in (env _NETCHECK_COMPLETE=complete_fish _NETCHECK_LINE="$line" $program 2>/dev/null)
        set -l cells (string split \t -- $row)
        switch $cells[1]
            case plain
                echo $cells[2]\t$cells[3]
            case file
                string replace --regex '^' -- "$option" (__fish_complete_path "$path")
            case dir
                string replace --regex '^' -- "$option" (__fish_complete_directories "$path")
        end
    end
end

complete --command netcheck --no-files --keep-order --arguments "(_netcheck_completion)"
"""

SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}
"""What completes in each shell; for PowerShell it is typer's."""


def use_own_scripts() -> None:
    """Let typer put these scripts in place, and show them."""
    from typer._completion_shared import _completion_scripts

    _completion_scripts.update(SCRIPTS)


def answer_shells() -> None:
    """Let the shells be answered here, not by typer."""
    for name, shell in {"bash": _Bash, "zsh": _Zsh, "fish": _Fish, "powershell": _PowerShell}.items():
        add_completion_class(shell, name)


class _Shell(ShellComplete):
    """What bash, zsh and fish have in common; `quote` is the one that is open before the cursor, or ""."""

    escaped_in = '"'
    """The quotes between which a backslash escapes."""
    quote = ""

    def get_completion_args(self) -> tuple[list[str], str]:
        words, self.quote = self.split(os.environ["_NETCHECK_LINE"])
        return words[1:-1], words[-1]

    def split(self, line: str) -> tuple[list[str], str]:
        """Return the words of a line, the last of which is not yet ended, and the quote that is open in it."""
        # Between double quotes shells escape these as well, and shlex does not.
        line = re.sub(r"\\([$`])|\\\\", lambda found: found[1] or found[0], line)
        for quote in ("", "'", '"'):
            # With a letter more, there is always a last word, and a backslash that stood last has something to escape.
            lexer = shlex.shlex(f"{line}x{quote}", posix=True)
            lexer.whitespace_split, lexer.commenters, lexer.escapedquotes = True, "", self.escaped_in
            with suppress(ValueError):
                *words, last = lexer
                return [*words, last[:-1]], quote
        return [""], ""

    def found(self, arguments: list[str], word: str) -> list[CompletionItem]:
        """Return what may come next; nothing in a line that cannot be right."""
        try:
            return self.get_completions(arguments, word)
        except (NetcheckError, click.UsageError):
            return []

    def complete(self) -> str:
        # A script of an older version evaluates what it is told, and does not send the line.
        if "_NETCHECK_LINE" not in os.environ:
            return ""
        arguments, word = self.get_completion_args()
        option, equals, _ = word.partition("=")
        items = self.found(arguments, word)
        plain = [item for item in items if item.type == "plain"]
        for item in plain if equals and option.startswith("--") else ():
            item.value = f"{option}={item.value}"
        rows = [self.format_completion(item) for item in self.offered(plain, word) if _is_harmless(item.value)]
        return "\n".join([*rows, *{item.type for item in items} - {"plain"}])

    def offered(self, items: Iterable[CompletionItem], word: str) -> Iterable[CompletionItem]:  # noqa: ARG002 - see Bash
        """Return the candidates as the shell wants them, for the word as far as it is typed."""
        return items

    def format_completion(self, item: CompletionItem) -> str:
        return f"plain\t{item.value}\t{' '.join(safe(item.help or '').split())}"


class _Bash(_Shell):
    name = "bash"
    source_template = _BASH

    def offered(self, items: Iterable[CompletionItem], word: str) -> Iterable[CompletionItem]:
        """Return what takes the place of the last piece of the word, which for bash begins after a colon or "="."""
        (*_, piece), _quote = self.split(self.quote + os.environ["_NETCHECK_WORD"])
        kept = word.removesuffix(piece)
        for item in items:
            if item.value.startswith(kept):
                item.value = for_bash(item.value.removeprefix(kept), self.quote)
                yield item


class _Zsh(_Shell):
    """zsh quotes by itself."""

    name = "zsh"
    source_template = _ZSH


class _Fish(_Shell):
    """fish quotes by itself."""

    name = "fish"
    source_template = _FISH
    escaped_in = "\"'"


class _PowerShell(_Shell):
    """The script for PowerShell is typer's own: it sends the words, of which the last may be one not yet ended."""

    name = "powershell"

    def get_completion_args(self) -> tuple[list[str], str]:
        word = os.environ["_TYPER_COMPLETE_WORD_TO_COMPLETE"]
        words, _ = self.split(os.environ["_TYPER_COMPLETE_ARGS"])
        return words[1:-1] if word else words[1:], word.lstrip("'\"")

    def complete(self) -> str:
        arguments, word = self.get_completion_args()
        items = [item for item in self.found(arguments, word) if item.type == "plain"]
        # The script cuts at three colons.
        return "\n".join(
            self.format_completion(item) for item in items if _is_harmless(item.value) and ":::" not in item.value
        )

    def format_completion(self, item: CompletionItem) -> str:
        return f"{for_powershell(item.value)}:::{' '.join(safe(item.help or '').split()) or ' '}"


def _is_harmless(text: str) -> bool:
    """Say whether nothing in a candidate acts on the terminal, and no line or cell ends in it."""
    return safe(text) == text
