"""Make large logs to measure with: 1,000 contacts, ten years, deterministic."""

from __future__ import annotations

import json
import random
import subprocess
from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.model import Contact, Direction, Event, Kind
from netcheck.importers.git_trailers import TRAILERS
from netcheck.store import contacts, events
from netcheck.store.database import opened
from netcheck.store.ids import derived_id
from netcheck.store.ops import writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

TODAY = date(2026, 11, 23)
CONTACTS = 1000
DAYS = 3652
AUTHORS = 300
_BATCH = 20_000
_HOUR = 3600


def people() -> list[Contact]:
    """Return the contacts; some keep no balance."""
    return [Contact(derived_id("contact", n), f"Person {n:04}", no_balance=n % 50 == 0) for n in range(CONTACTS)]


def exchanges(size: int) -> Iterator[Event]:
    """Yield so many events; a tenth of the contacts has most of them."""
    chance = random.Random(size)  # noqa: S311 - a measurement needs repetition, not secrecy
    known, kinds, today = people(), [kind for kind in Kind if kind is not Kind.TALK], TODAY.toordinal()
    for n in range(size):
        contact = known[int(CONTACTS * chance.random() ** 3)]
        direction = chance.choices(list(Direction), [5, 4, 1])[0]
        kind = Kind.TALK if direction is Direction.MUTUAL else chance.choice(kinds)
        day = today - chance.randrange(DAYS)
        yield Event(derived_id("event", n), day, contact.id, direction, kind, chance.choices([1, 2, 3], [8, 1, 1])[0])


def store(path: Path, size: int) -> None:
    """Write a log of so many events into a new file."""
    batch: list[Event] = []
    with opened(path, create=True) as connection, writing(connection, "import") as writer:
        contacts.add_all(writer, people())
        for event in exchanges(size):
            batch.append(event)
            if len(batch) == _BATCH:
                events.add(writer, batch)
                batch.clear()
        events.add(writer, batch)


def jsonl(path: Path, size: int) -> None:
    """Write so many events as a file to import."""
    names = {contact.id: contact.name for contact in people()}
    with path.open("w", encoding="utf-8") as file:
        for n, event in enumerate(exchanges(size)):
            line = {
                "type": "event",
                "on": date.fromordinal(event.day).isoformat(),
                "with": names[event.contact_id],
                "direction": event.direction,
                "kind": event.kind,
                "note": "",
                "source": f"bench:{n}",
            }
            file.write(json.dumps(line) + "\n")


def repository(path: Path, size: int) -> None:
    """Make a bare repository of so many commits, of which some name people in trailers."""
    chance = random.Random(size)  # noqa: S311 - as above
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", path], check=True)  # noqa: S607
    command = ["git", "-C", path, "fast-import", "--quiet"]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None  # noqa: S101 - it was asked for
        for n in range(size):
            named = [f"{chance.choice([*TRAILERS])}: {_author(chance)}" for _ in range(chance.choice([0, 1, 1, 2, 3]))]
            text = "\n".join([f"part: change {n}", "", "Why this was done,", "in two lines.", "", *named]).encode()
            when = f"{1_300_000_000 + n * _HOUR} +0000"
            head = f"commit refs/heads/main\nauthor {_author(chance)} {when}\ncommitter {author(0)} {when}\n"
            process.stdin.write(head.encode() + b"data %d\n%s\n" % (len(text), text))
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)


def author(number: int) -> str:
    """Return somebody who writes in the repository; the lower the number, the more."""
    return f"Person {number:04} <person{number}@example.org>"


def _author(chance: Random) -> str:
    return author(int(AUTHORS * chance.random() ** 3))
