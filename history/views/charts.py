"""Charts of all of the training."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.requests import PersonRequest
from history.facts.training_charts import training_charts
from history.planning.periods import Period, period_named


@require_safe
def charts(request: PersonRequest) -> HttpResponse:
    """Show sessions, pain, hard sets, minutes and effort over a period."""
    period = period_named(request.GET.get("period", ""))
    context = {
        "period": period,
        "periods": list(Period),
        "charts": training_charts(request.user, period, request.user.today()),
    }
    return render(request, "history/charts.html", context)
