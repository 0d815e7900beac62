"""The shape of what `netcheck log` says beside its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from netcheck.words.shape.common import Count


class LogWords(Value):
    """The prompt's texts; `skip` are the letters that leave a person out."""

    intro: str
    received: str
    given: str
    help: str
    done: Count
    nothing: str
    which_kind: str
    talk_is_mutual: str
    about_the_middle: str
    about_today: str
    keep_language: str
    catch_up: str
    catch_up_unknown: str
    catch_up_nobody: str
    skip: tuple[str, ...]
    stored: Count
    line: str
    verb_hint: str
