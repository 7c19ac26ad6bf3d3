"""The findings behind the page about everyday life, rated."""

from django.utils.translation import gettext_lazy as _

from learn.rated import Chapter, RatedClaim, Sure

EVERYDAY = Chapter(
    name=_("Everyday life"),
    claims=(
        RatedClaim(
            id="lifting",
            topic=_("Learning how to lift"),
            says=_("Workers who were taught it had as much back pain as those who weren't."),
            sources=("f62",),
            sure=Sure.FAIR,
            why=_(
                "9 trials with 20,101 workers, summed up by Cochrane; six of them had "
                "weaknesses. Read as an abstract."
            ),
        ),
        RatedClaim(
            id="sitting",
            topic=_("Sitting at work"),
            says=_("Those who sit more at work say more often that their back hurts."),
            sources=("f63",),
            sure=Sure.THIN,
            why=_("Most studies asked once, so they can't tell what is the cause of what."),
        ),
        RatedClaim(
            id="scans",
            topic=_("What pictures show"),
            says=_(
                "Among people without back pain a worn disc was seen in 37% at the age of 20, "
                "and in 96% at 80."
            ),
            sources=("f60",),
            sure=Sure.GOOD,
            why=_(
                "33 studies with 3,110 people. Up to the age of 50 such findings are more "
                "frequent in people with back pain, so they are not without meaning."
            ),
        ),
        RatedClaim(
            id="fear",
            topic=_("Being afraid to move"),
            says=_("It goes along with more pain and more trouble in daily life."),
            sources=("f64",),
            sure=Sure.THIN,
            why=_("70 studies, nearly all of which asked once; the authors trust them little."),
        ),
        RatedClaim(
            id="warmth",
            topic=_("Warmth"),
            says=_(
                "A warm wrap eased pain that had begun not long before by about 1 point out of "
                "5 over five days. About cold too little is known."
            ),
            sources=("f61",),
            sure=Sure.THIN,
            why=_("Two trials with 258 people, against a pill without effect."),
        ),
    ),
)
