"""One session of the ten questions: each answer is stored as it is given, and a break loses nothing."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

from netcheck import ask
from netcheck.cli.app import say
from netcheck.cli.confirmation import confirm_change
from netcheck.cli.decision import present
from netcheck.cli.text_input import clean
from netcheck.domain.check_dates import checks_like
from netcheck.domain.checklist import ANSWER_OF, CheckDraft, open_steps
from netcheck.domain.evidence import evidence, freeze, gap
from netcheck.domain.model import Answer, Check, Contact, Step, Voice
from netcheck.domain.shell_quoting import quoted
from netcheck.errors import Cancelled, ChangedError
from netcheck.i18n import N_, _, ngettext, pgettext
from netcheck.store import checks, contacts, local_state, whole_log
from netcheck.store.ids import new_id
from netcheck.store.ops import transaction, writing
from netcheck.view import checklist as view
from netcheck.view.evidence import agreement, evidence_block, evidence_sentence, speaks
from netcheck.view.question_text import when_phrase
from netcheck.view.safe import safe
from netcheck.view.text import PROSE_CELLS, wrap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netcheck.cli.app import App
    from netcheck.domain.evidence import Evidence
    from netcheck.store.contacts import People
    from netcheck.store.database import Connection
    from netcheck.store.ops import Writer


_ONE_LETTER_LEFT = (
    N_("es"),
    N_("artly"),
    N_("o"),
)


class EvidenceTiming(StrEnum):
    """When the log has its say on the answers: an answer must not be bent by what it said to the one before."""

    END = "end"
    NOW = "now"
    OFF = "off"


class Navigation(Enum):
    """What else a key does at a question."""

    BACK = "back"
    NOTE = "note"
    KEEP = "keep"


class StepOutcome(Enum):
    """What became of a step."""

    DONE = "done"
    STAYS = "stays"
    DROPPED = "dropped"


_NAVIGATION = {"z": Navigation.BACK, "b": Navigation.BACK, "+": Navigation.NOTE}
_ANSWERS = {letter: answer for letter, answer in ANSWER_OF.items() if len(letter) == 1}


class ChecklistSession(NamedTuple):
    """One person's way through the questions in one voice, about one contact or none."""

    app: App
    connection: Connection
    people: People
    voice: Voice
    contact: Contact | None
    hearing: EvidenceTiming = EvidenceTiming.END

    @property
    def name(self) -> str | None:
        """The name of the contact that the questions are about."""
        return self.contact.name if self.contact else None

    @property
    def contact_id(self) -> str | None:
        """The id of that contact."""
        return self.contact.id if self.contact else None

    def go(self) -> None:
        """Ask what is left to ask, then finish the round.

        Raises:
            Cancelled: the user takes a break; what was answered is kept.
        """
        draft = None
        try:
            draft = self._begin()
            draft = self._look_back(draft)
            found = self._heard_now()
            while draft.question is not None:
                draft = self._ask(draft, found)
        except (Cancelled, KeyboardInterrupt):
            kept = local_state.draft(self.connection, self.voice, self.contact_id)
            if draft is None or kept is None or not kept.answers:
                raise
            facts = {"n": len(kept.answers), "of": len(kept.questions)}
            raise Cancelled("checklist_paused", further=[f"  {self._command()}"], **facts) from None
        self._finish(draft)

    def _begin(self) -> CheckDraft:
        """Go on with the round in progress or begin one, and say so."""
        today = self.app.today
        draft = local_state.draft(self.connection, self.voice, self.contact_id)
        if draft is not None and draft.answers and self._goes_on(draft):
            return draft
        guide = checks.guide(self.connection) if self.voice is Voice.PERSON else []
        say(view.opening(self.voice, self.name, guide))
        asked = draft.asked if draft is not None and not draft.is_old(today.toordinal()) else ()
        return self._keep(CheckDraft(self.voice, today.toordinal(), self.contact_id, asked=asked), draft)

    def _goes_on(self, draft: CheckDraft) -> bool:
        """Say where the round in progress stands; ask about an old one whether it should go on."""
        today = self.app.today
        of = len(draft.questions)
        if not draft.is_old(today.toordinal()):
            say(
                ngettext(
                    "Picking up where you left off: {n} of {of} answers is stored.",
                    "Picking up where you left off: {n} of {of} answers are stored.",
                    len(draft.answers),
                ).format(n=len(draft.answers), of=of)
            )
            return True
        say(
            ngettext(
                "You began {when}; {n} of {of} answers is stored.",
                "You began {when}; {n} of {of} answers are stored.",
                len(draft.answers),
            ).format(n=len(draft.answers), of=of, when=when_phrase(draft.started, today))
        )
        return ask.choose(
            _("How would you like to go on?"), [(_("go on from there"), True), (_("start afresh"), False)]
        )

    def _look_back(self, draft: CheckDraft) -> CheckDraft:
        """Ask once about each open step of earlier rounds: done, still meant, or let go."""
        earlier = checks.checks(self.connection, self.people)
        steps = open_steps(checks.steps(self.connection, self.people), earlier, self.voice, self.contact_id)
        left = [step for step in steps if step.id not in draft.asked]
        if left:
            days = {check.day for check in earlier if check.id in {step.check_id for step in left}}
            from_one = len(days) == 1 and all(step.check_id for step in left)
            say("\n" + view.steps_head(days.pop() if from_one else None, self.app.today))
        for step in left:
            self._ask_fate(step)
            draft = self._keep(draft.ask(step.id), draft)
        return draft

    def _ask_fate(self, step: Step) -> None:
        fates = {
            _("d"): StepOutcome.DONE,
            pgettext("key", "s"): StepOutcome.STAYS,
            _("l"): StepOutcome.DROPPED,
        }
        match ask.keys(view.step_prompt(step.text), fates):
            case StepOutcome.DONE:
                with writing(self.connection, "step done") as writer:
                    if self._is_open(step):
                        checks.change_step(writer, step.id, {"done": self.app.today.toordinal()})
            case StepOutcome.DROPPED:
                with writing(self.connection, "step drop") as writer:
                    if self._is_open(step):
                        checks.remove_step(writer, step.id)

    def _is_open(self, step: Step) -> bool:
        """Say whether a step is as it was when it was asked about; what was settled elsewhere stays settled."""
        return step in checks.steps(self.connection, contacts.load(self.connection))

    def _heard_now(self) -> Mapping[str, Evidence]:
        """Return what to say after each answer; nothing where the log knows too little, which is said at once."""
        found = self._hear() if self.hearing is EvidenceTiming.NOW else {}
        if found and not speaks(found):
            say(
                "\n"
                + "\n".join(
                    wrap(_("Your log cannot speak to this yet; the questions do not need a full log."), PROSE_CELLS)
                )
            )
            return {}
        return found

    def _ask(self, draft: CheckDraft, found: Mapping[str, Evidence]) -> CheckDraft:
        """Ask the present question until a key moves on or back."""
        say(view.question(draft, self.name))
        say("")
        question, allowed = draft.question or "", _allowed(draft)
        while (pressed := ask.keys(view.answer_prompt(draft), allowed)) is Navigation.NOTE:
            note = ask.text(f"  {_('Note ›')}", default=draft.notes.get(question, ""))
            draft = self._keep(draft.note(clean(note)), draft)
        if isinstance(pressed, Navigation):
            return self._keep(draft.back() if pressed is Navigation.BACK else draft.next(), draft)
        draft = self._keep(draft.answer(pressed), draft)
        if question in found:
            said = evidence_sentence(found[question], pressed)
            say("\n".join(wrap(said, PROSE_CELLS, "  ")))
        return draft if pressed is Answer.YES else self._ask_step(draft, question)

    def _ask_step(self, draft: CheckDraft, question: str) -> CheckDraft:
        """Offer to write down a next step; the rest of an answer typed in full is none."""
        step = clean(ask.text(f"  {_('A small next step? (Enter: none) ›')}", default=draft.steps.get(question, "")))
        return self._keep(draft.step(question, "" if step.casefold() in map(_, _ONE_LETTER_LEFT) else step), draft)

    def _keep(self, draft: CheckDraft, before: CheckDraft | None) -> CheckDraft:
        """Keep the answers so far, unless those kept are not the ones from `before`.

        Raises:
            ChangedError: the same questions are answered elsewhere, too.
        """
        with transaction(self.connection):
            if local_state.draft(self.connection, self.voice, self.contact_id) != before:
                raise ChangedError("checklist_elsewhere")
            local_state.keep_draft(self.connection, draft)
        return draft

    def _finish(self, draft: CheckDraft) -> None:
        """Show what came of it, ask for a remark, and store the round."""
        say("")
        check, found = self._with_evidence(draft.finish(new_id(), self.app.today.toordinal()))
        self._tell(check, found, self._earlier())
        try:
            remark = clean(ask.text(_("What did you notice? (Enter: nothing) ›")))
        except Cancelled:
            remark = ""  # everything was answered; leaving here means that there is nothing to add
        check = check.replaced(remark=remark)
        self._confirm(check, self._store(check, draft))

    def take(self, check: Check) -> None:
        """Store a round that was answered at once, and say then what came of it."""
        check, found = self._with_evidence(check)
        earlier = self._earlier()
        writer = self._store(check)
        self._tell(check, found, earlier)
        self._confirm(check, writer)

    def _with_evidence(self, check: Check) -> tuple[Check, Mapping[str, Evidence]]:
        """Return a round not stored yet with what the log says to it, be that shown or not."""
        found = self._hear()
        return check.replaced(evidence=freeze(found)), found

    def _earlier(self) -> Check | None:
        """Return the round before the one at hand, as long as that is not stored."""
        earlier = checks_like(checks.checks(self.connection, self.people), self.voice, self.contact_id)
        return earlier[-1] if earlier else None

    def _tell(self, check: Check, found: Mapping[str, Evidence], earlier: Check | None) -> None:
        """Say what came of a round, beside the one before it."""
        say(view.result(check, earlier, self.app.today))
        apart = gap(check)
        if found and self.hearing is EvidenceTiming.END:
            say("\n".join([*[""] * speaks(found), *evidence_block(check, found, cells=PROSE_CELLS)]))
        elif apart and self.hearing is EvidenceTiming.NOW:
            say("\n".join(wrap(agreement(apart), PROSE_CELLS)))

    def _hear(self) -> Mapping[str, Evidence]:
        """Return what the log says today to the answers about oneself; it has no say on other rounds."""
        if self.voice is not Voice.PERSON or self.contact is not None:
            return {}
        return evidence(whole_log.load(self.connection), self.app.today.toordinal())

    def _store(self, check: Check, draft: CheckDraft | None = None) -> Writer:
        """Store a finished round and the steps of its draft as one command, and drop the draft."""
        steps = [
            Step(new_id(), text, check.contact_id, check_id=check.id, question=question)
            for question, text in (draft.steps.items() if draft else ())
        ]
        with writing(self.connection, "checklist") as writer:
            self._make_sure(draft)
            checks.add_checks(writer, [check])
            checks.add_steps(writer, steps)
            if draft:
                local_state.drop_draft(self.connection, draft)
        return writer

    def _confirm(self, check: Check, writer: Writer) -> None:
        confirm_change(writer, self.app)
        months = self.app.settings.months_between_checks
        if months is not None:
            say(view.due_again(check, months))

    def _make_sure(self, draft: CheckDraft | None) -> None:
        """Refuse a round about somebody who is gone, and one whose answers were gone on with elsewhere.

        Raises:
            ChangedError: it is.
        """
        if self.contact is not None:
            present(self.contact, contacts.load(self.connection))
        if draft is not None and local_state.draft(self.connection, self.voice, self.contact_id) != draft:
            raise ChangedError("checklist_elsewhere")

    def _command(self) -> str:
        if self.contact is not None:
            return f"netcheck checklist --with {safe(quoted(self.contact.name))}"
        if self.voice is Voice.COMPANY:
            return "netcheck checklist --company"
        return "netcheck checklist" + (f" --evidence {self.hearing}" if self.hearing is not EvidenceTiming.END else "")


def _allowed(draft: CheckDraft) -> Mapping[str, Answer | Navigation]:
    """Return the keys of both languages that mean something at the present question."""
    allowed: dict[str, Answer | Navigation] = {**_ANSWERS, **_NAVIGATION}
    if draft.question in draft.answers:
        allowed[""] = Navigation.KEEP
    return allowed
