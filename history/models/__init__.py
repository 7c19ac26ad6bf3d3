"""Rows of what a person measures alone, and of what was done beside strength training."""

from history.models.activity import Activity
from history.models.self_tests import Activities, NormGroup, SelfTestResult, SkippedTest
from history.planning.activities import Kind

__all__ = ["Activities", "Activity", "Kind", "NormGroup", "SelfTestResult", "SkippedTest"]
