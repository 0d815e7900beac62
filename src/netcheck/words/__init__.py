"""Every text a person reads, one group of texts at a time."""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netcheck.words.shape.against import AgainstWords
    from netcheck.words.shape.ask import AskWords
    from netcheck.words.shape.checklist import ChecklistWords
    from netcheck.words.shape.common import CommonWords
    from netcheck.words.shape.demo import DemoWords
    from netcheck.words.shape.evidence import EvidenceWords
    from netcheck.words.shape.explain import ExplainWords
    from netcheck.words.shape.guide import GuideWords
    from netcheck.words.shape.home import HomeWords
    from netcheck.words.shape.kinds import KindWords
    from netcheck.words.shape.log import LogWords
    from netcheck.words.shape.looking import LookingWords
    from netcheck.words.shape.measure import MeasureWords
    from netcheck.words.shape.moving import MovingWords
    from netcheck.words.shape.page import PageWords
    from netcheck.words.shape.remind import RemindWords
    from netcheck.words.shape.report import ReportWords
    from netcheck.words.shape.schedule import ScheduleWords
    from netcheck.words.shape.sentences import SentenceWords
    from netcheck.words.shape.steps import StepWords
    from netcheck.words.shape.suggest import SuggestWords
    from netcheck.words.shape.who import WhoWords

LANGUAGES = ("de", "en")


class Words:
    """The texts of one language. A group is imported when it is first read: start-up is a feature.

    Each group has its shape in `words/shape/`, filled in `words/de/` and `words/en/` by a
    value named TEXTS, so that the type checker misses no text.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def _group(self, name: str) -> Any:  # noqa: ANN401 - each property below states its type
        return import_module(f"netcheck.words.{self.language}.{name}").TEXTS

    @cached_property
    def common(self) -> CommonWords:
        """Numbers, days, lists of names."""
        group: CommonWords = self._group("common")
        return group

    @cached_property
    def errors(self) -> Mapping[str, str]:
        """One sentence for each code of NetcheckError."""
        group: Mapping[str, str] = self._group("errors")
        return group

    @cached_property
    def help(self) -> Mapping[str, str]:
        """Help for each command ("log") and each parameter ("log.on")."""
        group: Mapping[str, str] = self._group("help")
        return group

    @cached_property
    def sentences(self) -> SentenceWords:
        """One true sentence for each kind and direction, and for each change."""
        group: SentenceWords = self._group("sentences")
        return group

    @cached_property
    def kinds(self) -> KindWords:
        """The names of kinds and functions, and how to log each kind."""
        group: KindWords = self._group("kinds")
        return group

    @cached_property
    def looking(self) -> LookingWords:
        """Lists, cards and history."""
        group: LookingWords = self._group("looking")
        return group

    @cached_property
    def ask(self) -> AskWords:
        """What stands beside every question at the terminal."""
        group: AskWords = self._group("ask")
        return group

    @cached_property
    def checklist(self) -> ChecklistWords:
        """The ten questions, and what is said around them."""
        group: ChecklistWords = self._group("checklist")
        return group

    @cached_property
    def evidence(self) -> EvidenceWords:
        """What the log says to the answers of a check."""
        group: EvidenceWords = self._group("evidence")
        return group

    @cached_property
    def guide(self) -> GuideWords:
        """The guide: six questions on how one would like to be met."""
        group: GuideWords = self._group("guide")
        return group

    @cached_property
    def report(self) -> ReportWords:
        """The report on the terminal, section by section."""
        group: ReportWords = self._group("report")
        return group

    @cached_property
    def explain(self) -> ExplainWords:
        """Where each number of a report comes from."""
        group: ExplainWords = self._group("explain")
        return group

    @cached_property
    def measure(self) -> MeasureWords:
        """One measure over time."""
        group: MeasureWords = self._group("measure")
        return group

    @cached_property
    def against(self) -> AgainstWords:
        """Two days side by side."""
        group: AgainstWords = self._group("against")
        return group

    @cached_property
    def page(self) -> PageWords:
        """The report as a page or a picture."""
        group: PageWords = self._group("page")
        return group

    @cached_property
    def moving(self) -> MovingWords:
        """Import, export, demo and config."""
        group: MovingWords = self._group("moving")
        return group

    @cached_property
    def who(self) -> WhoWords:
        """Whom a name means."""
        group: WhoWords = self._group("who")
        return group

    @cached_property
    def home(self) -> HomeWords:
        """The bare command."""
        group: HomeWords = self._group("home")
        return group

    @cached_property
    def log(self) -> LogWords:
        """The log command and its prompt."""
        group: LogWords = self._group("log")
        return group

    @cached_property
    def steps(self) -> StepWords:
        """What stands beside next steps."""
        group: StepWords = self._group("steps")
        return group

    @cached_property
    def demo(self) -> DemoWords:
        """What the made-up log holds."""
        group: DemoWords = self._group("demo")
        return group

    @cached_property
    def suggest(self) -> SuggestWords:
        """What one could do, and whom one could ask."""
        group: SuggestWords = self._group("suggest")
        return group

    @cached_property
    def schedule(self) -> ScheduleWords:
        """The reminder in the machine's scheduler."""
        group: ScheduleWords = self._group("schedule")
        return group

    @cached_property
    def remind(self) -> RemindWords:
        """The digest, and what is decided about reminders."""
        group: RemindWords = self._group("remind")
        return group
