"""Suggestions in English."""

from netcheck.words.shape.common import Count
from netcheck.words.shape.suggest import AskingWords, ReasonWords, SuggestWords

REASONS = ReasonWords(
    quiet="usually {gap}, last {last}",
    quiet_kinds="{quiet}: {kinds}",
    last_on="on {date}",
    step="your step: {text}",
    step_by="{step} (by {date})",
    own_step="Your step",
    came="{kind} from {date}",
    came_near="{kind} from {date}",
    note="{what} ({note})",
    thanks="you could say thank you: {what}",
    offer="{quiet}; you could offer {offer}",
    offer_back="{what}; you could offer {offer}",
    offers={
        "inspiration": "a good word",
        "content": "a find",
        "share": "to pass something on",
        "recommendation": "a recommendation",
        "introduction": "an introduction",
        "feedback": "feedback",
        "help": "help",
    },
    sole="lately only from {name}.",
    sole_ever="so far only from {name}.",
    unseen="not in your log lately, which does not mean there is none.",
    unseen_ever="not in your log yet, which does not mean there is none.",
    via={
        "inspiration": Count("{names} has encouraged you before.", "{names} have encouraged you before."),
        "curation": Count("{names} has sent you finds before.", "{names} have sent you finds before."),
        "referral": Count("{names} has told others about you before.", "{names} have told others about you before."),
        "competence": Count("{names} has helped you along before.", "{names} have helped you along before."),
        "business": Count("{names} has worked with you before.", "{names} have worked with you before."),
        "backing": Count("{names} has stood by you before.", "{names} have stood by you before."),
    },
)

ASKING = AskingWords(
    gave={
        "inspiration": "Encouraged you before",
        "thanks": "Thanked you before",
        "content": "Sent you finds before",
        "share": "Shared something of yours before",
        "recommendation": "Recommended you before",
        "introduction": "Introduced you to someone before",
        "feedback": "Gave you feedback before",
        "help": "Helped you before",
        "business": "Brought you work before",
        "backing": "Stood by you before",
        "other": "Did something for you before",
        "talk": "Talked with you before",
    },
    nobody="Nobody in your log has given you this yet. That does not mean there is no one.",
    similar="Perhaps also",
    know_you=Count("Knows you long and from several sides", "Know you long and from several sides"),
    in_log="People in your log",
    since="since {month}",
    on_one_day="in {month}",
    with_kind="{kind} {since}",
    last="last {day}",
    last_near="last entry {day}",
    request="A request may be short, and a no is allowed.",
    request_crisis="A request may be short: what is going on and what would help now.",
    later="To log it later:  {line}",
    no_reach="To add an address:  {line}",
    empty="Your log knows nobody yet. Who would you ask? That is the answer.",
    empty_crisis="Your log knows nobody yet. Who would you call at night? That is the answer.",
)

TEXTS = SuggestWords(
    guide="(from your guide)",
    reasons=REASONS,
    asking=ASKING,
    also_give="who you could offer something to",
    also_backing="who stands by you when times are hard",
    nothing="Nothing suggests itself just now. Who comes to mind?",
    nothing_to_offer="Nothing suggests itself just now. Whose day would you like to brighten?",
    empty="Your log knows nobody yet. Who has been good to you lately? One line is enough: netcheck log",
)
