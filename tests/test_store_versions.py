"""A stored log of each version opens, and shows what it held; a record's fields all survive the store."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import faults
from logs import stored_log
from netcheck.domain.model import RECORDS, Answer, Check, Direction, Event, GuideEntry, Kind, Step, Voice
from netcheck.domain.record import FieldType
from netcheck.store.database import opened
from netcheck.store.schema import VERSION

LOGS = Path(__file__).with_name("logs")
ANA = "0193b2c47d0e70008000000000000001"


def test_a_stored_log_shows_what_it_held(tmp_path: Path) -> None:
    """The log that was written when this version began opens, and all of it is there."""
    shutil.copy(LOGS / f"v{VERSION}.db", tmp_path / "log.db")
    with opened(tmp_path / "log.db", create=False) as connection:
        found = stored_log(connection)
        assert faults.tables(connection) == faults.tables(faults.refolded(connection))
    ana, ben = found.contacts[ANA], found.contacts["b"]
    assert (ana.name, ana.aliases, ana.identifiers, ana.keys, ana.circles, ana.birthday, ana.note) == (
        "Ana Belić", ("Anna",), ("ana@example.org",), ("vcard:7",), ("work",), "--05-12", "Ulm\x00!",
    )  # fmt: skip
    assert (ana.no_balance, ana.group, ana.every, ana.snooze_until, ana.ignored) == (True, True, "6w", 740001, True)
    assert (ben.name, ben.circles, ben.note) == ("Ben", ("work",), "")
    assert found.events == [
        Event("e", 740000, ANA, Direction.GIVEN, Kind.HELP, 3, "ä", asked=True, one_sided=True, source="git:1"),
        Event("f", 740000, "b", Direction.MUTUAL, Kind.TALK, note="typo"),
    ]
    answers = {"respect": Answer.PARTLY}
    check = Check("c", 740000, Voice.PERSON, "b", 1, {"respect": "n"}, {"respect": {"e": 1}}, "r", answers=answers)
    assert found.checks == [check]
    assert found.steps == [Step("s", "write", "b", 740010, 740000, "c", "respect")]
    assert found.guide == [GuideEntry("approach", "gently")]
    assert [(circle.name, circle.every) for circle in found.circles] == [("choir", "1y"), ("work", "3m")]
    assert [(one.a_id, one.b_id) for one in found.distinct] == [(ANA, "b")]


def test_the_stored_log_holds_every_field() -> None:
    """Each field of each record has another value than its default somewhere in the stored log."""
    with opened(LOGS / f"v{VERSION}.db", create=False) as connection:
        found = stored_log(connection)
    shown = [*found.contacts.values(), *found.events, *found.checks, *found.steps, *found.guide, *found.circles]
    told = {type(one) for one in shown}
    for record in told:
        for name, field in record.fields.items():
            if name != "merged_into" and field.type is not FieldType.ID and name != "question_set":
                assert any(getattr(one, name) != field.default for one in shown if type(one) is record), name
    assert {record.entity for record in told} < RECORDS.keys()


ADDED = """
import importlib.util
import sys
from pathlib import Path

spec = importlib.util.find_spec("netcheck.domain.model")
before, after = Path(spec.origin).read_text(encoding="utf-8").split("    merged_into: ")
line = "    shoe_size: int = field(FieldType.NUMBER, default=1, of=60)\\n"
module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
exec(f"{before}{line}    merged_into: {after}", vars(module))

from netcheck.domain.model import Contact
import faults
from netcheck.store import contacts, ops, undo
log = faults.empty_log()
with ops.writing(log, "contact add") as writer:
    contacts.add(writer, Contact("a", "Ana", shoe_size=42))
    contacts.add(writer, Contact("b", "Ben"))
with ops.writing(log, "contact edit") as writer:
    contacts.change(writer, contacts.load(log).contacts["b"], {"shoe_size": 44})
faults.turn(log, undo.undoable(log), undone=True)
faults.turn(log, undo.redoable(log), undone=False)
assert [one.shoe_size for one in contacts.load(log).contacts.values()] == [42, 44]
assert faults.tables(log) == faults.tables(faults.refolded(log))
print("survived")
"""


def test_a_new_field_survives_the_store() -> None:
    """A field that is added to a record is stored, changed, taken back and folded anew without another line."""
    done = subprocess.run(
        [sys.executable, "-c", ADDED], capture_output=True, text=True, check=False, cwd=Path(__file__).parent
    )
    assert done.stdout == "survived\n", done.stderr
