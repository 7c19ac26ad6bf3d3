"""Where the facts come from (brief.md, Sources), each with an id that pages link to."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Read(StrEnum):
    """How a source was read: in parts of its own text, or only as others report it."""

    PARTS = "parts"
    REPORTED = "reported"
    NOTHING = "nothing"  # no text stands behind it


@dataclass(frozen=True)
class Source:
    """`id` is the anchor on the evidence page, `mark` what stands in the small links to it.
    `year` is None where it was not noted; `where` names the paper or the page, as text.
    """

    id: str
    mark: str | Promise
    what: Promise
    read: Read
    year: int | None = None
    where: str = ""

    @property
    def is_numbered(self) -> bool:
        """True where a text stands behind it that one could look up under a number."""
        return self.id[1:].isdecimal()


def _in_parts(number: int, what: Promise, year: int | None, where: str = "") -> Source:
    return Source(f"f{number}", str(number), what, Read.PARTS, year, where)


def _reported(number: int, what: Promise, year: int | None, where: str = "") -> Source:
    return Source(f"f{number}", str(number), what, Read.REPORTED, year, where)


SOURCES: tuple[Source, ...] = (
    Source(
        "article",
        _("article"),
        _(
            "An article for the public, “Boost Your Back Health with Lower Body Strengthening "
            "Exercises”. It names most of the exercises and their doses. It is advice, not a study."
        ),
        Read.PARTS,
    ),
    Source(
        "general",
        _("general knowledge"),
        _("General knowledge that we have not looked up. Take it as that."),
        Read.NOTHING,
    ),
    Source(
        "ours",
        _("our rule"),
        _("A rule of this app, chosen to be on the safe side. No study gave us the exact figure."),
        Read.NOTHING,
    ),
    _in_parts(
        1,
        _("Position of the American College of Sports Medicine on building up strength training"),
        2009,
        "medscape.com/viewarticle/717047",
    ),
    _reported(
        2,
        _(
            "The same college's newest position (Medicine & Science in Sports & Exercise): 137 "
            "reviews, more than 30,000 people"
        ),
        2026,
        "appliedperformance.co; thedailyscout.com; theproactiveathlete.ca",
    ),
    _in_parts(
        3,
        _("Paper with a table of sets, loads and rest for strength training"),
        None,
        "PMC6962680, table 2",
    ),
    _reported(
        4,
        _("World Health Organization: how much activity adults and older people need"),
        2020,
        "sumit.trekeducation.org; OECD",
    ),
    _in_parts(
        5,
        _("World Health Organization: guideline on low back pain that lasts"),
        2023,
        "NBK599210; guidelinecentral.com/guideline/3352095",
    ),
    _in_parts(
        6, _("NICE, United Kingdom: guideline NG59 on back pain"), None, "nice.org.uk/guidance/ng59"
    ),
    _in_parts(
        7,
        _("Tataryn and others: review of 8 trials of strength work for hips and back, 408 people"),
        2021,
        "PMC7940464",
    ),
    _in_parts(
        8,
        _("Cortell-Tormo and others: trial of a programme much like ours, 19 women"),
        2018,
        "doi 10.3233/BMR-169684; the programme from PMC7940464, table 4",
    ),
    _in_parts(
        9, _("Trial of exercise against a return of back pain, 85 people"), None, "PMC7696327"
    ),
    _in_parts(
        10,
        _("Berglund and others: who with low back pain gains from deadlifts"),
        2015,
        "PubMed 25559899",
    ),
    _in_parts(
        11,
        _("Santamaría and others: review of 7 trials that added hip strengthening"),
        2023,
        "Sports 11(9):167",
    ),
    _in_parts(
        12,
        _("Quentin and others: review of exercise at home, 33 studies, 9,588 people"),
        2021,
        "PMC8391468",
    ),
    _in_parts(
        13,
        _("MiSpEx cohort: who keeps going with back exercises"),
        None,
        "researcher.life, abstract",
    ),
    _in_parts(
        14, _("Study of who keeps up exercises at home"), 2009, "BMC Musculoskelet Disord 10:155"
    ),
    _in_parts(
        15,
        _("Smith and others: exercise that may hurt a little, against exercise that may not"),
        2017,
        "PMC5739826",
    ),
    _reported(
        16,
        _("The pain-monitoring model, after Silbernagel and Thomeé"),
        None,
        "bim.physio; southsidephysio.com",
    ),
    _in_parts(
        17, _("Ostelo and others: how large a change in pain matters to a person"), 2008, "abstract"
    ),
    _in_parts(18, _("Paper on the size of a change in pain that matters"), None, "PMC7053735"),
    _in_parts(
        35,
        _("Rogerson and others, Bell and others: lighter weeks among strength athletes"),
        2024,
        "doi 10.1186/s40798-024-00691-y; doi 10.1186/s40798-023-00633-0 (2023)",
    ),
    _reported(
        36,
        _("Bosquet and others: how strength fades in a break, as summed up by Stronger by Science"),
        2013,
    ),
    _reported(
        37,
        _("Spiering and others: how little training keeps strength"),
        2021,
        "gayanperera.com; peopleinmotion.com",
    ),
    _reported(
        38,
        _("What trainers agree on about training and illness"),
        None,
        "fitro.info; synptide.com; biologyinsights.com",
    ),
    _in_parts(
        39,
        _("Warning signs with back pain, pages based on the health service of the United Kingdom"),
        None,
        "sheffieldachespains; redflagsymptoms.co.uk",
    ),
    _in_parts(
        40,
        _("Early signs of pressure on the nerves of bladder, bowel and legs"),
        None,
        "myiprshealth.com; mskdiagnostics.co.uk; norfolkandwaveneycommunityhealth.nhs.uk",
    ),
    _in_parts(
        43,
        _(
            "American College of Obstetricians and Gynecologists: opinion 804 on exercise in "
            "pregnancy"
        ),
        None,
        "PMC9772147, table 1",
    ),
    _in_parts(
        44,
        _("Osteoporosis Canada: Too Fit to Fracture"),
        None,
        "osteoporosis.ca/too-fit-to-fracture; loveyourage.ca",
    ),
    _in_parts(
        45,
        _("Review and patient pages on training after back surgery"),
        None,
        "PMC12268588; spine-health.com; cospineandjoint.com",
    ),
    _in_parts(
        46,
        _("Papers on foam rolling, one of them by Hughes and others 2019"),
        None,
        "PMC8998857; mendcolorado.com",
    ),
    _in_parts(47, _("American College of Sports Medicine: update on stretching"), 2021, "acsm.org"),
    _in_parts(
        48,
        _(
            "Cochrane review of water exercise for arthritis of knee and hip: 13 trials, 1,190 "
            "people"
        ),
        2016,
        "CD005523; PMC6314737",
    ),
    _in_parts(
        49,
        _("Dosage of calf training for sore tendons: Alfredson; Beyer and others 2015; LOADIT"),
        None,
        "PMC6356409, table A2; doi 10.1186/s40814-020-00639-5",
    ),
    _in_parts(
        50, _("Fry and others: where the knees go in a squat"), 2003, "J Strength Cond Res 17:629"
    ),
    _in_parts(
        52,
        _(
            "Zourdos and others 2021, Helms and others 2016: how well people guess the "
            "repetitions they have left"
        ),
        None,
        "J Strength Cond Res",
    ),
    _in_parts(53, _("Wulf 2013, Marchant 2010: which kind of cue helps learning"), None),
    _in_parts(
        55,
        _("American Heart Association: strength training and health, key points"),
        2023,
        "acc.org",
    ),
    _reported(56, _("Length of a session and who drops out"), None, "trainingmedicine.com"),
    _in_parts(
        57,
        _("Royal Australian College of General Practitioners (HANDI): advice to stay active"),
        None,
    ),
)

BY_ID: dict[str, Source] = {source.id: source for source in SOURCES}
