"""The jobs of the periodic work, in the order in which they have their turn.

A job of another package is a verb of that package, named here.
"""

from datetime import timedelta

from django.conf import settings

from upkeep import guests, reminding, sweeping
from upkeep.backups.daily import back_up_daily
from upkeep.turn import Job

EACH_TIME, QUARTER = timedelta(0), timedelta(minutes=15)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

JOBS: tuple[Job, ...] = (
    Job("travellers", every=QUARTER, work=reminding.notice_travellers),
    Job("reminders", every=EACH_TIME, work=reminding.remind_people),
    Job("tests of devices", every=EACH_TIME, work=reminding.test_devices),
    Job("guests", every=HOUR, work=guests.forget_guests),
    Job("log-ins", every=HOUR, work=sweeping.end_browser_sessions),
    Job("limits", every=HOUR, work=sweeping.forget_allowances),
    Job("sheet links", every=HOUR, work=sweeping.end_report_links),
    Job("tokens", every=HOUR, work=sweeping.end_tokens),
    Job("brought files", every=HOUR, work=sweeping.end_brought_files),
    Job("devices left", every=HOUR, work=sweeping.forget_devices),
    Job("sent reminders", every=HOUR, work=sweeping.forget_reminders),
    Job("logs of other apps", every=HOUR, work=sweeping.end_log_imports),
)
if settings.ENVIRONMENT.BACKHEALTH_BACKUP_DIR:
    # Last, as it may take minutes.
    JOBS += (Job("backup", every=DAY, work=back_up_daily),)
