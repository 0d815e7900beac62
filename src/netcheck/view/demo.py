"""What the made-up log says."""

from __future__ import annotations

from netcheck.domain.demo import DemoTexts
from netcheck.i18n import _


def demo_texts() -> DemoTexts:
    """Return the notes, circles, answers and steps in the language that is spoken."""
    return DemoTexts(
        circles=(_("Writing"), _("Family"), _("Conferences"), _("Clients")),
        notes={
            "inspiration": (
                _("before the reading"),
                _("about the second book"),
                _("after the rejection"),
                _("for a new start"),
                _("on moors"),
            ),
            "thanks": (_("for reading along"), _("for the long letter"), _("for pointing out the prize")),
            "content": (
                _("essay on moors"),
                _("list of free picture archives"),
                _("interview with a bookbinder"),
                _("legal tips for freelancers"),
                _("map of old trade routes"),
                _("talk on copyright"),
            ),
            "share": (
                _("interview"),
                _("sample chapter"),
                _("invitation to the reading"),
                _("post about proofs"),
                _("survey"),
                _("book review"),
                _("call for blog posts"),
                _("announcement of the course"),
            ),
            "recommendation": (
                _("in the newsletter"),
                _("to the public library"),
                _("for an editing job"),
                _("on the podcast"),
            ),
            "introduction": (_("to the publisher"), _("to the illustrator"), _("to the meet-up"), _("to the magazine")),
            "feedback": (
                _("on the ending, chapter 3"),
                _("on the blurb"),
                _("on the outline"),
                _("on the slides"),
                _("on the title"),
                _("on the new website"),
                _("on the synopsis"),
            ),
            "help": (
                _("with the slides"),
                _("with the quote"),
                _("with the microphones before the reading"),
                _("with cutting it down"),
                _("with the tax return"),
                _("finding a room"),
                _("with the translation"),
                _("with proofreading"),
            ),
            "business": (_("editing a guidebook"), _("writing course in autumn"), _("texts for the website")),
            "backing": (_("when the pile-on came"), _("spoke up in public"), _("picked up the phone at night")),
            "talk": (
                _("at the book fair"),
                _("on the phone"),
                _("over coffee"),
                _("after the reading"),
                _("about plans for spring"),
                _("on the train"),
                _("video call"),
            ),
            "other": (_("flowers"),),
        },
        about={
            "Alma Reuter": _("Reads everything twice."),
            "Jürgen Brandt": _("Likes to phone, not before ten."),
            "Tobias Wend": _("Is writing a first book."),
            "Ruth Adler": _("Always has cake in the house."),
            "Textwerk Altona": _("The Thursday group."),
        },
        guide={
            "approach": _("By first name. An honest question rather than praise."),
            "gladness": _("I am glad when somebody asks what became of it."),
            "request": _("By one sentence that shows they have read something of mine."),
            "support": _("With keeping at it, with technology, and when there is trouble in public."),
            "community": _("Without the others I would not have finished the first book."),
            "trust": _("When someone answers even though there is nothing to gain."),
        },
        check_notes={
            "dialogue": _("I share a lot and seldom ask."),
            "same_extent": _("At conferences I give more, in writing I receive more."),
        },
        steps=(
            _("send Ingrid the notes on the grant"),
            _("ask Marta about her talk"),
            _("bring Mehmet and Eva together"),
            _("ask Tobias about his book"),
        ),
        remarks=(
            _("Fewer people now, and it feels right."),
            _("In May three people spoke up for me. I will not forget that."),
            _("Ask, not just share."),
        ),
    )
