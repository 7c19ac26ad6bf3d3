"""Tests of one's own, activities beside strength training, and links to a sheet."""

from history.models.activity import Activity
from history.models.report_link import MOST_LINKS, ReportLink
from history.models.self_tests import NormGroup, SelfTestResult, SkippedTest, ThreeActivities
from history.planning.activities import Kind

__all__ = [
    "MOST_LINKS",
    "Activity",
    "Kind",
    "NormGroup",
    "ReportLink",
    "SelfTestResult",
    "SkippedTest",
    "ThreeActivities",
]
