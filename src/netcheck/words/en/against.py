"""Two days side by side, in English."""

from netcheck.words.shape.against import AgainstWords, RowWords
from netcheck.words.shape.common import Count

_MORE = {"up": "more", "down": "less", "same": "no clear difference"}

TEXTS = AgainstWords(
    title="Two days side by side, each with the twelve months before it.",
    rows={
        "events": RowWords(name="Logged", value="{entries}", n="with {from_people}", changes={}),
        "effective_contacts": RowWords(
            name="Core",
            value="{value:1}",
            range="{low:1} to {high:1}",
            n="out of {from_people}",
            changes=_MORE,
            told="Core: how many equally strong ties the exchange amounts to.",
        ),
        "depth": RowWords(
            name="Depth",
            value="{value:1}",
            range="{low:1} to {high:1}",
            n="out of {from_people}",
            changes=_MORE,
            told="Depth: how many fresh entries the tie behind a typical exchange carries.",
        ),
        "reciprocity": RowWords(
            name="Both ways",
            value="{value:%}",
            range="{expected:%} by chance",
            n="out of {from_entries}",
            changes=_MORE,
            told="Both ways: how much has its counterpart with the same person.",
        ),
        "giving_share": RowWords(
            name="Giving",
            value="{value:%} from you",
            range="{likely}",
            n="out of {from_entries}",
            changes=_MORE,
        ),
        "coverage": RowWords(
            name="What it gives you",
            value="{two} of {of} areas",
            changes=_MORE,
            told="What it gives you: in how many areas something came from two people or more in two years.",
        ),
        "retention": RowWords(
            name="Stayed",
            value="{kept} of {before}",
            range="{likely}",
            changes=_MORE,
            told="Stayed: how many of the year before were still there; from two years of log on.",
        ),
        "clear_yes": RowWords(name="Clear yeses", value="{yes} of {of}", changes={}),
    },
    from_entries=Count("one entry", "{n} entries"),
    from_people=Count("one person", "{n} people"),
    density={
        "denser": "Denser: fewer people, more with each.",
        "grown": "Grown: more people, more with each.",
        "broader": "Broader: more people, less with each.",
        "calmer": "Calmer: fewer people, less with each.",
        "same": "On the whole much as it was then.",
        "unclear": "Not clear-cut: the plain number of people and entries points another way than core and depth.",
    },
    young=(
        "On the earlier day the log was not a year old. That early, numbers grow by themselves; "
        "that is why no “more” or “less” stands beside them."
    ),
    pause=(
        "In one of the two years your log holds nothing for a while. Not logged does not mean nothing happened; "
        "that is why no “more” or “less” stands beside the numbers."
    ),
    effort=(
        "In one of the two years far more is logged than in the other. For depth, areas and who stayed, "
        "a comparison would measure the logging, not your network."
    ),
    overlapping="Less than a year lies between the two days: some entries count on both.",
    too_little="On {date} that is not much yet: under 30 entries or five contacts, the numbers say hardly anything.",
    nothing="–",
    same_day="That is the same day twice.",
)
