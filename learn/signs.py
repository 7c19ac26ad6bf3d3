"""The warning signs and the stop signs in words, by code, grouped by how urgent they are.

The safety page shows them, and the questions before training and the page that stops a session let
people tick or tap them. What each leads to: `routines/planning/questions.py` and
`routines/planning/stop_signs.py` (brief.md E1, E3).
"""

from django.utils.translation import gettext_lazy as _

# New or getting worse.
EMERGENCY = {
    "saddle": _(
        "numbness or tingling round the genitals, the inner thighs or the buttocks, or no feeling "
        "when wiping"
    ),
    "urine": _("you cannot start, feel or hold your urine"),
    "bowel": _("you have lost control of your bowels, or no longer feel when they are full"),
    "sexual": _("sexual function or feeling has newly gone"),
    "both_legs": _("pain, numbness or weakness in both legs, or legs that quickly get weaker"),
    "accident": _("back pain after a serious accident or fall"),
    "chest": _("pain or pressure in the chest"),
    "breathless": _("severe breathlessness"),
    "collapse": _("you collapsed"),
    "belly": _(
        "sudden severe pain in the back, belly or flank, or a pulsing belly, with faintness or "
        "cold sweat"
    ),
    "head": _("a sudden severe headache, loss of sight or speech, or a drooping face or arm"),
    "confused": _("fever with confusion, fast breathing or mottled skin"),
}
URGENT = {
    "fever": _("fever, shivering, or feeling very unwell"),
    "weight": _("losing weight without trying, or night sweats"),
    "cancer": _("cancer now; or cancer in the past, and this pain is new"),
    "lump": _("a lump on the back, or a changed shape"),
    "night": _("pain that rest does not ease, or that is worse at night"),
    "fragile": _(
        "sudden severe pain with osteoporosis, while taking steroids, or from 65 on after a small "
        "fall or lift"
    ),
    "thinners": _("severe new pain while taking blood thinners"),
    "spine_infection": _("an infection, injection or operation of the spine in the last weeks"),
    "immunity": _("a weakened immune system, or injecting drugs"),
    "shoulder_blades": _("pain between the shoulder blades"),
    "one_leg": _("one leg newly weak, or a foot that drops"),
    "unsteady": _("unsteady walking, or clumsy hands"),
    "calf": _("a hot, swollen calf"),
}
SOON = {
    "daily_life": _("pain that stops your daily life"),
    "severe": _("severe pain"),
    "tingling": _("pain in a leg with tingling for more than 2 weeks"),
    "first": _("your first back pain ever, after 55 or before 20"),
    "straining": _("pain that gets worse when you cough, sneeze or strain"),
    "stiff": _(
        "back pain that began before 45, with more than 30 minutes of stiffness in the morning, "
        "for more than 3 months"
    ),
    "six_weeks": _("no better after 6 weeks, and no professional has looked at it yet"),
}

# While training.
STOP_EMERGENCY = {
    "chest": _("pain or pressure in the chest"),
    "collapse": _("you collapsed"),
    "breathless": _("severe breathlessness"),
    "heartbeat": _("an irregular heartbeat with faintness"),
    "head": _("a sudden severe headache, loss of sight or speech, or a drooping face or arm"),
    "bladder_bowel": _("you have lost control of bladder or bowel"),
    "between_legs": _("numbness between the legs"),
}
STOP_URGENT = {
    "weakness": _("new numbness or weakness"),
    "calf": _("a hot, swollen calf"),
}
STOP_IN_PREGNANCY = {
    "bleeding": _("bleeding"),
    "fluid": _("loss of fluid"),
    "contractions": _("regular contractions"),
    "calf_in_pregnancy": _("a swollen calf"),
    "headache": _("headache"),
}
STOP_SESSION = {
    "faint": _("faintness that passes"),
    "back_pain": _("back pain of 6 or more out of 10"),
    "leg_pain": _("sharp pain shooting down a leg"),
    "joint": _("a joint that locks or gives way"),
}
