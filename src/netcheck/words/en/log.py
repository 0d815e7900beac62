"""What `netcheck log` says in English."""

from netcheck.words.shape.common import Count
from netcheck.words.shape.log import LogWords

TEXTS = LogWords(
    intro="One line for each entry, no quotes needed. Empty line: go on. ?: help",
    received="received › ",
    given="given    › ",
    help="Who, what, a note  Alma feedback on the ending\n"
    "Several people     Alma, Robert share interview\n"
    "The other way      gave Alma help moving house\n"
    "Both at once       with Alma coffee at the station\n"
    "Another day        Alma feedback --on yesterday\n"
    "Weight             Alma advice --big (noticeable), --huge (changed something)\n"
    "Tab completes names and kinds, arrow up brings back the last line. Ctrl-D: done",
    done=Count("One entry. To take it back: netcheck undo", "{n} entries. To take the last line back: netcheck undo"),
    nothing="Nothing logged.",
    which_kind="What was it?",
    talk_is_mutual="A talk always counts for both sides.",
    about_the_middle="Without an exact day it stands in the middle of the month.",
    about_today="Without an exact day it stands on today: the middle of the month is still to come.",
    keep_language="English, because you write English. To keep it: netcheck config set language en",
    catch_up="Since {day}, roughly will do. Enter: nothing, or cannot remember.",
    catch_up_unknown="Your log knows nobody yet. Just begin: netcheck log",
    catch_up_nobody="There is nothing to catch up with: the last entry is from {day}.",
    skip=("s", "skip"),
    stored=Count("One entry stored. To take it back: netcheck undo", "{n} entries stored. "
                 "To take them back: netcheck undo"),
    line="  Line {number}: {text}",
    verb_hint="got, gave or with",
)  # fmt: skip
