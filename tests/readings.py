"""How tests read the files of other programs: a folder, the same as an archive, or files made on the spot."""

from __future__ import annotations

import io
import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from conftest import spoken
from netcheck.domain.model import Contact, Event
from netcheck.errors import NetcheckError
from netcheck.i18n import LANGUAGES
from netcheck.importers.base import Draft, Findings, Options
from netcheck.importers.source import opened_source
from netcheck.view.failures import failure
from netcheck.view.import_plan import LEFT_OUT, REMARKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypothesis.strategies import DataObject

    from netcheck.importers.base import Reader

TODAY = date(2026, 11, 27).toordinal()
FIXTURES = Path(__file__).with_name("imports")


class Reading(NamedTuple):
    """What a reader yielded and found."""

    drafts: list[Draft]
    findings: Findings

    @property
    def contacts(self) -> list[str]:
        """Return the names of contacts."""
        return [draft.values["name"] for draft in self.drafts if draft.record is Contact]

    @property
    def events(self) -> list[str]:
        """Return each event as a line: day, direction, kind, person, note."""
        return [
            "{} {direction} {kind} {} {note}".format(
                date.fromordinal(draft.values["day"]), draft.person, **draft.values
            )
            for draft in self.drafts
            if draft.record is Event
        ]

    @property
    def names(self) -> list[str]:
        """Return the names of contacts in alphabetical order."""
        return sorted(self.contacts)

    @property
    def talks(self) -> list[str]:
        """Return each event, all of which are talks, as day, with whom and note, in alphabetical order."""
        events = [draft for draft in self.drafts if draft.record is Event]
        assert {(draft.values["direction"], draft.values["kind"]) for draft in events} <= {("mutual", "talk")}
        assert not {"weight", "one_sided", "asked"} & {key for draft in events for key in draft.values}
        return sorted(
            f"{date.fromordinal(draft.values['day'])} {draft.with_name}: {draft.values['note']}" for draft in events
        )

    @property
    def left_out(self) -> dict[str, int]:
        """Return how much was left out, by reason."""
        return dict(self.findings.left_out)

    def values(self, name: str) -> dict[str, Any]:
        """Return the values of the contact with a name."""
        return next(draft.values for draft in self.drafts if draft.values.get("name") == name)


def read(reader: Reader, path: Path, **options: Any) -> Reading:  # noqa: ANN401 - whatever Options takes
    """Read a path, and see to it that what is left out can be said and that nobody comes after what happened."""
    findings = Findings()
    with opened_source(path) as source:
        drafts = list(reader.parse(source, Options(TODAY, **options), findings))
    introduced = set()
    for draft in drafts:
        assert draft.record is Contact or draft.person in introduced
        # A card may stand in several files of a folder.
        assert draft.record is Event or draft.person not in introduced or reader.NAME == "vcard"
        introduced.add(draft.person)
        str(draft.values).encode()
    sources = [draft.values["source"] for draft in drafts if draft.record is Event]
    assert len(sources) == len(set(sources))
    assert findings.left_out.keys() <= LEFT_OUT.keys()
    assert all(n > 0 for n in findings.left_out.values())
    assert all(REMARKS[key].format_map(facts) for key, facts in findings.remarks)
    for problem in findings.problems:
        assert all(spoken(language, failure, problem.code, problem.facts) for language in LANGUAGES)
    return Reading(drafts, findings)


def detected(reader: Reader, path: Path) -> bool:
    """Return whether the reader takes a path for its own."""
    with opened_source(path) as source:
        return reader.detect(source)


def folder(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """Make a folder of files, and return it."""
    for name, content in files.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def zipped(path: Path, of: Path) -> Path:
    """Return a folder as a zip archive, with it in front of the names."""
    return Path(shutil.make_archive(str(path), "zip", of.parent, of.name))


def tarred(path: Path, of: Path) -> Path:
    """Return a folder as a tar archive that gzip has packed."""
    return Path(shutil.make_archive(str(path), "gztar", of))


def survives(reader: Reader, path: Path, data: DataObject, **options: Any) -> None:  # noqa: ANN401 - as for `read`
    """Read the files of a folder with some of their bytes replaced, or cut off: nothing but our own failures leaves."""
    from hypothesis import strategies as st

    files = {str(file.relative_to(path)): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}
    name = data.draw(st.sampled_from(sorted(files)))
    content = bytearray(files[name])
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        some = st.sampled_from([b"[", b"{", b"}", b'"', b"null", b"7", b"\\ud800", b"\xff", b"\n", b"", b'"x"'])
        content[start : start + data.draw(st.integers(0, 20))] = data.draw(some | st.binary(max_size=8))
    if data.draw(st.integers(0, 4)) == 0:
        del content[data.draw(st.integers(0, len(content))) :]
    files[name] = bytes(content)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for one, bytes_ in files.items():
            archive.writestr(one, bytes_)
    survives_bytes(reader, packed.getvalue(), **options)


def survives_bytes(reader: Reader, content: bytes, name: str = "some", **options: Any) -> None:  # noqa: ANN401 - as for `read`
    """Read bytes as a file: nothing but our own failures leaves."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as made:
        file = Path(made) / name
        file.write_bytes(content)
        failed: NetcheckError | None = None
        try:
            detected(reader, file)
            read(reader, file, **options)
        except NetcheckError as error:
            failed = error
        assert not failed or all(spoken(language, failure, failed.code, failed.facts) for language in LANGUAGES)
