"""The charts, on a phone and on a desktop, in light and dark."""

from routines.models import Plan
from tests.browser.conftest import accessibility_faults, overflow
from tests.routines.long_logs import mixed, write_log


def test_axe_finds_nothing_on_the_charts(signed_in, live_server, trainee):
    page, plan = signed_in, Plan.objects.of(trainee).current().get()
    plan.user = trainee
    write_log(plan, trainee.today(), range(120, 0, -3), tell=mixed, seed=5)

    for path in ("charts/", "charts/?period=year", "exercises/marching-bridge/"):
        page.goto(f"{live_server.url}/history/{path}")
        for each in page.locator("details.figures > summary").all():
            each.click()
        assert accessibility_faults(page) == [], path
        assert overflow(page) == 0, path
