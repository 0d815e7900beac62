"""What the measures over time are called."""

from __future__ import annotations

from netcheck.i18n import N_
from netcheck.value import Value


class SeriesTexts(Value):
    """One measure: its names, what its chart shows, and its value, filled in as by `number_format.filled`.

    `also` are further names that find it.
    """

    screen: str
    name: str
    told: str
    value: str
    also: tuple[str, ...] = ()


SERIES_NAMES = {
    "effective_contacts": SeriesTexts(
        screen=N_("Core"),
        name=N_("Effective contacts"),
        told=N_(
            "How many equally strong ties the exchange amounts to. In the first year of a log, strengths "
            "grow by themselves."
        ),
        value="{value:1}",
    ),
    "depth": SeriesTexts(
        screen=N_("Depth"),
        name=N_("Depth"),
        told=N_(
            "How many fresh entries the tie behind a typical exchange carries. In the first year of a log, "
            "strengths grow by themselves."
        ),
        value="{value:1}",
    ),
    "giving_share": SeriesTexts(
        screen=N_("Giving and receiving"),
        name=N_("Giving share"),
        told=N_("How much of the giving and receiving in the twelve months before came from you."),
        value="{value:%}",
        also=(N_("Giving"),),
    ),
    "reciprocity": SeriesTexts(
        screen=N_("Both ways"),
        name=N_("Reciprocity"),
        told=N_("How much of the giving and receiving in the twelve months before is matched with the same person."),
        value="{value:%}",
    ),
    "coverage_two": SeriesTexts(
        screen=N_("What it gives you"),
        name=N_("Function coverage"),
        told=N_("How many of the six areas came from two people or more in the two years before."),
        value=N_("{value} of 6"),
        also=(
            N_("Coverage"),
            N_("What it gives you and what you give"),
        ),
    ),
    "retention": SeriesTexts(
        screen=N_("Stayed"),
        name=N_("Retention"),
        told=N_(
            "How many of the people of the year before last were there in the last one, too. The number "
            "begins after two years, with at least ten people."
        ),
        value="{value:%}",
    ),
    "events": SeriesTexts(
        screen=N_("Entries"),
        name=N_("Entries"),
        told=N_("How much you logged in each period."),
        value="{value}",
    ),
    "clear_yes": SeriesTexts(
        screen=N_("Clear yeses"),
        name=N_("Clear-yes rate"),
        told=N_("Clear yeses out of ten questions, round by round."),
        value=N_("{value} of 10"),
        also=(N_("Yes"),),
    ),
}
