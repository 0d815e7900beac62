"""The ten questions in English, and what is said around them."""

from netcheck.words.shape.checklist import ChecklistWords, Question
from netcheck.words.shape.common import Count

PERSON = {
    "authentic": Question(
        "Would people who know you only online recognise you at your kitchen table?",
        "Meeting you in person holds no surprises.",
    ),
    "dialogue": Question(
        "Are you online for honest conversations that go on, rather than to broadcast?",
        "You ask, you answer, and you write without needing something.",
    ),
    "sustainable": Question(
        "Does a relationship that lasts for years matter more to you than a quick win?",
        "You would turn down an advantage that strains a relationship.",
    ),
    "respect": Question(
        "Do you treat people online with respect and sincerity, even when you disagree?",
        "Anyone could read your last argument and you would stand by it.",
    ),
    "reciprocity": Question(
        "Do giving and accepting belong together for you?",
        "You give without waiting, and you can also accept help.",
    ),
    "same_extent": Question(
        "Do you do about as much for others as they do for you?",
        "It evens out over a year; single favours do not matter.",
    ),
    "clear_conscience": Question(
        "Could you tell those closest to you openly why you do what you do online?",
        "There is nothing to leave out and nothing to dress up.",
    ),
    "meet_yourself": Question(
        "Imagine someone just like you writes to you: would you be glad?",
        "You would answer and want to read more.",
    ),
    "miss_them": Question(
        "Would you miss the people if you no longer heard from your network?",
        "Names come to mind at once, not just reach.",
    ),
    "be_missed": Question(
        "Does it matter to you that others notice when you are quiet for a while?",
        "You want to mean something to people, and you act on it.",
    ),
}

COMPANY = {
    "authentic": Question(
        "Is your company online the one people meet on the phone and at the door?",
        "The tone online is the tone in the house.",
    ),
    "dialogue": Question(
        "Does your company talk with people online, honestly and for the long run, not just about itself?",
        "Questions and criticism get an answer from a person.",
    ),
    "sustainable": Question(
        "Do lasting relationships count for more in your company than the next spike in the numbers?",
        "No campaign runs that would annoy those who have stayed.",
    ),
    "respect": Question(
        "Does your company stay respectful and sincere online, complaints included?",
        "Mistakes are admitted and nobody is made to look small.",
    ),
    "reciprocity": Question(
        "Does your company give to its network and accept what comes back?",
        "It shares, credits and helps where there is nothing to sell.",
    ),
    "same_extent": Question(
        "Does your company do about as much for others as they do for it?",
        "Those who recommend it get something from it, too.",
    ),
    "clear_conscience": Question(
        "Could your company print on its front page why it is active online?",
        "Everyone it concerns could read the internal plan.",
    ),
    "meet_yourself": Question(
        "Would you like to deal with a company like yours?",
        "You would follow it even if you did not work there.",
    ),
    "miss_them": Question(
        "Would your company miss the people who follow it, and not just their number?",
        "Some of them are known there by name.",
    ),
    "be_missed": Question(
        "Would your company want to leave a gap if it went quiet?",
        "It does something for these people that no one else does.",
    ),
}

CONTACT = {
    "dialogue": Question(
        "Are you and {name} in conversation, honestly and again and again?",
        "Each of you roughly knows what is on the other’s mind.",
    ),
    "sustainable": Question(
        "Does {name} count for more with you in the long run than what comes of it now?",
        "You would stay in touch even if nothing came of it.",
    ),
    "respect": Question(
        "Do you treat {name} with respect and sincerity, even when you disagree?",
        "What you say about {name} you could say to {name}.",
    ),
    "reciprocity": Question(
        "Does something go both ways between you and {name}?",
        "You can think of one example each way from this year.",
    ),
    "same_extent": Question(
        "Do you do about as much for {name} as {name} does for you?",
        "Sometimes it is you, sometimes {name}, and it suits you both.",
    ),
    "miss_them": Question(
        "Would you miss {name} if you no longer heard from each other?",
        "You know at once what would be missing.",
    ),
    "be_missed": Question(
        "Does it matter to you that {name} misses you when you are quiet?",
        "You want to be there for {name} even when nothing is up.",
    ),
}

TEXTS = ChecklistWords(
    person=PERSON,
    company=COMPANY,
    contact=CONTACT,
    short={
        "authentic": "recognising you",
        "dialogue": "dialogue",
        "sustainable": "lasting",
        "respect": "respect",
        "reciprocity": "give and take",
        "same_extent": "same extent",
        "clear_conscience": "open reasons",
        "meet_yourself": "meeting yourself",
        "miss_them": "missing the others",
        "be_missed": "leaving a gap",
    },
    answers={"yes": "yes", "partly": "partly", "no": "no"},
    answers_example="y,p,n,…",
    numbers={7: "seven", 10: "ten"},
    opening="Ten questions, about five minutes.",
    opening_company="Ten questions for your company, about five minutes.",
    opening_contact="Seven questions about you and {name}, about three minutes.",
    strict="They are strict on purpose. A clear yes need not hold today, nor for everyone.",
    only_you="Only you see the answers.",
    pause="Ctrl-C takes a break; nothing is lost.",
    in_month="in {month}",
    on_day="on {date}",
    steps_head="{when} you set yourself:",
    steps_head_plain="You set yourself:",
    step_keys="[d]one  [s]tays  [l]et go ›",
    step_done="d",
    step_stays="s",
    step_dropped="l",
    resumed=Count(
        "On you go from where you left off: {n} of {of} answers is stored.",
        "On you go from where you left off: {n} of {of} answers are stored.",
    ),
    old_draft=Count(
        "You began {when}; {n} of {of} answers is stored.",
        "You began {when}; {n} of {of} answers are stored.",
    ),
    how_to_go_on="How would you like to go on?",
    go_on="go on from there",
    start_anew="start afresh",
    position="{n} of {of}",
    clear_yes="A clear yes: {text}",
    answer_keys="[y]es   [p]artly   [n]o",
    back_key="b back",
    note_key="+ note",
    keep_key="Enter: {answer} stays",
    pause_key="Ctrl-C break",
    note_prompt="Note ›",
    next_step="A small next step? (Enter: none) ›",
    remark="What did you notice? (Enter: nothing) ›",
    result_none="No clear yes out of {of}",
    result=Count("{n} clear yes out of {of}", "{n} clear yeses out of {of}"),
    compared=Count("{result}; {when} it was {n}.", "{result}; {when} there were {n}."),
    gained="new",
    lost="no longer clear",
    due_again="Due again on {date}.",
    one_letter_left=("es", "artly", "o"),
    person_row="you",
    company_row="your company",
    contact_row="you and {name}",
    list_head="Your answers so far · clear yeses",
    list_row="{n} of {of}",
    list_empty="No answers yet. Ten questions, about five minutes: netcheck checklist",
    list_hint="To see all answers: netcheck checklist --show {n}",
    show_head="{date} · {who} · {count}",
    show_note="Note: {text}",
    show_remark="Noticed: {text}",
    show_step="Step: {text}",
)
