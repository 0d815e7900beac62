"""The people of the made-up log, and how much passes between them and the user."""

from __future__ import annotations

from typing import NamedTuple

START = 757
"""The first day of the log, in days before today: two years and some weeks."""


class Stretch(NamedTuple):
    """What passes from `first` to `last`, both in days before today.

    `what` counts events, "F2 h1 t3": a capital letter for what the user gave, a small one for what
    they received, and for both at once t (a talk) and = (help). The letters are those of `KIND_OF`.
    """

    first: int
    last: int
    what: str


class Someone(NamedTuple):
    """One person; `circles` are places in the texts' list of circles, a `birthday` is "--MM-DD", or "soon"."""

    name: str
    stretches: tuple[Stretch, ...]
    circles: tuple[int, ...] = ()
    aliases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    birthday: str = ""
    no_balance: bool = False
    group: bool = False


def _two(name: str, before: tuple[int, int, str], since: tuple[int, int, str], *circles: int) -> Someone:
    return Someone(name, (Stretch(*before), Stretch(*since)), circles)


def _left(name: str, first: int, last: int, what: str, *circles: int) -> Someone:
    return Someone(name, (Stretch(first, last, what),), circles)


PEOPLE: tuple[Someone, ...] = (
    _two("Alma Reuter", (START, 370, "F2 H2 S1 f2 s2 i1 t3"), (362, 1, "F4 H3 S4 C1 D1 f5 h2 s3 i2 d1 t4"), 0)._replace(
        aliases=("Alma R.",), identifiers=("alma@example.org",), birthday="--03-14"
    ),
    _two("Robert Haas", (755, 372, "S2 R1 H2 c2 h2 s1 t3"), (360, 6, "S3 R1 C1 H2 h3 c3 r2 s4 v1 t5"), 0, 3)._replace(
        aliases=("Rob",), identifiers=("robert@example.com",)
    ),
    _two(
        "Eva Lindner", (752, 374, "S3 H1 I1 s2 f1 i1 t3"), (364, 8, "V2 S5 H3 F2 I1 D1 s3 r2 f2 i1 t5"), 0, 2
    )._replace(identifiers=("@evali",), birthday="--07-30"),
    _two("Jürgen Brandt", (748, 371, "H2 F1 S1 h1 s1 f1 t4"), (361, 2, "H4 F3 S4 C2 h4 f1 s1 c1 t6"), 2)._replace(
        identifiers=("0171 3920042",), birthday="--08-02"
    ),
    _two("Ana Belić", (745, 373, "S3 C1 F1 s2 c1 i1 t2"), (363, 11, "S4 F1 R1 C1 s5 r2 i2 c3 v1 t4"), 0)._replace(
        identifiers=("https://ana.example.org",)
    ),
    _two("Tobias Wend", (740, 380, "F2 H1 S1 s1 f1 t1"), (355, 20, "F3 H2 S2 C1 f2 s1 i1 t2 =1"), 0),
    _two("Mehmet Yıldız", (733, 390, "H1 S1 s1 r1 t1"), (350, 15, "H2 S1 C1 V1 s2 v1 t2"), 2)._replace(
        aliases=("Memo",)
    ),
    _two("Sophie Marek", (736, 385, "S2 H1 C1 s1 r1 t1"), (345, 30, "S2 H1 C1 s2 c1 t1"), 0)._replace(
        identifiers=("@sophie@social.example",)
    ),
    Someone("Katrin Voss", (Stretch(725, 152, "S3 H2 F1 I2 C1 s5 i2 c1 t10"),), (2,), birthday="--11-05"),
    Someone("Lukas Thoma", (Stretch(728, 140, "H2 C2 S1 s2 h1 c1 t6"),), (3,)),
    _two("Ruth Adler", (743, 400, "H1 I1 h1 t2"), (352, 12, "H2 I1 h2 i1 d1 t4"), 1)._replace(
        birthday="soon", no_balance=True
    ),
    _two("Søren Holm", (722, 420, "C1 S2 H1 c1 s2 t1"), (310, 60, "C1 S1 c1"), 2),
    _two("Ingrid Dahl", (718, 400, "S1 H1 F1 s1 c1 t1"), (300, 70, "H1 s1"), 2),
    _two("Marta Nowak", (716, 410, "H1 F2 S1 r1 s1 t1"), (290, 40, "F1 t1"), 0),
    _two("Ana Krüger", (710, 430, "S1 H1 s1"), (345, 338, "t1"), 3),
    _two("Paul Seidel", (705, 405, "F1 H1 S1 I1 C1 i1 s1"), (280, 55, "H1 s1"), 0),
    _two("Nina Roth", (700, 415, "S2 C1 R1 s1 c1 t1"), (270, 80, "S1 c1"), 2),
    _two("Hannes Vogt", (695, 395, "H1 V1 S1 C1 v1 s1 t1"), (260, 65, "V1 s1"), 3),
    _left("Clara Jung", 200, 25, "F1 H1 I1 s1", 0),
    _left("Piotr Zieliński", 150, 45, "H1 C1 t1", 2),
    _left("Bettina Kraus", 727, 600, "S1 H1 t1", 3),
    _left("Carlos Ferrer", 720, 560, "S1 C1", 2),
    _left("Dörte Petersen", 712, 520, "H1 s1 t1", 1),
    _left("Émile Garnier", 704, 540, "C1 S1 s1", 2),
    _left("Frieda Lang", 690, 500, "F1 H1 t1", 0),
    _left("Giulia Conti", 680, 480, "S1 R1 s1", 2),
    _left("Henrik Aas", 670, 470, "C1 c1", 2),
    _left("Ivana Horvat", 660, 460, "H1 S1 t1", 3),
    _left("Jakob Stein", 650, 450, "F1 S1 s1", 0),
    _left("Klára Dvořáková", 640, 440, "C1 H1 c1", 2),
    _left("Leo Hartmann", 630, 430, "S1 t1", 3),
    _left("Maike Jansen", 620, 425, "H1 I1 t1", 1),
    _left("Zoë Visser", 610, 420, "S1 C1 s1", 2),
    _left("Textwerk Altona", 730, 35, "C4 I1 i1 t2", 0)._replace(group=True),
)

MOMENTS: tuple[tuple[int, str, str], ...] = (
    (640, "Robert Haas", "b"),
    (335, "Robert Haas", "b"),
    (88, "Robert Haas", "b"),
    (300, "Sophie Marek", "B"),
    (194, "Alma Reuter", "k"),
    (193, "Eva Lindner", "k"),
    (191, "Jürgen Brandt", "k"),
    (118, "Jürgen Brandt", "K"),
)
"""What happened on one day in particular: days before today, with whom, and what."""

ANSWERS: tuple[str, ...] = (
    "yppypnyppp",
    "yppypnyppy",
    "yppypnypyp",
    "yppypnypyy",
    "yppyypyppy",
    "yppyypypyy",
    "yppyypyyyp",
    "yppyyyyyyp",
)
"""The answers of each check (yes, partly, no) to the ten questions, oldest check first."""

STEPS: tuple[tuple[int, str, str, int | None], ...] = (
    (4, "same_extent", "Ingrid Dahl", 12),
    (5, "dialogue", "Marta Nowak", 30),
    (6, "be_missed", "Mehmet Yıldız", 8),
    (7, "dialogue", "Tobias Wend", None),
)
"""For each next step: the check it came from, the question, with whom, and after how many days it was done."""
