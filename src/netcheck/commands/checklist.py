"""`netcheck checklist`: the ten questions, and the rounds so far."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

import typer

from netcheck.cli.app import App, app_of, remark, say
from netcheck.cli.output import cells, names_of, say_json
from netcheck.cli.parameter_types import PERSON, ROUND
from netcheck.cli.people import whom
from netcheck.cli.tree import application
from netcheck.commands.checklist_session import ChecklistSession, EvidenceTiming
from netcheck.domain.checklist import QUESTION_SET, parse_answers, questions_for
from netcheck.domain.evidence import thaw
from netcheck.domain.model import Answer, Check, Contact, Step, Voice
from netcheck.errors import NetcheckError, UsageError
from netcheck.i18n import N_, _
from netcheck.store import checks, contacts
from netcheck.store.contacts import People
from netcheck.store.ids import new_id
from netcheck.view import checklist as view
from netcheck.view.failures import failure
from netcheck.view.serialize import check_json

checklist_app = application()


@checklist_app.command()
def checklist(
    context: typer.Context,
    company: Annotated[bool, typer.Option("--company", help=N_("The questions for your company."))] = False,
    with_: Annotated[
        str | None,
        typer.Option("--with", help=N_("The questions about this contact."), metavar=N_("WHO"), click_type=PERSON),
    ] = None,
    answers: Annotated[
        str | None,
        typer.Option("--answers", help=N_("All answers at once, without being asked: y,p,n,…"), metavar=N_("Y,P,N,…")),
    ] = None,
    evidence: Annotated[
        EvidenceTiming | None,
        typer.Option(
            "--evidence",
            help=N_(
                "When your log has its say: end (after all questions; the default), now (after each) or off (not at "
                "all). What it says is always kept; --show shows it."
            ),
        ),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help=N_("All rounds so far."))] = False,
    show: Annotated[
        int | None,
        typer.Option("--show", help=N_("All answers of one round; --list shows the numbers."), click_type=ROUND),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=N_("The rounds so far as JSON."))] = False,
) -> None:
    """Answer the ten questions; you can pause and go on later.

    netcheck checklist --with Ana asks seven of them about one person.
    """
    app = app_of(context)
    _one_way(company=company, with_=with_, answers=answers, list_=list_, show=show, json=json)
    _heard(
        evidence, company=company, with_=with_, looking={"--list": list_, "--show": show is not None, "--json": json}
    )
    if list_ or json or show is not None:
        _look(app, show, with_, company=company, json=json)
        return
    given = None if answers is None else parse_answers(answers, with_)
    if given is None:
        app.need_terminal(failure("checklist_no_terminal_prompt", {"answers": _("y,p,n,…")}))
    with app.log() as connection:
        people = contacts.load(connection)
        contact = None if with_ is None else whom(with_, people, connection, app)
        voice = Voice.COMPANY if company else Voice.PERSON
        walk = ChecklistSession(app, connection, people, voice, contact, evidence or EvidenceTiming.END)
        if given is None:
            walk.go()
        else:
            _take(given, walk)


def _one_way(
    *, company: bool, with_: str | None, answers: str | None, list_: bool, show: int | None, json: bool
) -> None:
    """Refuse options that contradict each other.

    Raises:
        UsageError: they do.
    """
    ways = {"--answers": answers is not None, "--list": list_, "--show": show is not None}
    said = [name for name, is_set in ways.items() if is_set]
    if json and answers is not None:
        said.append("--json")
    if len(said) > 1:
        raise UsageError("one_direction", options=", ".join(said))
    if company and with_ is not None:
        raise UsageError("company_or_person")


def _heard(hearing: EvidenceTiming | None, *, company: bool, with_: str | None, looking: Mapping[str, bool]) -> None:
    """Refuse to say when the log is heard where it is not: on other rounds, and in looking back.

    Raises:
        UsageError: it was said.
    """
    if hearing is None:
        return
    for option, is_set in looking.items():
        if is_set:
            raise UsageError("one_direction", options=f"{option}, --evidence")
    if company or with_ is not None:
        raise UsageError("evidence_own")


def _take(answers: Sequence[Answer], walk: ChecklistSession) -> None:
    """Store all answers given at once; a round in progress stays."""
    if walk.hearing is EvidenceTiming.NOW:
        walk = walk._replace(hearing=EvidenceTiming.END)
    day = walk.app.today.toordinal()
    by_question = dict(zip(questions_for(walk.contact_id), answers, strict=True))
    check = Check(new_id(), day, walk.voice, walk.contact_id, QUESTION_SET, answers=by_question)
    walk.take(check)


def _rounds(every: Sequence[Check], contact: Contact | None, *, company: bool) -> dict[int, Check]:
    """Return the rounds by number, counted from the oldest: those about the contact, the company's, or all."""
    return {
        number: check
        for number, check in enumerate(every, start=1)
        if (contact is None or check.contact_id == contact.id) and (not company or check.voice is Voice.COMPANY)
    }


def _look(app: App, show: int | None, with_: str | None, *, company: bool, json: bool) -> None:
    """Print one round, or all of them with the newest first.

    Raises:
        NetcheckError: there is no such round.
    """
    with app.reading() as connection:
        people = contacts.load(connection)
        contact = None if with_ is None else whom(with_, people, connection, app)
        rounds = _rounds(checks.checks(connection, people), contact, company=company)
        steps = checks.steps(connection, people)
    if show is None:
        _list(rounds, names_of(people), app, json=json)
    elif show not in rounds:
        raise NetcheckError("unknown_check", number=show)
    elif json:
        say_json(check_json(show, rounds[show], names_of(people)))
    else:
        _show(rounds[show], steps, people)


def _list(rounds: Mapping[int, Check], names: Mapping[str, str], app: App, *, json: bool) -> None:
    newest_first = {number: rounds[number] for number in sorted(rounds, reverse=True)}
    if json:
        say_json([check_json(number, check, names) for number, check in newest_first.items()])
    elif newest_first:
        say(view.check_list(newest_first, names, app.today, cells=cells()))
        remark(_("To see all answers: netcheck checklist --show {n}").format(n=next(iter(newest_first))))
    else:
        remark(_("No answers yet. Ten questions, about five minutes: netcheck checklist"))


def _show(check: Check, steps: Iterable[Step], people: People) -> None:
    followed = [step for step in steps if step.check_id == check.id]
    found = thaw(check.evidence, {key: people.contacts[root] for key, root in people.root_of.items()})
    say(view.check_card(check, followed, found, names_of(people), cells=cells()))
