"""Settles whom a line of the log mentions: somebody known or with a similar name, or somebody new."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netcheck.cli.app import say
from netcheck.cli.people import chosen_circle, nearest, pick, unknown
from netcheck.cli.text_input import clean
from netcheck.domain.limits import check_name
from netcheck.domain.model import Contact
from netcheck.domain.names import Rank, circle_names, fold, nameable, same
from netcheck.errors import NetcheckError, UsageError
from netcheck.i18n import _, pgettext
from netcheck.store.ids import new_id
from netcheck.view.safe import safe
from netcheck.view.text import any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.cli.app import App
    from netcheck.domain.grammar import Mention
    from netcheck.domain.names import Directory
    from netcheck.domain.vocabulary import Vocabulary
    from netcheck.store.contacts import People
    from netcheck.store.database import Connection


class MentionResolver:
    """Turns what a line calls somebody into a contact; asks where somebody is there to be asked."""

    def __init__(
        self, app: App, connection: Connection, vocabulary: Vocabulary, people: People, directory: Directory
    ) -> None:
        self.app = app
        self.connection = connection
        self.vocabulary = vocabulary
        self.people = people
        self.directory = directory

    def settle(self, mention: Mention) -> Contact | None:
        """Return whom a mention means, perhaps somebody not stored yet; None for one who is left out."""
        app, text = self.app, mention.text
        check_name(text)
        if mention.new:
            return self._created(text)
        if mention.match is None and (refused := self._no_name(text)):
            raise refused
        if mention.match is not None:
            known = mention.only or pick(
                text, mention.match, self.people, self.connection, app, otherwise=_("Someone new")
            )
        elif app.interactive:
            known = self._near(text)
        else:
            refusal = unknown(text, self.people.contacts.values())
            refusal.further = [*refusal.further, _("  To add someone new: the same line with --new")]
            raise refusal
        return known or self._introduced(text)

    def _near(self, text: str) -> Contact | None:
        """Ask whether somebody with a similar name is meant."""
        from netcheck import ask

        near = nearest(text, self.people.contacts.values())
        if not near:
            return None
        question = _("  Did you mean {names}?").format(names=any_of(map(safe, near))).strip()
        by_name = {contact.name: contact for contact in self.people.contacts.values()}
        choices: list[tuple[str, Contact | None]] = [(safe(name), by_name[name]) for name in near]
        return ask.choose(question, [*choices, (_("Someone new"), None)], len(near))

    def _no_name(self, text: str) -> UsageError | None:
        """Return the refusal of a day, a verb or another word of the program as the name of somebody new."""
        if self.vocabulary.verb(text):
            return UsageError("log_no_who")
        from netcheck.domain.line_days import is_day

        if is_day(text, self.app.today):
            return UsageError("log_day_no_name", word=text)
        commands = click.get_current_context().find_root().command
        known = isinstance(commands, click.Group) and fold(text) in commands.list_commands(click.get_current_context())
        from netcheck.cli.guesses import is_guessed

        # What is only guessed to be a command is written small; Art and Mark are people.
        guessed = text.islower() and is_guessed(text)
        if known or guessed or fold(text) == "netcheck" or self.vocabulary.said_at_prompt(text):
            return UsageError("log_word_no_name", word=text)
        return None

    def _introduced(self, text: str) -> Contact | None:
        """Ask for the full name of somebody new; whoever is called just that already is not made twice."""
        quoted = _("“{text}”").format(text=safe(text))
        question = _("{text} is new. Full name, Enter for {text}, s: skip ›").format(text=quoted)
        name = self._asked_for(question, like=text)
        if name.casefold() in {pgettext("skip", "s"), _("skip")}:
            return None
        match = self.directory.known(name)
        if match and match.rank <= Rank.ALIAS and match.only:
            return match.only
        return self._created(name or text)

    def _asked_for(self, question: str, *, known: Sequence[str] = (), like: str = "") -> str:
        """Ask for a name, "" for none; what looks like the next line of the log must be typed twice to be one."""
        from netcheck import ask

        answer, before = clean(ask.text(f"  {question} ", known=known)), None
        while answer and answer != before and self._looks_like_a_line(answer, like):
            said = _("“{text}” looks like a line of the log. If it is the answer all the same, type it again.")
            say(f"  {said.format(text=safe(answer))}")
            answer, before = clean(ask.text(f"  {question} ", known=known)), answer
        return answer

    def _looks_like_a_line(self, text: str, like: str) -> bool:
        """Say whether an answer is more likely a line of the log than a name, of which `like` is known already."""
        words = text.split()
        if words[0] == "netcheck":
            return True
        if self.directory.known(text):
            return False
        if len(words) == 1:
            return not same(text, like) and self._no_name(text) is not None
        kinds = [word for word in words[1:] if self.vocabulary.kind(word)]
        if any(word.islower() for word in kinds):
            return True
        if like and same(words[0], like.split(maxsplit=1)[0]):
            return False
        from netcheck.domain.line_days import is_day

        begins = self.vocabulary.verb(words[0]) or self.directory.known(words[0]) or is_day(words[0], self.app.today)
        return bool(begins and (kinds or self.directory.known(words[1])))

    def _created(self, name: str) -> Contact:
        """Return a new contact, in a circle if somebody is there to name one.

        Raises:
            UsageError: nothing of the name can be seen, or it is too long.
            NetcheckError: it is taken.
        """
        if not nameable(name):
            raise UsageError("no_name")
        check_name(name)
        match = self.directory.known(name)
        if match and match.rank is Rank.NAME:
            raise NetcheckError("name_taken", name=match.contacts[0].name)
        if not self.app.interactive:
            return Contact(new_id(), name)
        names = circle_names(self.people.circles)
        typed = self._asked_for(_("Circle, if you like (Tab) ›"), known=names)
        circle = chosen_circle(typed, names, self.app) if typed else ""
        return Contact(new_id(), name, circles=(circle,) if circle else ())
