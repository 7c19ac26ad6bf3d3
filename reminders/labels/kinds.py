"""What each kind of reminder is called on the pages."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from reminders.planning.kinds import Kind


@dataclass(frozen=True)
class KindWords:
    """`mails`: the mails of this kind, after “stop the mails”."""

    title: str | Promise
    about: str | Promise
    mails: str | Promise


KINDS = {
    Kind.TRAINING: KindWords(
        gettext_lazy("A planned day"),
        gettext_lazy("On days with a session, unless you have begun it."),
        gettext_lazy("about planned days"),
    ),
    Kind.MORNING: KindWords(
        gettext_lazy("The question in the morning"),
        gettext_lazy("On mornings on which Today asks how your back is."),
        gettext_lazy("about the question in the morning"),
    ),
    Kind.MISSED: KindWords(
        gettext_lazy("A session that was missed"),
        gettext_lazy("Once for each, when another day of the week still fits."),
        gettext_lazy("about sessions that were missed"),
    ),
    Kind.TESTS: KindWords(
        gettext_lazy("Tests that are due"),
        gettext_lazy(
            "Small tests, like getting up from a chair. Once a week at most. After a reminder, the "
            "next comes only when you have done or skipped a test."
        ),
        gettext_lazy("about tests"),
    ),
}
