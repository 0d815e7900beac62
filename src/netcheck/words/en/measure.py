"""One measure over time, in English."""

from netcheck.words.shape.measure import MeasureWords, SeriesWords

_YOUNG = "In the first year of a log, strengths grow by themselves."

TEXTS = MeasureWords(
    summary="The latest is {last} (on {date}), the highest {high} ({high_month}), the lowest {low} ({low_month}).",
    as_always="{last} all along, most recently on {date}.",
    only="There is only one value for this so far: {last} (on {date}).",
    nothing="Your log does not hold enough for this in that time.",
    unfinished="The last period is not over yet.",
    tips=(("netcheck report --explain", "where the number comes from, and how sure it is"),),
    series={
        "effective_contacts": SeriesWords(
            screen="Core",
            name="Effective contacts",
            told=f"How many equally strong ties the exchange amounts to. {_YOUNG}",
            value="{value:1}",
        ),
        "depth": SeriesWords(
            screen="Depth",
            name="Depth",
            told=f"How many fresh entries the tie behind a typical exchange carries. {_YOUNG}",
            value="{value:1}",
        ),
        "giving_share": SeriesWords(
            screen="Giving and receiving",
            name="Giving share",
            told="How much of the giving and receiving in the twelve months before came from you.",
            value="{value:%}",
            also=("Giving",),
        ),
        "reciprocity": SeriesWords(
            screen="Both ways",
            name="Reciprocity",
            told="How much of the giving and receiving in the twelve months before is matched with the same person.",
            value="{value:%}",
        ),
        "coverage_two": SeriesWords(
            screen="What it gives you",
            name="Function coverage",
            told="How many of the six areas came from two people or more in the two years before.",
            value="{value} of 6",
            also=("Coverage", "What it gives you and what you give"),
        ),
        "retention": SeriesWords(
            screen="Stayed",
            name="Retention",
            told=(
                "How many of the people of the year before last were there in the last one, too. "
                "The number begins after two years, with at least ten people."
            ),
            value="{value:%}",
        ),
        "events": SeriesWords(
            screen="Entries",
            name="Entries",
            told="How much you logged in each period.",
            value="{value}",
        ),
        "clear_yes": SeriesWords(
            screen="Clear yeses",
            name="Clear-yes rate",
            told="Clear yeses out of ten questions, round by round.",
            value="{value} of 10",
            also=("Yes",),
        ),
    },
)
