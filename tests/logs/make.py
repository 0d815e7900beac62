"""Writes the stored log of this version: every record with every field, and a command that is taken back.

    python tests/logs/make.py

A version that was released is never written again: its file shows what later ones have to open.
"""

from __future__ import annotations

from pathlib import Path

from netcheck.domain.model import (
    Answer,
    Check,
    Circle,
    Contact,
    Direction,
    Distinct,
    Event,
    GuideEntry,
    Kind,
    Step,
    Voice,
)
from netcheck.store import checks, contacts, events, undo
from netcheck.store.database import opened
from netcheck.store.ops import transaction, writing
from netcheck.store.schema import VERSION

UUID = "0193b2c47d0e70008000000000000001"


def write(path: Path) -> None:
    """Write a log with one of everything into a new file."""
    with opened(path, create=True) as connection:
        with writing(connection, "contact add") as writer:
            contacts.add(
                writer,
                Contact(
                    UUID, "Ana Belić", ("Anna",), ("ana@example.org",), ("vcard:7",), ("work",), "--05-12", "Ulm\x00!",
                    no_balance=True, group=True, every="6w", snooze_until=740001, ignored=True,
                ),
            )  # fmt: skip
            contacts.add(writer, Contact("b", "Ben", circles=("Work",)))
            writer.create(Distinct("d", UUID, "b"))
        with writing(connection, "log") as writer:
            events.add(
                writer,
                [
                    Event(
                        "e",
                        740000,
                        UUID,
                        Direction.GIVEN,
                        Kind.HELP,
                        3,
                        "ä",
                        asked=True,
                        one_sided=True,
                        source="git:1",
                    )
                ],
            )
            events.add(writer, [Event("f", 740000, "b", Direction.MUTUAL, Kind.TALK)])
        with writing(connection, "checklist") as writer:
            check = Check(
                "c", 740000, Voice.PERSON, "b", 1, {"respect": "n"}, {"respect": {"e": 1}}, "r",
                answers={"respect": Answer.PARTLY},
            )  # fmt: skip
            checks.add_checks(writer, [check])
            checks.add_steps(writer, [Step("s", "write", "b", 740010, 740000, "c", "respect")])
            checks.write_guide(writer, [GuideEntry("approach", "gently")])
        with writing(connection, "circle edit") as writer:
            contacts.set_interval(writer, "work", "3m")
        with writing(connection, "edit") as writer:
            events.change(writer, "f", {"note": "typo"})
        with writing(connection, "circle edit") as writer:
            writer.create(Circle("k", "choir", "1y"))
        with writing(connection, "remove") as writer:
            events.remove(writer, ["e"])
        with transaction(connection):
            undo.turn(connection, undo.undoable(connection), undone=True)


if __name__ == "__main__":
    write(Path(__file__).with_name(f"v{VERSION}.db"))
