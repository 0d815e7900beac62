"""Common English and German first names, with the short forms that people go by."""

from __future__ import annotations

_SHORT_FORMS = """
abigail: abby
albert: al bert
alexander: alex alec sascha xander
alexandra: alex sandra sandy sascha
alfred: alf fred
andreas: andi andy
andrea: andi
andrew: andy drew
anthony: tony
antonia: toni
anton: toni
barbara: barb babs bärbel
benjamin: ben benny benni
bernhard: bernd
brigitte: gitta gitte
caroline: caro carrie
carolin: caro
charles: charlie chuck
charlotte: charlie lotte lottie
christian: chris
christiane: chris
christina: chris tina
christine: chris tina christl
christoph: chris
christopher: chris
cynthia: cindy
daniel: dan danny dani
daniela: dani
david: dave davy
deborah: deb debbie
dominik: dom nick
dominic: dom nick
donald: don
dorothea: doro thea
dorothy: dot dottie
edward: ed eddie ted teddy ned
eduard: edi
elizabeth: liz lizzie beth betty eliza lisa
elisabeth: elli lisa liesel lisbeth sissi
emanuel: manu
eleanor: ellie nell
eva: evi
ferdinand: ferdi
florian: flo
franziska: franzi
frederick: fred freddie
friedrich: fritz
friederike: rike
gabriele: gabi gaby
gabriel: gabe
georg: schorsch
gerald: gerry jerry
gerhard: gerd
gertrud: trude traudl
gregory: greg
gregor: greg
hannelore: hanne lore
hans: hansi
heinrich: heiner heinz
helene: leni lena
helena: lena
henry: harry hank
hildegard: hilde
irmgard: irmi
isabel: isa bella
isabella: isa bella
jacob: jake
james: jim jimmy jamie
jacqueline: jackie
jasmin: jassi
jeffrey: jeff
jennifer: jen jenny
jeremy: jerry
jessica: jess jessie
joachim: achim jochen jo
johann: hans
johanna: hanna jo
johannes: hannes hans jo
john: jack johnny
jonathan: jon jonny
josef: sepp jupp
joseph: joe joey jo
josephine: josie jo
joshua: josh
judith: judy
julia: jule juli
juliane: jule
karl: kalle
karoline: caro
katharina: kathi käthe kati
katherine: kate kathy katie kat kitty
catherine: cathy kate cat
kathrin: kathi
katrin: kati
kenneth: ken kenny
kimberly: kim
konrad: conny
kornelia: conny nele
cornelia: conny nele
laurence: larry
lawrence: larry
leonard: leo len
leonhard: leo
leonie: leo
lieselotte: lilo lotte
louise: lou
ludwig: lutz
magdalena: lena magda leni
manfred: manni fred
manuela: manu
manuel: manu
margaret: maggie meg peggy marge
margarete: gretel grete gretchen margit
margareta: greta
maria: mia
maximilian: max
matthew: matt
matthias: matze hias
melanie: mel melli
michael: mike mick micky michi michel
michaela: michi ela
michelle: shelly
nathaniel: nate
nicholas: nick
nikolaus: klaus niko
nikolas: niko nick
nicole: nicki niki
nicola: nicki niki
oliver: olli ollie
pamela: pam
patricia: pat patty trish tricia
patrick: pat paddy
penelope: penny
peter: pete
philip: phil
philipp: phil
phillip: phil
raymond: ray
rebecca: becky bec
rebekka: becky
regina: gina
reinhard: hardy
renate: reni
richard: rick dick rich richie ricky
robert: rob bob bobby robbie bert
ronald: ron ronnie
roswitha: rosi
rosemarie: rosi
rudolf: rudi rolf
russell: russ
samuel: sam sammy
samantha: sam sammy
sebastian: basti bastian seb
siegfried: sigi
sigrid: sigi
sophia: sophie
stanley: stan
stefan: steff
stefanie: steffi
stephanie: steffi steph
stephan: steff
stephen: steve
steven: steve
susan: sue suzie
susanne: susi sanne
suzanne: sue suzie
sabine: bine
theodor: theo
theodore: ted theo
theresa: tess resi
therese: resi
thomas: tom tommy
timothy: tim timmy
tobias: tobi
ulrich: uli
ulrike: uli rike
ursula: uschi ulla ursel
veronika: vroni
victoria: vicky
viktoria: vicki
vincent: vince
walter: walt wally
wilhelm: willi
william: will bill billy liam
wolfgang: wolfi wolf
zachary: zach zack
"""


def short_forms() -> set[frozenset[str]]:
    """Return the pairs of a first name and a short form of it, as they are written here."""
    return {
        frozenset((name, short))
        for line in _SHORT_FORMS.split("\n")
        for name, _, shorts in [line.partition(": ")]
        for short in shorts.split()
    }
