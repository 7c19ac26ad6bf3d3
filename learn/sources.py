"""The sources of our facts (brief.md, Sources), each with an id that pages link to."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Read(StrEnum):
    """How we read a source: in parts of its own text, or only as reported by others."""

    PARTS = "parts"
    REPORTED = "reported"
    NOTHING = "nothing"  # not based on a text


@dataclass(frozen=True, kw_only=True)
class Source:
    """One source. `id` is its anchor on the evidence page, `mark` the text of the small links to
    it.

    `year` is None if it wasn't noted; `where` names the paper or the page, as text.
    """

    id: str
    mark: str | Promise
    what: Promise
    read: Read
    year: int | None = None
    where: str = ""

    @property
    def is_numbered(self) -> bool:
        """Whether the source is a text that can be looked up under a number."""
        return self.id[1:].isdecimal()


def _in_parts(*, number: int, what: Promise, year: int | None = None, where: str = "") -> Source:
    return Source(
        id=f"f{number}",
        mark=str(number),
        what=what,
        read=Read.PARTS,
        year=year,
        where=where,
    )


def _reported(*, number: int, what: Promise, year: int | None = None, where: str = "") -> Source:
    return Source(
        id=f"f{number}",
        mark=str(number),
        what=what,
        read=Read.REPORTED,
        year=year,
        where=where,
    )


SOURCES: tuple[Source, ...] = (
    Source(
        id="article",
        mark=_("article"),
        what=_(
            "An article for the public, “Boost Your Back Health with Lower Body Strengthening "
            "Exercises”. It names most of the exercises and their doses. It is advice, not a study."
        ),
        read=Read.PARTS,
    ),
    Source(
        id="general",
        mark=_("general knowledge"),
        what=_("General knowledge that we have not looked up. Take it as that."),
        read=Read.NOTHING,
    ),
    Source(
        id="ours",
        mark=_("our rule"),
        what=_(
            "A rule of this app, chosen to be on the safe side. No study gave us the exact figure."
        ),
        read=Read.NOTHING,
    ),
    _in_parts(
        number=1,
        what=_(
            "Position of the American College of Sports Medicine on building up strength training"
        ),
        year=2009,
        where="medscape.com/viewarticle/717047",
    ),
    _reported(
        number=2,
        what=_(
            "The same college's newest position (Medicine & Science in Sports & Exercise): 137 "
            "reviews, more than 30,000 people"
        ),
        year=2026,
        where="appliedperformance.co; thedailyscout.com; theproactiveathlete.ca",
    ),
    _in_parts(
        number=3,
        what=_("Paper with a table of sets, loads and rest for strength training"),
        where="PMC6962680, table 2",
    ),
    _reported(
        number=4,
        what=_("World Health Organization: how much activity adults and older people need"),
        year=2020,
        where="sumit.trekeducation.org; OECD",
    ),
    _in_parts(
        number=5,
        what=_("World Health Organization: guideline on low back pain that lasts"),
        year=2023,
        where="NBK599210; guidelinecentral.com/guideline/3352095",
    ),
    _in_parts(
        number=6,
        what=_("NICE, United Kingdom: guideline NG59 on back pain"),
        where="nice.org.uk/guidance/ng59",
    ),
    _in_parts(
        number=7,
        what=_(
            "Tataryn and others: review of 8 trials of strength work for hips and back, 408 people"
        ),
        year=2021,
        where="PMC7940464",
    ),
    _in_parts(
        number=8,
        what=_("Cortell-Tormo and others: trial of a programme much like ours, 19 women"),
        year=2018,
        where="doi 10.3233/BMR-169684; the programme from PMC7940464, table 4",
    ),
    _in_parts(
        number=9,
        what=_("Trial of exercise against a return of back pain, 85 people"),
        where="PMC7696327",
    ),
    _in_parts(
        number=10,
        what=_("Berglund and others: who with low back pain gains from deadlifts"),
        year=2015,
        where="PubMed 25559899",
    ),
    _in_parts(
        number=11,
        what=_("Santamaría and others: review of 7 trials that added hip strengthening"),
        year=2023,
        where="Sports 11(9):167",
    ),
    _in_parts(
        number=12,
        what=_("Quentin and others: review of exercise at home, 33 studies, 9,588 people"),
        year=2021,
        where="PMC8391468",
    ),
    _in_parts(
        number=13,
        what=_("MiSpEx cohort: who keeps going with back exercises"),
        where="researcher.life, abstract",
    ),
    _in_parts(
        number=14,
        what=_("Study of who keeps up exercises at home"),
        year=2009,
        where="BMC Musculoskelet Disord 10:155",
    ),
    _in_parts(
        number=15,
        what=_("Smith and others: exercise that may hurt a little, against exercise that may not"),
        year=2017,
        where="PMC5739826",
    ),
    _reported(
        number=16,
        what=_("The pain-monitoring model, after Silbernagel and Thomeé"),
        where="bim.physio; southsidephysio.com",
    ),
    _in_parts(
        number=17,
        what=_("Ostelo and others: how large a change in pain matters to a person"),
        year=2008,
        where="abstract",
    ),
    _in_parts(
        number=18,
        what=_("Paper on the size of a change in pain that matters"),
        where="PMC7053735",
    ),
    _in_parts(
        number=21,
        what=_("Form of a scale of one's own activities, with the change that exceeds chance"),
        where="precisionphysio.com.au",
    ),
    _in_parts(
        number=28,
        what=_("Centers for Disease Control (STEADI): sheet of the 30-second chair stand"),
    ),
    _reported(
        number=29,
        what=_("Rikli and Jones: fitness of people from 60 on, what the middle half reaches"),
        year=1999,
        where="maplegrovetimes.com, wis.it.com",
    ),
    _in_parts(
        number=30,
        what=_("Lein and others: chair stands of healthy people of 19 to 35"),
        year=2022,
        where="IJSPT",
    ),
    _in_parts(
        number=31,
        what=_("Chair stands of people of 40 to 60 in India"),
        where="bibliomed.org 224872",
    ),
    _in_parts(
        number=32,
        what=_("Gill and others: how much of a change in chair stands is chance"),
        year=2022,
    ),
    _in_parts(
        number=33,
        what=_("Springer and others: standing on one leg by age, 549 people"),
        year=2007,
        where="abstract; best of three from theprehabguys.com",
    ),
    _in_parts(
        number=35,
        what=_("Rogerson and others, Bell and others: lighter weeks among strength athletes"),
        year=2024,
        where="doi 10.1186/s40798-024-00691-y; doi 10.1186/s40798-023-00633-0 (2023)",
    ),
    _reported(
        number=36,
        what=_(
            "Bosquet and others: how strength fades in a break, as summed up by Stronger by Science"
        ),
        year=2013,
    ),
    _reported(
        number=37,
        what=_("Spiering and others: how little training keeps strength"),
        year=2021,
        where="gayanperera.com; peopleinmotion.com",
    ),
    _reported(
        number=38,
        what=_("What trainers agree on about training and illness"),
        where="fitro.info; synptide.com; biologyinsights.com",
    ),
    _in_parts(
        number=39,
        what=_(
            "Warning signs with back pain, pages based on the health service of the United Kingdom"
        ),
        where="sheffieldachespains; redflagsymptoms.co.uk",
    ),
    _in_parts(
        number=40,
        what=_("Early signs of pressure on the nerves of bladder, bowel and legs"),
        where="myiprshealth.com; mskdiagnostics.co.uk; norfolkandwaveneycommunityhealth.nhs.uk",
    ),
    _in_parts(
        number=43,
        what=_(
            "American College of Obstetricians and Gynecologists: opinion 804 on exercise in "
            "pregnancy"
        ),
        where="PMC9772147, table 1",
    ),
    _in_parts(
        number=44,
        what=_("Osteoporosis Canada: Too Fit to Fracture"),
        where="osteoporosis.ca/too-fit-to-fracture; loveyourage.ca",
    ),
    _in_parts(
        number=45,
        what=_("Review and patient pages on training after back surgery"),
        where="PMC12268588; spine-health.com; cospineandjoint.com",
    ),
    _in_parts(
        number=46,
        what=_("Papers on foam rolling, one of them by Hughes and others 2019"),
        where="PMC8998857; mendcolorado.com",
    ),
    _in_parts(
        number=47,
        what=_("American College of Sports Medicine: update on stretching"),
        year=2021,
        where="acsm.org",
    ),
    _in_parts(
        number=48,
        what=_(
            "Cochrane review of water exercise for arthritis of knee and hip: 13 trials, 1,190 "
            "people"
        ),
        year=2016,
        where="CD005523; PMC6314737",
    ),
    _in_parts(
        number=49,
        what=_(
            "Dosage of calf training for sore tendons: Alfredson; Beyer and others 2015; LOADIT"
        ),
        where="PMC6356409, table A2; doi 10.1186/s40814-020-00639-5",
    ),
    _in_parts(
        number=50,
        what=_("Fry and others: where the knees go in a squat"),
        year=2003,
        where="J Strength Cond Res 17:629",
    ),
    _in_parts(
        number=52,
        what=_(
            "Zourdos and others 2021, Helms and others 2016: how well people guess the "
            "repetitions they have left"
        ),
        where="J Strength Cond Res",
    ),
    _in_parts(
        number=53,
        what=_("Wulf 2013, Marchant 2010: which kind of cue helps learning"),
    ),
    _in_parts(
        number=55,
        what=_("American Heart Association: strength training and health, key points"),
        year=2023,
        where="acc.org",
    ),
    _reported(
        number=56,
        what=_("Length of a session and who drops out"),
        where="trainingmedicine.com",
    ),
    _in_parts(
        number=57,
        what=_("Royal Australian College of General Practitioners (HANDI): advice to stay active"),
    ),
    _in_parts(
        number=60,
        what=_("Brinjikji and others: what pictures show of 3,110 people without back pain"),
        year=2015,
        where="ajnr.org/content/36/4/811, abstract",
    ),
    _in_parts(
        number=61,
        what=_("French and others (Cochrane): warmth and cold on the back, 9 trials, 1,117 people"),
        year=2006,
        where="CD004750, abstract",
    ),
    _in_parts(
        number=62,
        what=_("Verbeek and others (Cochrane): learning how to lift, 9 trials, 20,101 workers"),
        year=2011,
        where="CD005958, abstract",
    ),
    _in_parts(
        number=63,
        what=_("Dzakpasu and others: sitting and pain, review of 79 studies"),
        year=2021,
        where="PMC8666269, abstract",
    ),
    _in_parts(
        number=64,
        what=_("Martinez-Calderon and others: fear and lasting pain, 70 studies, 15,623 people"),
        year=2019,
        where="jpain.org, abstract",
    ),
)

BY_ID: dict[str, Source] = {source.id: source for source in SOURCES}
