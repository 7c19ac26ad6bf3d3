"""What is known about the tests that a person does alone (brief.md F, F1, F2)."""

from django.utils.translation import gettext_lazy as _

from learn.rated import Chapter, RatedClaim, Sure

OWN_TESTS = Chapter(
    name=_("Tests of one's own"),
    claims=(
        RatedClaim(
            id="chair-stand",
            topic=_("Chair stands in 30 seconds"),
            says=_(
                "From 60 on there are figures by age and sex for what is below average and what "
                "the middle half reaches. A low figure goes with a raised risk of falling."
            ),
            sources=("f28", "f29"),
            sure=Sure.GOOD,
            why=_("Used for decades. The middle half is known to us from others' reports."),
        ),
        RatedClaim(
            id="chair-stand-younger",
            topic=_("Chair stands under 60"),
            says=_(
                "Healthy people of 19 to 35 stood up 33 times on average, people of 40 to 60 "
                "elsewhere 13 times: no honest norm exists, so compare with yourself."
            ),
            sources=("f30", "f31"),
            sure=Sure.THIN,
            why=_("Two groups that differ in more than age."),
        ),
        RatedClaim(
            id="chair-stand-change",
            topic=_("When more chair stands are more"),
            says=_(
                "A second try is better by half a stand or more, from practice alone. A "
                "difference of 3 is more than chance."
            ),
            sources=("f32",),
            sure=Sure.FAIR,
            why=_("One study of repeated measurements."),
        ),
        RatedClaim(
            id="one-leg",
            topic=_("Standing on one leg"),
            says=_(
                "With the eyes open, the best of three tries is about 44 seconds up to 39 years, "
                "41 to 59, 32 in the sixties, 21 in the seventies, 9 from 80 on. Women and men "
                "don't differ."
            ),
            sources=("f33",),
            sure=Sure.FAIR,
            why=_("549 people, stopped at 45 seconds."),
        ),
        RatedClaim(
            id="activities",
            topic=_("Three activities of your own"),
            says=_("A change of 2 points in their mean is more than chance."),
            sources=("f21",),
            sure=Sure.FAIR,
            why=_("From a clinics' form; our page uses the same scale under a name of its own."),
        ),
    ),
)
