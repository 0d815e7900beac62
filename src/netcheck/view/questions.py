"""The ten questions in their three voices, and those of the guide."""

from __future__ import annotations

from netcheck.i18n import N_
from netcheck.value import Value


class Question(Value):
    """One question, and what a clear yes to it would look like; {name} is the contact."""

    text: str
    clear_yes: str


class GuideQuestion(Value):
    """One question of the guide, and a hint that helps to begin."""

    text: str
    help: str


SHORT_NAMES = {
    "authentic": N_("recognising you"),
    "dialogue": N_("dialogue"),
    "sustainable": N_("lasting"),
    "respect": N_("respect"),
    "reciprocity": N_("give and take"),
    "same_extent": N_("same extent"),
    "clear_conscience": N_("clear conscience"),
    "meet_yourself": N_("meeting yourself"),
    "miss_them": N_("missing the others"),
    "be_missed": N_("leaving a gap"),
}

PERSON = {
    "authentic": Question(
        text=N_("Would people who know you only online recognise you at your kitchen table?"),
        clear_yes=N_("Meeting you in person holds no surprises."),
    ),
    "dialogue": Question(
        text=N_("Are you online for honest conversations that go on, rather than to broadcast?"),
        clear_yes=N_("You ask, you answer, and you write even when you need nothing."),
    ),
    "sustainable": Question(
        text=N_("Does a relationship that lasts for years matter more to you than a quick win?"),
        clear_yes=N_("You would turn down an advantage that strains a relationship."),
    ),
    "respect": Question(
        text=N_("Do you treat people online with respect and sincerity, even when you disagree?"),
        clear_yes=N_("Anyone could read your last argument and you would stand by it."),
    ),
    "reciprocity": Question(
        text=N_("Do giving and accepting belong together for you?"),
        clear_yes=N_("You give without waiting, and you can also accept help."),
    ),
    "same_extent": Question(
        text=N_("Do you do about as much for others as they do for you?"),
        clear_yes=N_("It evens out over a year; single favours do not matter."),
    ),
    "clear_conscience": Question(
        text=N_("Could you tell those closest to you openly why you do what you do online?"),
        clear_yes=N_("There is nothing to leave out and nothing to dress up."),
    ),
    "meet_yourself": Question(
        text=N_("Imagine someone just like you writes to you: would you be glad?"),
        clear_yes=N_("You would answer and want to read more."),
    ),
    "miss_them": Question(
        text=N_("Would you miss the people if you no longer heard from your network?"),
        clear_yes=N_("Names come to mind at once, not just numbers."),
    ),
    "be_missed": Question(
        text=N_("Does it matter to you that others notice when you are quiet for a while?"),
        clear_yes=N_("You want to mean something to people, and you act on it."),
    ),
}

COMPANY = {
    "authentic": Question(
        text=N_("Is your company online the one people meet on the phone and at the door?"),
        clear_yes=N_("It sounds the same online as it does in person."),
    ),
    "dialogue": Question(
        text=N_("Does your company talk with people online, honestly and for the long run, not just about itself?"),
        clear_yes=N_("Questions and criticism get an answer from a person."),
    ),
    "sustainable": Question(
        text=N_("Do lasting relationships count for more in your company than the next spike in the numbers?"),
        clear_yes=N_("No campaign runs that would annoy those who have stayed."),
    ),
    "respect": Question(
        text=N_("Does your company stay respectful and sincere online, complaints included?"),
        clear_yes=N_("Mistakes are admitted and nobody is made to look small."),
    ),
    "reciprocity": Question(
        text=N_("Does your company give to its network and accept what comes back?"),
        clear_yes=N_("It shares, gives credit and helps even where there is nothing to sell."),
    ),
    "same_extent": Question(
        text=N_("Does your company do about as much for others as they do for it?"),
        clear_yes=N_("Those who recommend it get something from it, too."),
    ),
    "clear_conscience": Question(
        text=N_("Could your company print on its front page why it is active online?"),
        clear_yes=N_("Everyone it concerns could read the internal plan."),
    ),
    "meet_yourself": Question(
        text=N_("Would you like to deal with a company like yours?"),
        clear_yes=N_("You would follow it even if you did not work there."),
    ),
    "miss_them": Question(
        text=N_("Would your company miss the people who follow it, and not just their number?"),
        clear_yes=N_("It knows some of them by name."),
    ),
    "be_missed": Question(
        text=N_("Would your company want to leave a gap if it went quiet?"),
        clear_yes=N_("It does something for these people that no one else does."),
    ),
}

CONTACT = {
    "dialogue": Question(
        text=N_("Are you and {name} in conversation, honestly and again and again?"),
        clear_yes=N_("Each of you roughly knows what is on the other’s mind."),
    ),
    "sustainable": Question(
        text=N_("Does {name} count for more with you in the long run than what comes of it now?"),
        clear_yes=N_("You would stay in touch even if nothing came of it."),
    ),
    "respect": Question(
        text=N_("Do you treat {name} with respect and sincerity, even when you disagree?"),
        clear_yes=N_("What you say about {name} you could say to {name}."),
    ),
    "reciprocity": Question(
        text=N_("Does something go both ways between you and {name}?"),
        clear_yes=N_("You can think of one example each way from this year."),
    ),
    "same_extent": Question(
        text=N_("Do you do about as much for {name} as {name} does for you?"),
        clear_yes=N_("Sometimes it is you, sometimes {name}, and it suits you both."),
    ),
    "miss_them": Question(
        text=N_("Would you miss {name} if you no longer heard from each other?"),
        clear_yes=N_("You know at once what would be missing."),
    ),
    "be_missed": Question(
        text=N_("Does it matter to you that {name} misses you when you are quiet?"),
        clear_yes=N_("You want to be there for {name} even when nothing is up."),
    ),
}

GUIDE_SHORT = {
    "approach": N_("How to approach you"),
    "gladness": N_("What pleases you"),
    "request": N_("A good request"),
    "support": N_("Where help is welcome"),
    "community": N_("What belonging means"),
    "trust": N_("When to trust"),
}
"""The questions of the guide in short, beside the answers that are quoted."""

GUIDE = {
    "approach": GuideQuestion(
        text=N_("How would you like people to approach you, and in what tone?"),
        help=N_("First names or not, short or long, in public or in private."),
    ),
    "gladness": GuideQuestion(
        text=N_("What would really please you online?"),
        help=N_("A small thing will do: a question, a hint, a thank-you."),
    ),
    "request": GuideQuestion(
        text=N_("How do you recognise a request that you are glad to accept?"),
        help=N_("Think of the last good one and the last bad one."),
    ),
    "support": GuideQuestion(
        text=N_("What should your network be able to help you with?"),
        help=N_("Encouragement, finds, recommendations, advice, work, backing."),
    ),
    "community": GuideQuestion(
        text=N_("What does belonging mean to you?"),
        help=N_("What would you not have on your own?"),
    ),
    "trust": GuideQuestion(
        text=N_("How can you tell that you can trust someone?"),
        help=N_("How long does it take, and what has to happen first?"),
    ),
}
