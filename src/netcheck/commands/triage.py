"""`netcheck triage` and `spread`: how often to be reminded of whom."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated

import typer

from netcheck import ask
from netcheck.cli.app import App, app_of, remark, say
from netcheck.cli.confirmation import confirm_change
from netcheck.cli.decision import decided, present
from netcheck.cli.due_today import due_today
from netcheck.cli.failures import sentence
from netcheck.cli.output import cells, say_json
from netcheck.cli.tree import application
from netcheck.domain.model import Contact
from netcheck.domain.triage import Week, spread_out, undecided
from netcheck.errors import Cancelled, ChangedError, Exit
from netcheck.i18n import N_, _, ngettext
from netcheck.store import contacts, local_state, whole_log
from netcheck.store.database import Connection
from netcheck.store.ops import Writer, transaction, writing
from netcheck.view.failures import failure
from netcheck.view.remind import decision_prompt, plan_lines, undecided_line
from netcheck.view.text import every_text, wrap

triage_app = application()

CADENCES = ("2w", "6w", "3m", "1y")
"""What the keys from 1 on stand for."""
_NEVER, _LATER, _BACK, _QUIT = "never", "later", "back", "quit"
_KEYS = {
    **{str(number): every for number, every in enumerate(CADENCES, start=1)},
    "n": _NEVER,
    "s": _LATER,
    "": _LATER,
    "q": _QUIT,
}


@triage_app.command()
def triage(context: typer.Context) -> None:
    """Decide person by person how often a reminder comes."""
    app = app_of(context)
    app.need_terminal(failure("triage_no_terminal_prompt", {}))
    with app.log() as connection:
        later = dict(local_state.put_off(connection))
        everything = whole_log.load(connection)
        people = undecided(everything, app.today.toordinal(), later)
        if not everything.contacts:
            say(_("There is nobody in your log yet. To add someone: netcheck contact add"))
            return
        if not people:
            say(_("You have decided for everyone whether and when a reminder comes."))
            return
        say(
            ngettext(
                "One person is left to decide about. One key is enough.",
                "{n} people are left to decide about. One key each is enough; stop whenever you like.",
                len(people),
            ).format(n=len(people))
        )
        now = {person.contact.id: person.contact for person in people}
        settled, at, interrupted = set[str](), 0, False
        try:
            while at < len(people):
                contact = now[people[at].contact.id]
                say(f"\n{undecided_line(people[at], at + 1, len(people), app.today)}")
                if contact.id in settled:
                    said = _("never") if contact.ignored else every_text(contact.every)
                    say(f"  {_('Decided: {decision}').format(decision=said)}")
                decision = ask.keys(decision_prompt(CADENCES, back=at > 0), _KEYS | ({_("b"): _BACK} if at else {}))
                if decision == _QUIT:
                    break
                if decision == _BACK:
                    at -= 1
                    continue
                at += 1
                try:
                    if decision == _LATER:
                        _put_off_deciding(contact, later, connection, app.today)
                        later[contact.id] = app.today.toordinal()
                        continue
                    now[contact.id] = _decide(decision, contact, later, connection, app)
                except ChangedError as error:
                    remark(f"  {sentence(error)}")
                    continue
                settled.add(contact.id)
        except (Cancelled, KeyboardInterrupt) as leaving:  # each decision is stored already
            interrupted = isinstance(leaving, KeyboardInterrupt) or isinstance(leaving.__context__, KeyboardInterrupt)
    left = len(people) - len(settled)
    say(
        "\n"
        + " ".join(
            [
                ngettext("One decision is stored.", "{n} decisions are stored.", len(settled)).format(n=len(settled)),
                *[
                    ngettext(
                        "One person is left: netcheck triage", "{n} people are left: netcheck triage", left
                    ).format(n=left)
                ]
                * (left > 0),
            ]
        )
    )
    if interrupted:  # while Ctrl-D, like q, is a way to be done
        raise typer.Exit(Exit.CANCELLED)


def _put_off_deciding(contact: Contact, later: Mapping[str, int], connection: Connection, today: date) -> None:
    """Keep that somebody is to be decided about later."""
    with transaction(connection):
        local_state.put_off_again(connection, _as_shown(contact, later, connection).id, today)


def _decide(decision: str, contact: Contact, later: Mapping[str, int], connection: Connection, app: App) -> Contact:
    """Store a decision, confirm it, and return the contact as it is then."""
    wish = {"ignored": True, "every": ""} if decision == _NEVER else {"ignored": False, "every": decision}
    with writing(connection, "triage") as writer:
        now = _as_shown(contact, later, connection)
        contacts.change(writer, now, {key: value for key, value in wish.items() if getattr(now, key) != value})
    confirm_change(writer, app, about=now.name)
    app.confirmed()
    return now.replaced(**wish)


def _as_shown(contact: Contact, later: Mapping[str, int], connection: Connection) -> Contact:
    """Return a contact as it is now; the caller holds the transaction.

    Raises:
        ChangedError: it has gone, or was decided about or put off elsewhere since it was shown.
    """
    now = present(contact, contacts.load(connection))
    decided_before = contact.ignored or contact.every
    put_off = local_state.put_off(connection).get(contact.id) != later.get(contact.id)
    if (now.ignored, now.every) != (contact.ignored, contact.every) or (put_off and not decided_before):
        raise ChangedError("changed_meanwhile")
    return now


spread_app = application()


@spread_app.command()
def spread(
    context: typer.Context,
    apply: Annotated[
        bool, typer.Option("--apply", help=N_("Carry out the plan shown; netcheck undo takes it back."))
    ] = False,
    json: Annotated[bool, typer.Option("--json", help=N_("The plan as JSON."))] = False,
) -> None:
    """Spread reminders over the coming weeks where many are due at once, as after an import."""
    app = app_of(context)

    def plan(connection: Connection) -> Sequence[Week]:
        return spread_out(due_today(whole_log.load(connection), app).people, app.today.toordinal())

    if apply:
        with (
            app.log() as connection,
            decided(app, connection, "spread", lambda: plan(connection)) as (writer, weeks),
        ):
            _put_off(weeks[1:], writer)
    else:
        with app.reading() as connection:
            weeks = plan(connection)
    if json:
        say_json([{"from": _iso(week), "people": [person.contact.name for person in week.people]} for week in weeks])
    else:
        _tell(weeks, app, applied=apply)


def _put_off(weeks: Sequence[Week], writer: Writer) -> None:
    for week in weeks:
        for person in week.people:
            contacts.change(writer, person.contact, {"snooze_until": week.first})


def _tell(weeks: Sequence[Week], app: App, *, applied: bool) -> None:
    if len(weeks) <= 1:
        say(
            _("There is nothing to spread: up to five fit into one week.")
            if weeks
            else "\n".join(
                wrap(
                    _(
                        "Nobody is due at the moment. To be reminded of someone: netcheck contact edit NAME --every "
                        "6w. To decide person by person: netcheck triage"
                    ),
                    cells(),
                )
            )
        )
        return
    say("\n".join(plan_lines(weeks, app.today, cells=cells())))
    if applied:
        say(
            ngettext(
                "✓ One reminder is put off.",
                "✓ {n} reminders are put off.",
                sum(len(week.people) for week in weeks[1:]),
            ).format(n=sum(len(week.people) for week in weeks[1:]))
        )
    say(f"  {_('To take it back: netcheck undo') if applied else _('To carry it out: netcheck spread --apply')}")


def _iso(week: Week) -> str:
    return date.fromordinal(week.first).isoformat()
