"""`netcheck checklist`: the ten questions, and the rounds so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from netcheck.commands.checking import Walk
from netcheck.commands.context import App, app_of, remark, say
from netcheck.commands.looking import cells, names_of, say_json
from netcheck.commands.tree import application
from netcheck.commands.who import whom
from netcheck.domain.checklist import QUESTION_SET, parse_answers, questions_for
from netcheck.domain.checks import Check, Voice
from netcheck.errors import NetcheckError, UsageError
from netcheck.store import checks, contacts
from netcheck.store.ids import new_id
from netcheck.view import checklist as view

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netcheck.domain.checks import Answer, Step
    from netcheck.domain.contacts import Contact
    from netcheck.store.contacts import People

app = application()


@app.command()
def checklist(
    context: typer.Context,
    company: Annotated[bool, typer.Option("--company")] = False,
    with_: Annotated[str | None, typer.Option("--with")] = None,
    answers: Annotated[str | None, typer.Option("--answers")] = None,
    list_: Annotated[bool, typer.Option("--list")] = False,
    show: Annotated[int | None, typer.Option("--show")] = None,
    json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Ask the questions, take all answers at once, or show what was answered."""
    surroundings = app_of(context)
    said = {"--answers": answers is not None, "--list": list_, "--show": show is not None}
    if sum(said.values()) > 1 or (json and answers is not None):
        options = [name for name, is_set in said.items() if is_set] + ["--json"] * json
        raise UsageError("one_direction", options=", ".join(options))
    if company and with_ is not None:
        raise UsageError("company_or_person")
    if list_ or json or show is not None:
        with surroundings.reading() as connection:
            people = contacts.load(connection)
            contact = None if with_ is None else whom(with_, people, connection, surroundings)
            found = _rounds(checks.checks(connection, people), contact, company=company)
            _look(found, show, checks.steps(connection, people), people, surroundings, json=json)
        return
    given = None if answers is None else parse_answers(answers, with_)
    if given is None:
        texts = surroundings.words.checklist
        hint = surroundings.words.errors["checklist_no_terminal_prompt"]
        surroundings.need_terminal(hint.format(answers=texts.answers_example))
    with surroundings.log() as connection:
        people = contacts.load(connection)
        contact = None if with_ is None else whom(with_, people, connection, surroundings)
        walk = Walk(surroundings, connection, people, Voice.COMPANY if company else Voice.PERSON, contact)
        if given is None:
            walk.go()
        else:
            _take(given, walk)


def _take(answers: Sequence[Answer], walk: Walk) -> None:
    """Store all answers given at once; a round in progress stays."""
    day = walk.app.today.toordinal()
    by_question = dict(zip(questions_for(walk.contact_id), answers, strict=True))
    check = Check(new_id(), day, walk.voice, by_question, walk.contact_id, QUESTION_SET)
    say(walk.result(check))
    walk.store(check)


def _rounds(every: Sequence[Check], contact: Contact | None, *, company: bool) -> dict[int, Check]:
    """Return the rounds by number, counted from the oldest: those about the contact, the company's, or all."""
    return {
        number: check
        for number, check in enumerate(every, start=1)
        if (contact is None or check.contact_id == contact.id) and (not company or check.voice is Voice.COMPANY)
    }


def _look(
    rounds: Mapping[int, Check], show: int | None, steps: Sequence[Step], people: People, app: App, *, json: bool
) -> None:
    """Print one round, or all of them with the newest first.

    Raises:
        NetcheckError: there is no such round.
    """
    names, words = names_of(people), app.words
    if show is not None and show not in rounds:
        raise NetcheckError("unknown_check", number=show)
    wanted = (
        {show: rounds[show]}
        if show is not None
        else {number: rounds[number] for number in sorted(rounds, reverse=True)}
    )
    if json:
        values = [view.check_json(number, check, names) for number, check in wanted.items()]
        say_json(values if show is None else values[0])
    elif show is not None:
        followed = [step for step in steps if step.check_id == rounds[show].id]
        say(view.check_card(rounds[show], followed, names, words, cells=cells()))
    elif wanted:
        say(view.check_list(wanted, names, app.today, words, cells=cells()))
        remark(words.checklist.list_hint.format(n=next(iter(wanted))))
    else:
        remark(words.checklist.list_empty)
