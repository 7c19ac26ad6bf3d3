"""The findings of the evidence page (brief.md C1 and the facts that other pages use), rated.

The rating is our own reading, and the page says so.
"""

from django.utils.translation import gettext_lazy as _

from learn.everyday import EVERYDAY
from learn.own_tests import OWN_TESTS
from learn.rated import Chapter, RatedClaim, Sure

CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        name=_("How much to do"),
        claims=(
            RatedClaim(
                id="adults",
                topic=_("All adults"),
                says=_(
                    "Strength work for all the main muscle groups on at least 2 days a week, at "
                    "a moderate effort or harder, beside 150 to 300 minutes a week of moderate "
                    "activity."
                ),
                sources=("f4",),
                sure=Sure.GOOD,
                why=_(
                    "A guideline of the World Health Organization, known to us from others' "
                    "reports."
                ),
            ),
            RatedClaim(
                id="older",
                topic=_("From 65 on"),
                says=_(
                    "The same, and on at least 3 days a week something varied that trains "
                    "balance together with strength."
                ),
                sources=("f4",),
                sure=Sure.GOOD,
                why=_(
                    "A guideline of the World Health Organization, known to us from others' "
                    "reports."
                ),
            ),
            RatedClaim(
                id="beginners",
                topic=_("Beginners"),
                says=_(
                    "2 to 3 days a week, with a weight that could be lifted 8 to 12 times, 1 to "
                    "2 seconds up and 1 to 2 seconds down. 2 to 10% more once 1 or 2 repetitions"
                    " above the target succeed."
                ),
                sources=("f1",),
                sure=Sure.GOOD,
                why=_(
                    "The position of a large professional body. It is about healthy adults, not "
                    "about back pain."
                ),
            ),
            RatedClaim(
                id="recovery",
                topic=_("Rest between sessions"),
                says=_(
                    "48 to 72 hours, with 2 to 4 sets for each muscle group. Older people and "
                    "those out of training start at 40 to 50% of the most they could lift once, "
                    "with 10 to 20 repetitions."
                ),
                sources=("f3",),
                sure=Sure.FAIR,
                why=_("The advice of one paper's table."),
            ),
            RatedClaim(
                id="newest",
                topic=_("The newest position"),
                says=_(
                    "At least 2 sessions a week, 2 to 3 sets of each exercise, through the whole"
                    " range. Loads of 80% and more of the most one can lift are best for the "
                    "highest strength, and about 10 sets a week for each muscle for size. "
                    "Training until nothing more goes, the kind of equipment and complicated "
                    "plans make no consistent difference. Training at home, with bands and with "
                    "body weight counts. Keeping at it comes first."
                ),
                sources=("f2",),
                sure=Sure.GOOD,
                why=_(
                    "137 reviews with more than 30,000 people, but we know it only from others' "
                    "reports. We start people well below 80% on purpose."
                ),
            ),
            RatedClaim(
                id="little",
                topic=_("A little is enough"),
                says=_(
                    "Health risks fall the most at about 30 to 60 minutes of strength work a week."
                ),
                sources=("f55",),
                sure=Sure.FAIR,
                why=_("Key points of a professional body, read in parts."),
            ),
            RatedClaim(
                id="keeping",
                topic=_("Keeping what you have"),
                says=_(
                    "One session a week with one set of each exercise kept strength for up to 32"
                    " weeks in young adults, if the load stayed. Older adults needed about two "
                    "sessions with 2 to 3 sets."
                ),
                sources=("f37",),
                sure=Sure.FAIR,
                why=_("We know it only from others' reports."),
            ),
        ),
    ),
    Chapter(
        name=_("Exercise and back pain"),
        claims=(
            RatedClaim(
                id="lasting",
                topic=_("Low back pain that lasts"),
                says=_(
                    "A structured exercise programme may be offered. Belts, traction and "
                    "ultrasound are not advised."
                ),
                sources=("f5",),
                sure=Sure.FAIR,
                why=_(
                    "A world-wide guideline; it calls its own advice conditional and the "
                    "certainty low."
                ),
            ),
            RatedClaim(
                id="active",
                topic=_("Back pain in general"),
                says=_(
                    "Keep up normal activity. Group exercise is worth considering during an "
                    "episode or a flare."
                ),
                sources=("f6",),
                sure=Sure.FAIR,
                why=_("A national guideline, read in parts."),
            ),
            RatedClaim(
                id="hips",
                topic=_("Strength for hips and back"),
                says=_(
                    "Against general exercise, strength work for the hips and the back of the "
                    "body did better by 0.61 on pain, 0.53 on disability and 0.67 on strength, "
                    "without more harm. Programmes of 12 to 16 weeks did better than those of 6 "
                    "to 8. On this scale 0.5 counts as a medium difference."
                ),
                sources=("f7",),
                sure=Sure.FAIR,
                why=_("8 trials, but with only 408 people in all."),
            ),
            RatedClaim(
                id="added",
                topic=_("Hip work added to other care"),
                says=_("Less pain and less disability than without it."),
                sources=("f11",),
                sure=Sure.FAIR,
                why=_("7 trials, read in parts."),
            ),
            RatedClaim(
                id="like-ours",
                topic=_("The programme most like ours"),
                says=_(
                    "Women with lasting back pain trained twice a week for 12 weeks: squats, "
                    "lunges, single-leg deadlifts, bridges, side planks and others, from 1 or 2 "
                    "sets of 20 up to 3 sets of 12. Their pain fell by 62.5% and their balance "
                    "rose by 58%."
                ),
                sources=("f8",),
                sure=Sure.THIN,
                why=_(
                    "19 people. Such large figures from so few usually shrink when more take "
                    "part; don't expect them."
                ),
            ),
            RatedClaim(
                id="return",
                topic=_("Pain that comes back"),
                says=_(
                    "With exercise 3 times a week for 8 weeks it came back in 8.3%, with usual "
                    "care in 33.3%."
                ),
                sources=("f9",),
                sure=Sure.THIN,
                why=_("One trial with 85 people."),
            ),
            RatedClaim(
                id="home",
                topic=_("Exercise at home"),
                says=_("It helps with pain (0.89 on the scale above); a supervisor adds to it."),
                sources=("f12",),
                sure=Sure.FAIR,
                why=_("33 studies with 9,588 people, read in parts. The exact size is unsure."),
            ),
            RatedClaim(
                id="groups",
                topic=_("Alone or with others"),
                says=_(
                    "People came to 81% of supervised group sessions, and did 58% of those alone."
                ),
                sources=("f13",),
                sure=Sure.FAIR,
                why=_("One study, read as an abstract."),
            ),
            RatedClaim(
                id="deadlift",
                topic=_("Deadlifts with back pain"),
                says=_(
                    "They helped those with less pain, less disability and a back that endures "
                    "more."
                ),
                sources=("f10",),
                sure=Sure.THIN,
                why=_(
                    "One study, with a coach at hand. That is why the deadlift stands late in "
                    "our plan, behind weeks of easier lifts."
                ),
            ),
        ),
    ),
    Chapter(
        name=_("Pain while you train"),
        claims=(
            RatedClaim(
                id="may-hurt",
                topic=_("Exercise that hurts a little"),
                says=_(
                    "It did no lasting harm, and eased pain slightly more in the short term "
                    "(0.27 on the scale above)."
                ),
                sources=("f15",),
                sure=Sure.FAIR,
                why=_("A review of trials; the gain is small and does not last."),
            ),
            RatedClaim(
                id="next-day",
                topic=_("The next morning"),
                says=_(
                    "How the body answers within 24 hours matters more than how it feels in the "
                    "moment."
                ),
                sources=("f16", "ours"),
                sure=Sure.THIN,
                why=_(
                    "A working model of physiotherapists. Versions of it put the limit at 2 or "
                    "at 3 out of 10; the limits of this app are our own."
                ),
            ),
            RatedClaim(
                id="matters",
                topic=_("A change that matters"),
                says=_("2 points out of 10, or 30%."),
                sources=(
                    "f17",
                    "f18",
                ),
                sure=Sure.FAIR,
                why=_("Agreed among researchers; for one person it is a rule of thumb."),
            ),
            RatedClaim(
                id="flare",
                topic=_("A flare-up"),
                says=_(
                    "Staying active does better than lying in bed. More pain does not mean more "
                    "damage."
                ),
                sources=("f57",),
                sure=Sure.FAIR,
                why=_("Advice to family doctors."),
            ),
        ),
    ),
    Chapter(
        name=_("Form, stretching, water"),
        claims=(
            RatedClaim(
                id="knees",
                topic=_("Knees over the toes"),
                says=_(
                    "When people were kept from letting the knees go past the toes, the turning "
                    "force at the hips rose from 28 to 303 newton metres and the trunk tipped "
                    "forward. So let the knees go a little past the toes, in line with the feet."
                ),
                sources=("f50",),
                sure=Sure.FAIR,
                why=_("One study."),
            ),
            RatedClaim(
                id="cues",
                topic=_("Cues"),
                says=_(
                    "Thinking of the floor, the wall or the weight helps learning more reliably "
                    "than thinking of a muscle."
                ),
                sources=("f53",),
                sure=Sure.FAIR,
                why=_("A review and one study."),
            ),
            RatedClaim(
                id="stretching",
                topic=_("Stretching"),
                says=_(
                    "Holding for 10 to 30 seconds, from 65 on for 30 to 60, on 2 to 3 days a "
                    "week or more, keeps the range of a joint. On soreness the effect is small "
                    "at best."
                ),
                sources=("f47", "general"),
                sure=Sure.FAIR,
                why=_(
                    "The range is backed by a professional body; the word about soreness is "
                    "general knowledge."
                ),
            ),
            RatedClaim(
                id="rolling",
                topic=_("Foam rolling"),
                says=_(
                    "30 to 120 seconds, 1 to 3 times; about 90 seconds for soreness. What it "
                    "does in the long run is mixed."
                ),
                sources=("f46",),
                sure=Sure.THIN,
                why=_("The studies do not agree."),
            ),
            RatedClaim(
                id="water",
                topic=_("Water exercise for sore joints"),
                says=_(
                    "With arthritis of the knee or hip, about 12 weeks in water of 32 to 36 °C "
                    "lowered pain by 5 points out of 100. It does as well as exercise on land, "
                    "and people keep it up better."
                ),
                sources=("f48",),
                sure=Sure.GOOD,
                why=_("13 trials with 1,190 people, summed up by Cochrane. The gain is small."),
            ),
            RatedClaim(
                id="calves",
                topic=_("Calf raises every day"),
                says=_(
                    "Programmes for sore tendons load the calves every day, or heavily three "
                    "times a week with 48 hours between. Both are in use."
                ),
                sources=("f49",),
                sure=Sure.FAIR,
                why=_("Studies of sore tendons, not of backs."),
            ),
        ),
    ),
    EVERYDAY,
    OWN_TESTS,
)
