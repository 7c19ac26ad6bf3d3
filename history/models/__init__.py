"""Tests of one's own, activities beside strength training, and links to a sheet."""

from history.models.activity import Activity
from history.models.report_link import MOST_LINKS, ReportLink
from history.models.self_tests import Activities, NormGroup, SelfTestResult, SkippedTest
from history.planning.activities import Kind

__all__ = [
    "MOST_LINKS",
    "Activities",
    "Activity",
    "Kind",
    "NormGroup",
    "ReportLink",
    "SelfTestResult",
    "SkippedTest",
]
